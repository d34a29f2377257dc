"""From a report the clock runs until the network has met: the meeting remembers why it was called."""

from datetime import timedelta

import pytest
import time_machine

from portal.cases.models import Case
from portal.cases.queries import who_promised
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.meetings import queries as meeting_queries
from portal.meetings import service as meeting_service
from portal.meetings.models import Meeting
from portal.plan.models.breach import Breach
from portal.plan.service import settle_where_they_met
from tests.plan.broken import place_of, says, shown

IN_A_DAY = timedelta(days=1)


def calls_them(family, as_, breach, at, *called):
    """Karin, from the page of the breach to a meeting of an hour."""
    karin = as_(family.karin)
    page = karin.visit(place_of(family, breach))
    seats = [str(family.seat(one).id) for one in called]
    page = page.send("/call", seats=seats).follow()
    form = karin.visit(f"/cases/{family.case.id}/meetings/call?because={breach.id}")
    assert page.links_to(f"/cases/{family.case.id}/meetings/call?because={breach.id}")
    ticked = [box.value for box in form.form("place").fields["seats"] if box.checked]
    assert ticked == seats
    local = on_the_wall(at)
    when = {"day": local.date().isoformat(), "clock": f"{local:%H:%M}", "minutes": "60"}
    assert form.send(words="Hvad vi gør nu.", place="Hos Else", **when).status == 303
    return session.query(Meeting).one()


@pytest.fixture
def at():
    """Tomorrow, on a whole minute."""
    return (now() + IN_A_DAY).replace(second=0, microsecond=0)


def test_whoever_is_called_reads_when_they_meet_and_the_promise_is_kept_when_they_do(everybody, as_, at):
    breach = says(everybody, everybody.else_)
    calls_them(everybody, as_, breach, at, everybody.else_)
    else_, karin = as_(everybody.else_), as_(everybody.karin)

    for page in (f"/cases/{everybody.case.id}/", place_of(everybody, breach)):
        assert "Netværket mødes" in shown(else_, page)
        assert f"kl. {on_the_wall(at):%H}" in shown(else_, page)
    assert "holdt ikke" in shown(karin, "/waiting")

    with time_machine.travel(at + timedelta(minutes=1), tick=True):
        settle_where_they_met()
        else_, karin = as_(everybody.else_), as_(everybody.karin)
        assert "Netværket har mødtes." in shown(else_, place_of(everybody, breach))
        assert "holdt ikke" not in shown(karin, "/waiting")
        assert session.get_one(Case, everybody.case.id).attention_at is None
        answer = karin.visit(f"{place_of(everybody, breach)}/close")
        assert "why_not" not in answer.says
        answer.send(words="Jonas henter fra nu af.")
        assert session.query(Breach).one().closed_how == "met"
    with time_machine.travel(breach.meet_by + IN_A_DAY, tick=True):
        assert who_promised(everybody.case.id) == []


def test_a_cancelled_meeting_lets_the_clock_go_on(everybody, as_, at):
    breach = says(everybody, everybody.else_)
    meeting = calls_them(everybody, as_, breach, at, everybody.else_)
    karin = everybody.as_actor(everybody.karin)

    call = meeting_queries.find_call(karin, meeting.id)
    meeting_service.cancel_meeting(karin, call.meeting, "Karin er syg.", call.meeting.revision)
    session.commit()

    with time_machine.travel(breach.meet_by + timedelta(hours=1), tick=True):
        settle_where_they_met()
        page = shown(as_(everybody.karin), place_of(everybody, breach))
        assert "Det løfte holdt vi ikke." in page
        assert [one.person_id for one in who_promised(everybody.case.id)] == [everybody.tom.id]


def test_a_reader_who_is_not_called_never_reads_when(everybody, as_, at):
    breach = says(everybody, everybody.else_, picked=[everybody.jonas])
    jonas = as_(everybody.jonas)
    pages = (f"/cases/{everybody.case.id}/", f"{everybody.place}", place_of(everybody, breach))
    before = [shown(jonas, page) for page in pages]

    calls_them(everybody, as_, breach, at, everybody.else_)

    assert [shown(jonas, page) for page in pages] == before


def test_the_reporter_and_the_caseworker_read_how_long_is_left(everybody, as_):
    breach = says(everybody, everybody.else_)
    for who in (everybody.else_, everybody.karin):
        with time_machine.travel(breach.meet_by - timedelta(hours=18, minutes=5), tick=True):
            assert "18 timer tilbage" in shown(as_(who), place_of(everybody, breach))
            assert "18 timer tilbage" in shown(as_(who), f"/cases/{everybody.case.id}/")
        with time_machine.travel(breach.meet_by - timedelta(minutes=5), tick=True):
            assert "Under en time tilbage" in shown(as_(who), place_of(everybody, breach))


def test_nobody_but_the_caseworker_ties_a_meeting_to_a_report(everybody, as_, at):
    breach = says(everybody, everybody.else_)

    page = as_(everybody.karin).visit(f"/cases/{everybody.case.id}/meetings/call?because={everybody.case.id}")

    assert str(breach.id) not in page.says
    assert page.status == 200
