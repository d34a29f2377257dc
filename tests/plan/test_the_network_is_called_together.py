"""After a report: the caseworker calls the network together with one tap, and says what we do now."""

import pytest

from portal.cases.models import Case
from portal.cases.service import hand_over
from portal.db.session import session
from portal.messages.models import Message
from portal.plan import queries
from portal.plan.models.breach import CalledTogether
from tests.plan.broken import place_of, says, shown


def test_karin_calls_the_network_together_with_one_tap_and_is_led_to_a_meeting(everybody, as_):
    breach = says(everybody, everybody.else_)
    karin = as_(everybody.karin)
    page = karin.visit(place_of(everybody, breach))

    led = page.send("/call").follow()

    assert led.links_to(f"/cases/{everybody.case.id}/meetings/call")
    called = {row.membership_id for row in session.query(CalledTogether)}
    assert called == {everybody.seat(everybody.else_).id}
    hand_over()
    told = {one.person_id for one in session.query(Message)}
    assert everybody.else_.id in told
    assert everybody.sara.id not in told


def test_whoever_is_called_reads_that_they_meet_and_nothing_of_what_was_reported(everybody, as_):
    breach = says(everybody, everybody.emil, words="KANARIE")
    karin = as_(everybody.karin).visit(place_of(everybody, breach))
    karin.send("/call", seats=[str(everybody.seat(everybody.else_).id)])

    page = as_(everybody.else_).visit(f"/cases/{everybody.case.id}/")

    assert "I bliver kaldt sammen" in page.says
    assert "KANARIE" not in page.says
    assert not page.links_to(place_of(everybody, breach))
    assert as_(everybody.else_).visit(place_of(everybody, breach)).status == 404


@pytest.mark.parametrize(
    ("reporter", "agreed", "ticked"),
    [
        ("emil", False, {"Else"}),
        ("jonas", True, {"Jonas"}),
        ("else_", True, {"Else", "Jonas"}),
        ("else_", False, {"Else"}),
        ("sara", True, {"Sara", "Jonas"}),
    ],
)
def test_nobody_whom_a_call_could_endanger_is_ticked_beforehand(everybody, reporter, agreed, ticked):
    about = says(everybody, getattr(everybody, reporter), everybody.agreed if agreed else None)
    karin = everybody.as_actor(everybody.karin)

    found = queries.to_call(karin, queries.find_breach(karin, about.id))

    assert {seat.name for seat in found.seats if seat.membership_id in found.ticked} == ticked


def test_karin_says_what_we_do_now_and_the_clock_stops(everybody, as_):
    breach = says(everybody, everybody.else_)
    karin = as_(everybody.karin)

    answered = karin.visit(f"{place_of(everybody, breach)}/close").send(words="Vi mødes hos Else i morgen.")

    assert answered.status == 303
    assert "Vi mødes hos Else i morgen." in as_(everybody.else_).visit(place_of(everybody, breach)).says
    assert session.get_one(Case, everybody.case.id).attention_at is None
    assert "holdt ikke" not in shown(karin, "/waiting")
    assert "Netværket mødes" not in shown(karin, f"/cases/{everybody.case.id}/plan")


def test_two_colleagues_who_answer_at_once_lose_no_words(everybody, as_):
    breach = says(everybody, everybody.else_)
    late = as_(everybody.tom).visit(f"{place_of(everybody, breach)}/close")
    as_(everybody.karin).visit(f"{place_of(everybody, breach)}/close").send(words="Vi ringer.")

    answer = late.send(words="Mine ord.")

    assert answer.status == 200
    assert "Mine ord." in answer.says
    assert "En kollega har svaret allerede." in answer.says
