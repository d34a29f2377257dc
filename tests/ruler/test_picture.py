"""Where the answers stand in the picture over time: worked out from plain data alone."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ruler.queries.periods import MOST
from portal.ruler.queries.picture import BETWEEN_DATES, Picture, Told, drawn

SARA, JONAS, KARIN = (UUID(int=number) for number in (1, 2, 3))
PEOPLE = [SARA, JONAS, KARIN]
A_MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
answers = st.builds(
    Told,
    id=st.uuids(),
    person_id=st.sampled_from(PEOPLE),
    at=st.integers(0, 1200).map(lambda hours: A_MORNING + timedelta(hours=hours)),
    step=st.integers(1, 5),
)


def told(person: UUID, step: int, day: int = 0, hour: int = 0, **more: bool) -> Told:
    at = A_MORNING + timedelta(days=day, hours=hour)
    return Told(UUID(int=hash((person.int, step, day, hour)) % 2**64), person, at, step, **more)


def picture_of(*answers: Told, steps: int = 5, people: list[UUID] = PEOPLE) -> Picture:
    picture = drawn(answers, steps=steps, people=people)
    assert picture is not None
    return picture


def places(picture: Picture) -> list[tuple[float, float]]:
    return [(point.x, point.y) for line in picture.lines for point in line.points]


@pytest.mark.parametrize("answers", [[], [told(SARA, 3)]])
def test_fewer_than_two_answers_are_no_picture(answers):
    assert drawn(answers, steps=5, people=PEOPLE) is None


def test_the_best_step_is_at_the_top():
    best, worst = picture_of(told(SARA, 1), told(SARA, 5, day=30)).lines[0].points

    assert best.y < worst.y


@pytest.mark.parametrize("steps", [2, 3, 5, 10])
def test_a_person_who_is_alone_stands_in_the_middle_of_each_step(steps):
    [line] = picture_of(*(told(SARA, step, day=step) for step in range(1, steps + 1)), steps=steps).lines

    heights = [(step + 0.5) / steps * 100 for step in range(steps)]
    assert [point.y for point in line.points] == pytest.approx(heights, abs=0.01)


@given(st.lists(answers, min_size=2, max_size=40), st.permutations(PEOPLE))
def test_every_mark_stands_inside_its_own_step_and_inside_the_picture(answers, people):
    for line in picture_of(*answers, people=people).lines:
        for point in line.points:
            assert (point.told.step - 1) * 20 < point.y < point.told.step * 20
            assert 0 < point.x < 100


@given(st.lists(answers, min_size=2, max_size=MOST * 2))
def test_each_person_has_one_line_with_all_of_their_answers_oldest_first(answers):
    lines = picture_of(*answers).lines

    assert sorted(one.id for line in lines for one in [p.told for p in line.points]) == sorted(
        one.id for one in answers
    )
    for line in lines:
        assert {point.told.person_id for point in line.points} == {line.person_id}
        assert [point.told.at for point in line.points] == sorted(point.told.at for point in line.points)
    assert len({line.person_id for line in lines}) == len(lines)


@given(st.lists(answers, min_size=2, max_size=20), st.randoms())
def test_the_order_in_which_they_are_read_changes_nothing(answers, chance):
    mixed = list(answers)
    chance.shuffle(mixed)

    assert drawn(mixed, steps=5, people=PEOPLE) == drawn(answers, steps=5, people=PEOPLE)


def test_nobody_is_averaged_a_line_goes_through_what_was_said_and_nothing_else():
    picture = picture_of(told(SARA, 1), told(JONAS, 5), told(SARA, 1, day=9), told(JONAS, 5, day=9))

    assert [[point.told.step for point in line.points] for line in picture.lines] == [[1, 1], [5, 5]]


def test_two_who_say_the_same_on_the_same_day_stand_beside_each_other():
    picture = picture_of(*(told(person, 2) for person in PEOPLE))

    for one, other in combinations(places(picture), 2):
        assert abs(one[0] - other[0]) > 1
        assert abs(one[1] - other[1]) > 3


def test_and_so_do_two_answers_of_one_person_on_one_day():
    first, second = places(picture_of(told(SARA, 2), told(SARA, 2, hour=3)))

    assert second[0] > first[0] + 2
    assert second[1] == first[1]


def test_one_who_stays_on_a_step_has_a_level_line_whatever_the_others_say():
    picture = picture_of(
        told(SARA, 2), told(JONAS, 2), told(SARA, 2, day=40), told(JONAS, 4, day=40), told(SARA, 2, day=80)
    )

    assert len({point.y for point in picture.lines[0].points}) == 1


def test_time_is_true_a_month_is_twice_as_wide_as_a_fortnight():
    first, second, third = picture_of(told(SARA, 3), told(SARA, 3, 14), told(SARA, 3, 42)).lines[0].points

    assert third.x - second.x == pytest.approx(2 * (second.x - first.x), abs=0.02)


def test_a_day_is_a_day_in_denmark():
    before_midnight = Told(UUID(int=8), SARA, datetime(2026, 6, 1, 22, 30, tzinfo=UTC), 2)
    after = Told(UUID(int=9), JONAS, datetime(2026, 6, 2, 9, tzinfo=UTC), 2)

    picture = picture_of(before_midnight, after)

    assert picture.first == picture.last == date(2026, 6, 2)
    assert [one.day for one in picture.days] == [date(2026, 6, 2)]


def test_the_first_and_the_last_day_are_written_and_lead_to_their_newest_answer():
    oldest, newest = told(SARA, 4), told(JONAS, 2, day=90, hour=2)

    picture = picture_of(told(KARIN, 3, day=90), newest, told(SARA, 3, day=40), oldest)

    assert (picture.days[0].leads_to, picture.days[-1].leads_to) == (oldest.id, newest.id)


@given(st.lists(answers, min_size=2, max_size=60))
def test_written_days_never_touch_and_their_columns_share_the_whole_width(answers):
    days = picture_of(*answers).days

    assert all(b.x - a.x >= BETWEEN_DATES - 0.1 for a, b in pairwise(days))
    assert days[0].begins == 0
    assert sum(one.width for one in days) == pytest.approx(100, abs=0.1)
    assert all(one.begins < one.x < one.begins + one.width for one in days)


def test_an_answer_that_is_not_opened_yet_is_told_apart():
    assert picture_of(told(SARA, 2), told(SARA, 1, day=30, sealed=True)).sealed
    assert not picture_of(told(SARA, 2), told(SARA, 1, day=30)).sealed
