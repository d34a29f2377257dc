"""What people saw of an agreement: dated, never changed, and read by those who see the agreement."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.access.actor import Role
from portal.access.models import Audience
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan import service
from portal.plan.models import PlanVersion
from portal.plan.models.log import Mark, Observation
from portal.plan.service.statuses import move
from portal.plan.statuses import Status, Who
from tests.plan.seen import log_of, saw, today


def test_sara_says_in_two_taps_that_it_was_kept(family, as_):
    agreement = family.has_a_plan()
    sara = as_(family.sara)

    kept = sara.visit(f"{log_of(family)}/write").links_to(f"{log_of(family)}/write/{agreement.id}?seen=kept")
    page = sara.visit(f"{log_of(family)}/write/{agreement.id}?seen=kept")

    assert kept
    assert "Emil sover hos Else." in page.says
    told = page.send().follow()
    assert "Nu står det i netværksloggen." in told.says
    assert "Aftalen holdt" in told.says
    line = session.query(Observation).one()
    assert (line.mark, line.seen_on, line.words, line.audience) == ("kept", today(), "", "in_case")


@pytest.mark.parametrize("mark", ["not_kept", "unsure"])
def test_who_says_it_was_not_kept_is_kindly_asked_for_words(family, as_, mark):
    agreement = family.has_a_plan()
    page = as_(family.else_).visit(f"{log_of(family)}/write/{agreement.id}?seen={mark}")

    asked = page.send()

    assert asked.status == 200
    assert "Skriv et par ord om det, du så. Lidt er nok." in asked.says
    assert asked.send(words="Han sov hjemme.").status == 303
    assert session.query(Observation).one().mark == mark


def test_before_writing_it_says_who_reads_and_whom_to_ring(family, as_):
    agreement = family.has_a_plan()

    page = as_(family.else_).visit(f"{log_of(family)}/write/{agreement.id}")

    assert "Karin (rådgiver)" in page.says
    assert "bliver ikke læst med det samme" in page.says
    assert 'href="tel:' in page.says
    assert page.links_to(f"/cases/{family.case.id}/alarm-card")


@pytest.mark.parametrize(("days", "status"), [(0, 303), (60, 303), (61, 200), (-1, 200)])
def test_the_day_is_a_danish_one_not_to_come_and_at_most_sixty_days_ago(family, as_, days, status):
    agreement = family.has_a_plan()
    late_in_the_evening = on_the_wall(now()).replace(hour=0, minute=30) + timedelta(days=1)

    with time_machine.travel(late_in_the_evening, tick=True):  # in UTC it is still the day before
        browser = as_(family.sara)
        day = (today() - timedelta(days=days)).isoformat()
        page = browser.visit(f"{log_of(family)}/write/{agreement.id}")
        answer = page.send(mark="kept", seen_on=day, words="Mine ord.")

    assert answer.status == status
    assert (status == 303) or ("Mine ord." in answer.says and "til og med i dag" in answer.says)
    assert session.query(Observation).count() == (status == 303)


def test_the_verb_itself_refuses_another_day(family):
    agreement = family.has_a_plan()

    for days in (-1, 61):
        with pytest.raises(service.NotThatDay):
            saw(family, family.sara, agreement, on=today() - timedelta(days=days))


def test_where_no_plan_applies_the_page_says_so_kindly(family, as_):
    agreement = family.agrees_on("Else henter.", family.else_)
    sara = as_(family.sara)

    for place in ("", "/write"):
        page = sara.visit(log_of(family) + place)
        assert page.status == 200
        assert "Der er ikke nogen plan, der gælder endnu" in page.says
        assert not page.links_to(f"{log_of(family)}/write/")
    early = sara.visit(f"{log_of(family)}/write/{agreement.id}")
    assert "Den er ikke med i den plan, der gælder nu." in early.says


def test_when_the_agreement_goes_out_of_the_plan_meanwhile_the_words_are_still_there(family, as_):
    old = family.has_a_plan()
    page = as_(family.sara).visit(f"{log_of(family)}/write/{old.id}")
    move(session.query(PlanVersion).one(), Status.REPLACED, Who.CASEWORKER, family.karin.id)
    session.commit()

    answer = page.send(mark="kept", words="Han sov godt.")

    assert answer.status == 200
    assert "Dine ord står her endnu." in answer.says
    assert "Han sov godt." in answer.says
    assert session.query(Observation).count() == 0


def test_a_teacher_whom_the_plan_does_not_bind_writes_nothing(family, as_, a):
    family.has_a_plan()
    liv = a.member(family.case, "Liv Toft", Role.PROFESSIONAL, relation="lærer")

    assert as_(liv).visit(f"{log_of(family)}/write").status == 403
    assert not as_(liv).visit(log_of(family)).links_to(f"{log_of(family)}/write")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE observation SET mark = 'kept'",
        "UPDATE observation SET seen_on = written_on",
        "DELETE FROM observation",
        "UPDATE contribution SET words = 'Andet' WHERE kind = 'observation'",
    ],
)
def test_what_stands_in_the_log_is_never_changed(family, change):
    agreement = family.has_a_plan()
    saw(family, family.sara, agreement, Mark.NOT_KEPT)

    with pytest.raises(DBAPIError, match=r"never changed|permission denied"):
        session.execute(text(change))
    session.rollback()
    assert session.query(Observation).one().words == "Emil sov godt."


def test_the_database_wants_a_mark_for_an_agreement_and_a_day_that_has_come(family):
    agreement = family.has_a_plan()
    line = saw(family, family.sara, agreement)
    told = {
        "case_id": line.case_id,
        "author_id": line.author_id,
        "words": "",
        "agreement_id": agreement.id,
        "version_id": line.version_id,
        "mark": "kept",
        "seen_on": today(),
        "written_on": today(),
        "audience": Audience.IN_CASE.value,
    }
    for wrong in ({"mark": None}, {"agreement_id": None}, {"seen_on": today() + timedelta(days=1)}):
        session.add(Observation(**(told | wrong)))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
