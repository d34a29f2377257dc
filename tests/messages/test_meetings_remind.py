"""Whoever has not answered to a meeting that is near is reminded, once for each time it is set."""

from datetime import timedelta

import pytest
import time_machine

from portal.cases.service import remind
from tests.messages.called import ABOUT, DAY, MONDAY, PLACE, WHY, Around
from tests.messages.conftest import NEWS, WAITS, first_names, rows


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def family(clock, a, as_):
    return Around(a, as_)


def test_who_has_not_answered_is_reminded_once_two_days_before(family, clock, hear):
    meeting = family.call("sara", "jonas", "else_")
    family.visit("sara", f"{meeting}/answer").send(answer="coming")
    hear()
    clock.shift(DAY)
    assert hear(WAITS) == []

    clock.shift(DAY + timedelta(hours=6))

    assert hear(WAITS) == ["else", "jonas"]
    clock.shift(DAY)
    assert hear(WAITS) == []


def test_who_is_called_late_has_a_day_to_answer_first(family, clock, hear):
    clock.shift(3 * DAY)
    family.call("sara")
    assert hear() == ["sara"]
    clock.shift(timedelta(hours=23))
    assert hear(WAITS) == []

    clock.shift(timedelta(hours=2))

    assert hear(WAITS) == ["sara"]


def test_a_meeting_that_moves_is_another_thing_to_be_reminded_of_after_a_day(family, clock, hear):
    meeting = family.call("sara")
    hear()
    clock.shift(3 * DAY)
    assert hear(WAITS) == ["sara"]
    family.visit("karin", f"{meeting}/move").send(day="2026-03-14")
    assert hear() == ["sara"]
    clock.shift(timedelta(hours=23))
    assert hear(WAITS) == []

    clock.shift(timedelta(hours=2))

    assert hear(WAITS) == ["sara"]


def test_who_answers_before_the_reminder_is_sent_gets_none(family, clock, hear, work, caught):
    meeting = family.call("sara", "else_")
    hear()
    clock.shift(3 * DAY)
    remind()
    family.visit("sara", f"{meeting}/answer").send(answer="coming")
    work()

    assert first_names(caught) == ["else"]
    assert sorted(m.status for m in rows() if m.kind == "reminder") == ["dropped", "sent"]


@pytest.mark.parametrize("what", ["cancelled", "begun", "hidden"])
def test_nobody_is_reminded_of_a_meeting_that_is_not_to_come(family, a, clock, hear, what):
    meeting = family.call("sara", "jonas")
    hear()
    clock.shift((5 if what == "begun" else 3) * DAY)
    if what == "cancelled":
        family.visit("karin", f"{meeting}/cancel").send(why=WHY)
        hear()
    if what == "hidden":
        a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    assert hear(WAITS) == (["sara"] if what == "hidden" else [])


def test_no_message_holds_a_word_of_the_meeting(family, clock, work, caught):
    meeting = family.call("sara")
    work()
    clock.shift(3 * DAY)
    remind()
    work()
    family.visit("karin", f"{meeting}/cancel").send(why=WHY)
    work()

    texts = [text for _to, text, _number in caught.sent]
    assert [text.short for text in texts] == [NEWS, WAITS, NEWS]
    told = " ".join(" ".join((text.subject, text.short, *text.long)) for text in texts)
    secret = (PLACE, ABOUT, WHY, "Karin", "Sara", "Emil", "møde", "14.30", "fredag", "http", meeting)
    assert not [word for word in secret if word in told]
