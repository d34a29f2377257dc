"""The minutes of a meeting: what was written in the case that day, as far as the reader sees it."""

import pytest

from portal.access.models import Audience
from portal.cases.models import AnswerKind
from portal.db.clock import COPENHAGEN
from tests.meetings.conftest import AN_HOUR, THURSDAY

HEADING = "Det blev skrevet den dag"


@pytest.fixture
def been(family, a, on_a_tuesday):
    """A meeting that Sara, Jonas and Else came to, and what was written before, that day and after."""
    meeting = family.meets(family.sara, family.jonas, family.else_)
    a.entry(family.case, family.sara, "Skrevet om tirsdagen.")
    on_a_tuesday.move_to(THURSDAY)
    family.answers(meeting, family.sara, AnswerKind.COMING)
    entry = a.entry(family.case, family.sara, "Vi prøver fredag hos Else.")
    a.remark(family.case, family.jonas, entry, "Hellere om lørdagen.")
    a.entry(family.case, family.sara, "Kun til Karin.", audience=Audience.US_HERE, readers=(family.karin,))
    on_a_tuesday.move_to(THURSDAY.astimezone(COPENHAGEN).replace(hour=23, minute=59))
    a.entry(family.case, family.jonas, "Skrevet sent om aftenen.")
    on_a_tuesday.move_to(THURSDAY.astimezone(COPENHAGEN).replace(day=13, hour=0, minute=1))
    a.entry(family.case, family.jonas, "Skrevet næste dag.")
    return meeting


def test_sara_and_jonas_read_what_both_wrote_that_day(family, as_, been):
    page = as_(family.jonas).visit(family.at(been)).says.split(HEADING)[1]

    assert "Vi prøver fredag hos Else." in page
    assert "Hellere om lørdagen." in page
    assert "Skrevet sent om aftenen." in page
    assert "skrev på kortet" in page
    assert "Skrevet om tirsdagen." not in page
    assert "Skrevet næste dag." not in page


def test_what_is_for_karin_alone_is_in_her_minutes_alone(family, as_, been):
    assert "Kun til Karin." in as_(family.karin).visit(family.at(been)).says
    assert "Kun til Karin." not in as_(family.jonas).visit(family.at(been)).says


def test_else_reads_only_what_she_may_read(family, as_, been):
    page = as_(family.else_).visit(family.at(been)).says

    assert HEADING in page
    assert "Vi prøver fredag" not in page
    assert "Der blev ikke skrevet noget den dag, som du kan læse." in page


def test_before_the_meeting_is_over_there_are_no_minutes(family, as_):
    meeting = family.meets(family.sara)

    assert HEADING not in as_(family.sara).visit(family.at(meeting)).says


def test_a_meeting_that_is_over_is_neither_answered_nor_put_in_a_calendar(family, as_, been, on_a_tuesday):
    on_a_tuesday.move_to(THURSDAY + 2 * AN_HOUR)

    page = as_(family.else_).visit(family.at(been))

    assert not page.links_to(family.at(been, "answer"))
    assert "Læg det i din kalender" not in page.says
    assert as_(family.else_).visit(family.at(been, "answer")).status == 403
