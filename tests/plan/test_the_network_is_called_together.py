"""After a report: the caseworker calls the network together with one tap, and says what we do now."""

import pytest
from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.exc import DBAPIError

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


def test_karin_says_what_we_do_now_and_the_clock_goes_on_until_the_network_meets(everybody, as_):
    breach = says(everybody, everybody.else_)
    karin = as_(everybody.karin)

    answered = karin.visit(f"{place_of(everybody, breach)}/close").send(words="Vi mødes hos Else i morgen.")

    assert answered.status == 303
    page = as_(everybody.else_).visit(place_of(everybody, breach)).says
    assert "Vi mødes hos Else i morgen." in page
    assert "Netværket mødes senest" in page
    assert session.get_one(Case, everybody.case.id).attention_at == breach.meet_by
    assert "holdt ikke" in shown(karin, "/waiting")


def test_without_a_meeting_it_is_closed_by_words_that_its_readers_read(everybody, as_):
    breach = says(everybody, everybody.else_)
    karin = as_(everybody.karin)

    page = karin.visit(f"{place_of(everybody, breach)}/close")
    page.send(words="Jonas henter fra nu af.", why_not="I har talt sammen hos Else.")

    read = as_(everybody.else_).visit(place_of(everybody, breach)).says
    assert "I har talt sammen hos Else." in read
    assert "Hvorfor netværket ikke mødes" in read
    assert session.get_one(Case, everybody.case.id).attention_at is None
    assert "holdt ikke" not in shown(karin, "/waiting")
    assert "Netværket mødes" not in shown(karin, f"/cases/{everybody.case.id}/plan")


@pytest.mark.parametrize(
    "how",
    [
        "closed_at = created, closed_by_id = :karin, closed_how = NULL",
        "closed_at = created, closed_by_id = :karin, closed_how = 'not_met'",
    ],
)
def test_nothing_is_closed_without_saying_how(everybody, how):
    breach = says(everybody, everybody.else_)
    how = how.replace("created", "meet_by")

    with pytest.raises(DBAPIError, match="ck_breach_not_met_with_a_reason"):
        session.execute(
            text(f"UPDATE breach SET {how} WHERE id = :id").bindparams(
                bindparam("id", breach.id, Uuid()), bindparam("karin", everybody.karin.id, Uuid())
            )
        )
    session.rollback()


def test_two_colleagues_who_answer_at_once_lose_no_words(everybody, as_):
    breach = says(everybody, everybody.else_)
    late = as_(everybody.tom).visit(f"{place_of(everybody, breach)}/close")
    first = as_(everybody.karin).visit(f"{place_of(everybody, breach)}/close")
    first.send(words="Vi ringer.", why_not="Alle er enige.")

    answer = late.send(words="Mine ord.")

    assert answer.status == 200
    assert "Mine ord." in answer.says
    assert "En kollega har svaret allerede." in answer.says
