"""The caseworker is reminded when it is time to ask everybody anew; nothing waits for it, and nobody else
reads it."""

from datetime import timedelta

import pytest

from portal.db.clock import now
from portal.db.session import session
from portal.meetings import queries as meeting_queries
from portal.meetings import service as meetings
from portal.review.queries import cases_of
from portal.ruler import queries
from portal.ruler.models import Choice
from tests.db.test_statements import counted

TITLE = "Det er tid til at spørge, hvordan barnet har det"
AN_HOUR = timedelta(hours=1)


def why(family, person=None) -> list[str]:
    """Why it is time to ask, on the desk of Karin, or of somebody else."""
    session.rollback()
    listed = cases_of((person or family.karin).id)
    return [one.ask for one in listed if one.ask]


def calls(family, begins_at):
    actor = family.a.actor(family.case, family.karin)
    told = meetings.Appointment(begins_at=begins_at, ends_at=begins_at + AN_HOUR, place="Biblioteket")
    gathering, seat = meeting_queries.gathering(actor), family.a.seat(family.case, family.sara)
    meeting = meetings.call_meeting(actor, gathering, "Om aftenerne.", told, [seat.id])
    session.commit()
    return meeting


def test_at_the_opening_until_somebody_has_answered(family, as_, clock):
    karin = as_(family.karin)
    assert why(family) == ["opening"]
    page = karin.visit("/waiting")
    assert TITLE in page.says
    assert "Ingen er spurgt endnu." in page.says
    assert page.links_to(family.path())

    family.says(family.sara, 2)

    assert why(family) == []
    assert TITLE not in karin.visit("/waiting").says


@pytest.mark.parametrize(("steps", "days"), [((2, 2, 2), 90), ((1, 2, 4), 30), ((4, 5, 1), 30)])
def test_the_days_go_by_the_zone_of_the_most_worried_of_the_last_answers(family, clock, steps, days):
    family.all_answer(clock, (5, 5, 5), steps)
    clock.shift(timedelta(days=days - 30, hours=-1))
    assert why(family) == []

    clock.shift(timedelta(hours=1))

    assert why(family) == ["long_ago"]


def test_neither_a_sealed_nor_a_hidden_nor_a_replaced_answer_moves_the_day(family, clock):
    family.says(family.sara, 5)
    family.says(family.sara, 2)
    hidden = family.says(family.jonas, 5)
    family.says(family.karin, 2)
    hidden.hidden_at = now()
    session.commit()
    clock.shift(timedelta(days=30))
    family.says(family.sara, 5)
    clock.shift(timedelta(days=89))

    assert why(family) == []


def test_how_long_that_is_the_municipality_says(family, clock):
    family.all_answer(clock, (Choice.DO_NOT_KNOW, 2, 2))
    assert list(session.execute(queries.ask(31)())) == []

    assert list(session.execute(queries.ask(30)())) == [(family.case.id, "long_ago")]


def test_at_a_meeting_from_the_day_before_and_after_it_until_everybody_is_asked(family, clock):
    family.all_answer(clock, (2, 2, 2))
    calls(family, now() + timedelta(days=10))
    assert why(family) == []

    clock.shift(timedelta(days=9, hours=1))
    assert why(family) == ["meeting"]
    clock.shift(timedelta(days=3))
    assert why(family) == ["meeting"]

    family.says(family.sara, 2)
    assert why(family) == []


def test_answers_since_the_meeting_was_called_are_answers_for_it(family, clock):
    calls(family, now() + timedelta(days=10))
    clock.shift(timedelta(days=5))
    family.says(family.sara, 2)
    clock.shift(timedelta(days=6))

    assert why(family) == []


def test_a_meeting_that_was_cancelled_is_no_occasion(family, clock):
    family.all_answer(clock, (2, 2, 2))
    meeting = calls(family, now() + AN_HOUR)
    actor = family.a.actor(family.case, family.karin)
    found = meeting_queries.find_call(actor, meeting.id).meeting
    meetings.cancel_meeting(actor, found, "Syg.", found.revision)
    session.commit()

    assert why(family) == []


def test_it_is_on_the_desk_of_the_one_whose_case_it_is_alone(family, as_, clock):
    assert TITLE not in as_(family.tom).visit("/waiting").says
    assert TITLE not in as_(family.sara).visit(family.path()).says

    assert [why(family, one) for one in (family.karin, family.tom)] == [["opening"], []]


def test_the_gravest_is_told_when_there_are_several(family, clock):
    family.all_answer(clock, (2, 2, 2))
    calls(family, now() + AN_HOUR)
    assert why(family) == ["meeting"]

    clock.shift(timedelta(days=200))

    assert why(family) == ["long_ago"]


def test_a_closed_case_asks_nobody(family, clock):
    family.case.status = "closed"
    session.commit()

    assert why(family) == []


def test_it_stands_in_nobodys_way(family, as_, clock):
    assert why(family) == ["opening"]

    assert as_(family.karin).visit(f"/cases/{family.case.id}/plan").status == 200
    assert as_(family.sara).visit(family.question()).status == 200


def test_a_list_of_many_families_is_one_question_as_before(family, as_, clock):
    karin = as_(family.karin)
    with counted() as few:
        karin.visit("/waiting")
    for number in range(5):
        family.a.case(f"Barn {number}", caseworker=family.karin)

    with counted() as many:
        karin.visit("/waiting")

    assert len(many.statements) == len(few.statements) <= 3
