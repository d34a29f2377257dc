"""What people agreed on together, and the caseworker's overall view, are on nobody's own line."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from portal.access.actor import Actor, Member, Role
from portal.ruler.models import Dimension, Score
from portal.ruler.queries import line_of, readings, voices
from portal.ruler.queries.in_words import RulerInWords, Step
from portal.ruler.queries.scores import OnTheRuler

SARA, KARIN, CASE, EMIL = (UUID(int=number) for number in range(1, 5))
OLD, NEW = UUID(int=8), UUID(int=9)
A_DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
RULER = {
    number: Step(number, number, 5, number, "green", f"Trin {number}", "Sådan er det.", "")
    for number in range(1, 6)
}
RULERS = {which: RulerInWords(which, 4, RULER) for which in (OLD, NEW)}
ACTOR = Actor(person_id=SARA, name="Sara", case_id=CASE, role=Role.CUSTODY_HOLDER)


def given(by: UUID, step: int, day: int, capacity: str = "own", ruler: UUID = OLD) -> OnTheRuler:
    score = Score(
        id=uuid4(),
        case_id=CASE,
        child_id=EMIL,
        author_id=by,
        round_id=UUID(int=100 + day),
        ruler_version_id=ruler,
        dimension="child",
        answer="step",
        step=step,
        capacity=capacity,
        created_at=A_DAY + timedelta(days=day),
    )
    return OnTheRuler(score, sealed=False, replaced=False)


def read(*scores: OnTheRuler):
    people = list(voices(ACTOR, {}, [one.score for one in scores]))
    [reading] = readings(ACTOR, EMIL, scores, RULERS, people)
    assert reading.dimension is Dimension.CHILD
    return reading


def test_own_answers_have_a_picture_without_what_was_agreed_on():
    reading = read(
        *(given(SARA, 2, day) for day in (0, 30)),
        *(given(KARIN, 4, day) for day in (0, 30)),
        *(given(KARIN, 3, day, "joint") for day in (0, 30)),
        *(given(KARIN, 5, day, "overall") for day in (0, 30)),
    )

    [ruler] = reading.drawn
    own = {line.person_id: [point.told.step for point in line.points] for line in ruler.picture.lines}
    together = {
        line.person_id: [point.told.step for point in line.points]
        for apart in (ruler.together, ruler.overall)
        for line in apart.lines
    }
    assert own == {SARA: [2, 2], KARIN: [4, 4]}
    assert together == {"joint": [3, 3], f"overall {KARIN}": [5, 5]}


@pytest.mark.parametrize("capacity", ["joint", "overall"])
def test_the_one_who_writes_it_down_has_no_mark_on_it(capacity):
    scores = [given(KARIN, 3, 0, capacity).score, given(KARIN, 3, 0).score]
    seat = Member(
        membership_id=uuid4(),
        person_id=KARIN,
        name="Karin",
        relation="rådgiver",
        role=Role.CASEWORKER,
        mark=4,
        joined_at=A_DAY,
    )

    found = voices(ACTOR, {KARIN: seat}, scores)

    assert found[KARIN].mark != found[line_of(scores[0])].mark
    assert found[line_of(scores[0])].capacity == capacity


def test_two_versions_are_never_joined_though_they_read_the_same():
    reading = read(
        *(given(SARA, 2, day, ruler=NEW) for day in (60, 90)), *(given(SARA, 4, day) for day in (0, 30))
    )

    assert [[point.told.step for point in one.picture.lines[0].points] for one in reading.drawn] == [
        [2, 2],
        [4, 4],
    ]


def test_every_answer_of_every_kind_is_in_the_table():
    scores = [given(SARA, 2, 0), given(KARIN, 3, 0, "joint"), given(KARIN, 5, 30, "overall")]

    reading = read(*scores)

    assert {one.score.id for block in reading.blocks for one in block.answers} == {
        one.score.id for one in scores
    }
