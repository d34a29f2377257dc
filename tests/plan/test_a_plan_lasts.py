"""How long a plan lasts: some days alone, on pause, followed up on a day that is set."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.cases.queries import Waiting
from portal.db.session import session
from portal.history.models import Event
from portal.messages.models import Message
from portal.people.models import UserSession
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from tests.browser import signed_in_as
from tests.plan.printed import sheet
from tests.plan.seen import days, today

WEEK = service.Lasting(7, "Ring til Karin, og bliv hos Else.")


def a_week(family, lasting=WEEK):
    family.agrees_on("Emil sover hos Else.", family.sara, family.else_)
    version = service.send_out(family.as_actor(family.karin), family.case, lasting)
    session.commit()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.begins()
    return version


def test_a_provisional_plan_says_plainly_until_when_and_what_then(family, as_):
    karin = as_(family.karin)
    family.agrees_on("Emil sover hos Else.", family.sara, family.else_)
    page = karin.visit(f"{family.place}/send-out-for-days")
    assert page.send(days="7").status == 200, "what holds then must be said"
    assert page.send(days="7", words=WEEK.then).status == 303
    assert WEEK.then in as_(family.else_).visit(f"{family.place}/approve").says
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.begins()

    for one in (family.sara, family.else_):
        says = as_(one).visit(family.place).says
        assert "Den gælder til og med" in says
        assert WEEK.then in says


def test_when_the_days_are_over_it_applies_no_more_whether_or_not_the_night_has_come(family, as_):
    version = a_week(family)
    with days(6):
        assert queries.find_in_force(family.as_actor(family.sara)), "its last day"
    with days(7):
        assert queries.find_in_force(family.as_actor(family.sara)) is None
        for place in (family.place, f"/cases/{family.case.id}/"):
            assert WEEK.then in as_(family.sara).visit(place).says, place
        assert service.end_what_is_over() == 1
        session.commit()
        assert session.get(PlanVersion, version.id).status == "closed"
        assert WEEK.then in as_(family.sara).visit(family.place).says
        assert session.query(Event).filter_by(what="plan.days_over", by_id=None).count() == 1


def test_a_yes_to_a_week_is_no_yes_to_a_plan_that_goes_on(family):
    a_week(family)

    family.send_out()

    assert family.counts() == set()


def test_a_week_at_most_and_never_changed_when_people_have_been_asked(family):
    family.agrees_on("Emil sover hos Else.")
    with pytest.raises(IntegrityError):
        service.send_out(family.as_actor(family.karin), family.case, service.Lasting(8, "Ring."))
    session.rollback()
    a_week(family)
    with pytest.raises(DBAPIError):
        session.execute(text("UPDATE provisional SET days = 6"))


def test_karin_is_reminded_the_day_before_it_ends(family):
    version = a_week(family)
    with days(4):
        assert queries.who_follows_up(family.case.id) == []
    with days(5):
        assert queries.who_follows_up(family.case.id) == [Waiting(family.karin.id, f"plan ends {version.id}")]


def test_the_next_follow_up_stands_on_the_plan_and_what_was_said_is_kept(family, as_):
    family.has_a_plan()
    karin = as_(family.karin)
    page = karin.visit(f"{family.place}/follow-ups/write")
    far = (today() + timedelta(days=93)).isoformat()
    soon = (today() + timedelta(days=60)).isoformat()
    assert "tre måneder" in page.says
    assert page.send(on=far, why="Ferie.").status == 200, "the first is within three months"
    assert page.send(on=today().isoformat(), why="Nu.").status == 200
    assert page.send(on=soon, why="Efter ferien.").status == 303
    assert page.send(on=far, why="Det går godt.", words="Emil sover igen.").status == 200, "on which day?"
    assert (
        page.send(on=far, why="Det går godt.", words="Emil sover.", held_on=today().isoformat()).status == 303
    )

    sara = as_(family.sara)
    assert "Næste opfølgning" in sara.visit(family.place).says
    says = sara.visit(f"{family.place}/follow-ups").says
    assert "Emil sover." in says
    assert "Det går godt." in says
    calendar = sara.visit(f"{family.place}/follow-ups/calendar").response.body.decode()
    assert "Emil" not in calendar
    assert (today() + timedelta(days=93)).strftime("%Y%m%d") in calendar


def test_karin_is_reminded_of_a_follow_up_a_week_before_while_a_plan_applies(family):
    karin = family.as_actor(family.karin)
    on = today() + timedelta(days=30)
    service.follow_up(karin, service.Next(on, "Efter ferien."))
    session.commit()
    with days(25):
        assert queries.who_follows_up(family.case.id) == [], "no plan applies"
    family.has_a_plan()
    with days(22):
        assert queries.who_follows_up(family.case.id) == []
    with days(23):
        assert queries.who_follows_up(family.case.id) == [Waiting(family.karin.id, f"follow-up {on}")]


def test_the_database_holds_the_first_follow_up_to_three_months(family, monkeypatch):
    karin, late = family.as_actor(family.karin), service.Next(today() + timedelta(days=93), "Senere.")
    with pytest.raises(service.TooLate):
        service.follow_up(karin, late)
    monkeypatch.setattr("portal.plan.service.lasting.FIRST_WITHIN", 400)

    with pytest.raises(IntegrityError):
        service.follow_up(karin, late)


def test_the_leader_is_told_of_a_pause_and_the_fridge_sheet_says_it_first(family, ulla, as_, app):
    family.has_a_plan()
    karin = family.as_actor(family.karin)
    pause = service.suspend(karin, queries.find_in_force(karin), "Far er flyttet.", "Ring til Karin.")
    session.commit()

    assert session.query(Message).filter_by(person_id=ulla.id).count() == 1
    assert queries.waits_for_leaders(ulla.id)
    leader = signed_in_as(app, ulla, kind="staff", roles=["team_leader"])
    assert "Far er flyttet." in leader.visit(f"/plans-for-leaders/pauses/{pause.id}").says
    assert "Emil" not in leader.visit("/plans-for-leaders").says
    assert session.query(UserSession).filter_by(person_id=ulla.id).count()
    says = as_(family.sara).visit(f"{family.place}/week").says
    assert "holder pause" in says
    assert "Ring til Karin." in says
    paper = sheet(as_(family.sara), family)
    assert paper.has("holder pause")
    assert paper.has("Ring til Karin.")
