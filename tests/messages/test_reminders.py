"""A reminder goes to the one we wait for: once for each thing, and never to somebody who has answered."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.cases.service import remind
from portal.db.session import session
from tests.messages.conftest import WAITS, rows, wants
from tests.plan.conftest import press

MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def people(a, clock):
    """Karin, her stand-in Tom, Sara and Jonas, and their case; all want to be told."""
    karin, tom = wants(a.caseworker()), wants(a.caseworker("Tom Dahl"))
    case = a.case(caseworker=karin, standin=tom)
    return case, karin, wants(a.member(case)), wants(a.member(case, "Jonas Lind"))


@pytest.fixture
def reminded(hear):
    """The first names of those who are reminded now."""
    return lambda: hear(WAITS)


@pytest.fixture
def plan_is_out(a, as_, people, work, caught):
    case, karin, sara, _jonas = people
    place = f"/cases/{case.id}/plan"
    as_(sara).visit(f"{place}/propose").send(words="Jeg læser.", doers=[a.seat(case, sara).id])
    as_(karin).visit(place).send("/send-out")
    work()
    caught.sent.clear()
    return place


def test_those_whose_yes_is_missing_are_reminded_once(clock, as_, people, plan_is_out, reminded):
    _case, _karin, sara, _jonas = people
    press(as_(sara).visit(f"{plan_is_out}/approve"), "agree")
    assert reminded() == []

    clock.shift(timedelta(days=3))

    assert reminded() == ["jonas", "karin"]
    clock.shift(timedelta(days=3))
    assert reminded() == []


def test_who_answers_before_the_reminder_is_sent_gets_none(clock, as_, people, plan_is_out, work, caught):
    clock.shift(timedelta(days=3))
    remind()
    for who in people[1:]:
        press(as_(who).visit(f"{plan_is_out}/approve"), "agree")
    work()

    assert {text.short for _to, text, _number in caught.sent} != {WAITS}
    assert {m.status for m in rows() if m.kind == "reminder"} == {"dropped"}


def test_the_caseworker_is_reminded_the_working_day_before_the_promise_ends(
    clock, a, as_, people, work, caught, reminded
):
    case, _karin, sara, _jonas = people
    a.entry(case, sara)
    as_(sara).visit(f"/cases/{case.id}/send").send()  # promised by the end of Thursday
    work()
    caught.sent.clear()
    heard = []
    for _day in range(3):
        heard.append(reminded())
        clock.shift(timedelta(days=1))

    assert heard == [[], [], ["karin"]]


def test_a_promise_that_ends_on_monday_is_reminded_of_on_friday(
    clock, a, as_, people, work, caught, reminded
):
    case, _karin, sara, _jonas = people
    clock.shift(timedelta(days=2))
    a.entry(case, sara)
    as_(sara).visit(f"/cases/{case.id}/send").send()
    work()
    caught.sent.clear()
    assert reminded() == []

    clock.shift(timedelta(days=2))

    assert reminded() == ["karin"]


def test_the_stand_in_is_told_when_the_promise_is_broken_and_not_when_it_was_kept(
    clock, a, as_, people, work, caught, reminded
):
    case, karin, sara, _jonas = people
    kept, broken = a.entry(case, sara), a.entry(case, sara, "En til.")
    as_(sara).visit(f"/cases/{case.id}/send").send()
    as_(karin).visit(f"/cases/{case.id}/review/{kept.id}").send(answer="agree")
    work()
    caught.sent.clear()
    clock.shift(timedelta(days=4))
    assert reminded() == ["tom"]
    assert reminded() == []

    as_(karin).visit(f"/cases/{case.id}/review/{broken.id}").send(answer="agree")
    work()
    caught.sent.clear()
    clock.shift(timedelta(days=4))

    assert reminded() == []


def test_who_has_left_is_waited_for_no_more(clock, a, people, plan_is_out, reminded):
    case, _karin, _sara, jonas = people
    a.seat(case, jonas).left_at = datetime.now(UTC)
    session.commit()
    clock.shift(timedelta(days=3))

    assert reminded() == ["karin", "sara"]
