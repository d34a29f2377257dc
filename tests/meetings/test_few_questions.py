"""Meetings ask the database few questions: as many for twenty meetings as for one."""

from datetime import timedelta

import pytest

from portal.cases.models import AnswerKind
from tests.db.test_saves import MOST, asked_when_saving
from tests.db.test_statements import visit
from tests.meetings.conftest import ABOUT, AN_HOUR, PLACE, THURSDAY

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""How much is asked does not depend on the database."""

PAGES = [
    ("sara", "/", 10),
    ("else_", "/", 10),
    ("karin", "/", 10),
    ("sara", "/meetings", 6),
    ("karin", "/meetings", 6),
    ("sara", "/meetings/{moved}", 6),
    ("else_", "/meetings/{moved}", 6),
    ("karin", "/meetings/{moved}", 6),
    ("sara", "/meetings/{moved}/answer", 4),
    ("karin", "/meetings/{moved}/move", 4),
    ("karin", "/meetings/call", 4),
    ("sara", "/meetings/{moved}/calendar", 3),
]


@pytest.fixture
def moved(family):
    meeting = family.meets(family.sara, family.else_)
    family.moves(meeting, THURSDAY + AN_HOUR)
    return meeting


@pytest.mark.parametrize(("who", "page", "most"), PAGES)
def test_a_page_asks_few_questions_and_no_more_for_many_meetings(family, as_, moved, who, page, most):
    browser = as_(getattr(family, who))
    place = f"/cases/{family.case.id}" + page.format(moved=moved.id)
    one = visit(browser, place)
    for number in range(20):
        more = family.meets(family.sara, family.else_, family.jonas, at=THURSDAY + timedelta(days=number))
        family.answers(more, family.sara, AnswerKind.COMING, "Ja.")

    many = visit(browser, place)

    assert len(one.statements) <= most, "\n".join(one.statements)
    assert len(many.statements) <= len(one.statements), "\n".join(many.statements)


def test_the_page_of_a_meeting_that_has_been_asks_few_questions_however_much_was_written(
    family, a, as_, moved, on_a_tuesday
):
    browser = as_(family.sara)
    on_a_tuesday.move_to(THURSDAY + 2 * AN_HOUR)
    browser = as_(family.sara)
    one = visit(browser, family.at(moved))
    for number in range(20):
        a.remark(family.case, family.jonas, a.entry(family.case, family.sara, f"Sætning {number}"))

    many = visit(browser, family.at(moved))

    assert len(one.statements) <= 6, "\n".join(one.statements)
    assert len(many.statements) == len(one.statements), "\n".join(many.statements)


def test_karins_list_asks_three_questions_however_many_families_meet(family, a, as_):
    family.meets(family.sara)
    browser = as_(family.karin)
    one = visit(browser, "/waiting")
    for number in range(10):
        other = a.case(f"Barn {number}", caseworker=family.karin)
        lis = a.member(other, "Lis Berg")
        type(family)(other, family.karin, lis, lis, lis).meets(lis)

    many = visit(browser, "/waiting")

    assert len(one.statements) <= 3, "\n".join(one.statements)
    assert len(many.statements) == len(one.statements), "\n".join(many.statements)


CALLED = {"words": ABOUT, "day": "2026-03-12", "clock": "14:30", "minutes": "60", "place": PLACE}
SAVES = {
    "a call": ("karin", "call", {**CALLED, "seats": ["{sara}", "{jonas}", "{else_}"]}),
    "a move": ("karin", "{meeting}/move", {"day": "2026-03-13"}),
    "a cancelling": ("karin", "{meeting}/cancel", {"why": "Syg."}),
    "a first answer": ("else_", "{meeting}/answer", {"answer": "coming", "words": "Ja."}),
    "another answer": ("sara", "{meeting}/answer", {"answer": "not_coming", "words": "Nej."}),
    "a wish": ("sara", "{meeting}/take-up", {"words": "Fredage."}),
}


@pytest.mark.parametrize("save", SAVES)
def test_a_save_asks_few_questions(family, as_, save):
    who, step, answers = SAVES[save]
    meeting = family.meets(family.sara, family.else_)
    family.answers(meeting, family.sara, AnswerKind.COMING)
    known = {name: str(family.seat(getattr(family, name)).id) for name in ("sara", "jonas", "else_")}
    page = as_(getattr(family, who)).visit(f"{family.place}/{step.format(meeting=meeting.id)}")

    saved = asked_when_saving(page, answers, known)

    assert len(saved) <= MOST, "\n".join(saved)
