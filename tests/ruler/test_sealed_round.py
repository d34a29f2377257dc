"""Each answers alone, and sees the others' answers when all have answered."""

import re
from datetime import timedelta

import pytest
import time_machine

from portal.db.session import session
from portal.ruler.models import Choice, ScoreRound
from tests.cases.test_news import OpenPage
from tests.ruler.conftest import A_TUESDAY

KEYS_OF_A_FORM = re.compile(
    r'(name="(?:csrf_token|once)"[^>]*value=")[^"]*|nonce="[^"]*"|request_id[^<]*|<data [^>]*>'
)
EVERY_ANSWER = [1, 2, 3, 4, 5, Choice.DO_NOT_KNOW, Choice.DECLINE]


def what_is_seen(family, browser, *more: str) -> list[str]:
    """Every page of the case that could tell of an answer."""
    case = f"/cases/{family.case.id}"
    paths = [
        f"{case}/",
        f"{case}/story",
        f"{case}/map",
        f"{case}/members",
        family.path(),
        family.question(),
        *more,
    ]
    return [KEYS_OF_A_FORM.sub("", browser.visit(path).says) for path in paths]


@pytest.mark.parametrize("answer", EVERY_ANSWER)
def test_the_other_parent_cannot_tell_what_was_answered_or_that_it_was(family, as_, answer):
    with time_machine.travel(A_TUESDAY, tick=False):
        family.says(family.karin, 2)
        jonas = as_(family.jonas)
        before, open_page = what_is_seen(family, jonas), OpenPage(jonas, family.case)

        score = family.says(family.sara, answer, "Det må Jonas ikke se endnu.")

        assert what_is_seen(family, jonas) == before
        assert open_page.says() is None
        assert jonas.visit(family.path(score.id)).status == 404


@pytest.mark.parametrize("answer", [1, 2, 3, Choice.DO_NOT_KNOW, Choice.DECLINE])
def test_nor_can_the_caseworker_below_step_four(family, as_, answer):
    with time_machine.travel(A_TUESDAY, tick=False):
        family.says(family.jonas, 2)
        karin = as_(family.karin)
        before, open_page = what_is_seen(family, karin, "/waiting"), OpenPage(karin, family.case)

        score = family.says(family.sara, answer)

        assert what_is_seen(family, karin, "/waiting") == before
        assert open_page.says() is None
        assert karin.visit(family.path(score.id)).status == 404


def test_own_answers_are_shown_as_sealed(family, as_):
    family.says(family.sara, 2)

    assert "sov hele natten" in as_(family.sara).visit(family.path()).says
    assert "sov hele natten" not in as_(family.jonas).visit(family.path()).says


def test_when_all_have_answered_all_answers_open_together(family, as_):
    family.says(family.sara, 2, "Saras ord.")
    family.says(family.karin, Choice.DO_NOT_KNOW)
    assert "Saras ord." not in as_(family.jonas).visit(family.path()).says

    family.says(family.jonas, 3, "Jonas' egne ord.")

    for person in (family.sara, family.jonas, family.karin, family.tom):
        page = as_(person).visit(family.path())
        assert "Saras ord." in page.says
        assert "egne ord." in page.says
    assert session.query(ScoreRound).one().revealed_by_id is None


def test_a_replaced_answer_does_not_count_for_somebody_else(family):
    family.says(family.sara, 2)
    family.says(family.sara, 1)
    family.says(family.karin, 2)

    assert session.query(ScoreRound).one().revealed_at is None


def test_the_caseworker_shows_all_the_answers_at_the_meeting(family, as_):
    family.says(family.sara, 2, "Saras ord.")

    page = as_(family.karin).visit(family.path()).send("/reveal").follow()

    assert page.status == 200
    assert "Saras ord." in page.says
    assert "Saras ord." in as_(family.jonas).visit(family.path()).says


def test_a_parent_cannot_open_the_answers(family, as_):
    score = family.says(family.karin, 2, "Karins ord.")
    sara = as_(family.sara)
    key = sara.visit(family.question()).fields["csrf_token"]

    page = sara.post(family.path("rounds", score.round_id, "reveal"), csrf_token=key)

    assert page.status == 403
    assert "Karins ord." not in sara.visit(family.path()).says


def test_the_next_answer_begins_a_new_round(family):
    with time_machine.travel(A_TUESDAY, tick=False) as clock:
        first = [family.says(person, 2) for person in (family.sara, family.jonas, family.karin)]
        clock.shift(timedelta(days=30))
        later = family.says(family.sara, 1)

    assert later.round_id != first[0].round_id
    assert later.supersedes_id is None
    assert session.get(ScoreRound, later.round_id).occasion == "follow_up"


def test_with_two_children_the_answers_open_when_all_have_answered_about_both(family):
    case = family.a.case("Liva", "Noah", caseworker=family.karin)
    family.a.member(case, "Sara Holm", person=family.sara)
    family.case = case
    liva, noah = (family.a.child(case, name).id for name in ("Liva", "Noah"))

    for person, child in ((family.sara, liva), (family.karin, liva), (family.karin, noah)):
        round_id = family.says(person, 2, child=child).round_id
        assert session.get(ScoreRound, round_id).revealed_at is None
    family.says(family.sara, 2, child=noah)

    assert session.get(ScoreRound, round_id).revealed_at is not None


def test_a_round_that_has_begun_is_my_turn_until_i_have_answered(family, as_):
    front, question = f"/cases/{family.case.id}/", family.question()
    assert not as_(family.jonas).visit(front).links_to(question)

    family.says(family.karin, 2)
    assert as_(family.jonas).visit(front).links_to(question)

    family.says(family.jonas, 2)
    assert not as_(family.jonas).visit(front).links_to(question)


def test_a_shielded_parents_answers_stay_hidden_when_the_round_is_open(family, as_):
    family.a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    for person, words in (
        (family.sara, "Saras ord."),
        (family.karin, "Karins ord."),
        (family.jonas, "Egne ord."),
    ):
        family.says(person, 2, words)

    page = as_(family.jonas).visit(family.path())

    assert "Karins ord." in page.says
    assert "Sara" not in page.says
