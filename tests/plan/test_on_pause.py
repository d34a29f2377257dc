"""A plan on pause: what holds now stands before it, for everybody in it, until it applies again."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.plan.models.suspension import Suspension
from tests.browser import signed_in_as

NOW = "Ring til Karin, før Emil hentes."


@pytest.fixture
def paused(family):
    family.has_a_plan()
    karin = family.as_actor(family.karin)
    service.suspend(karin, queries.find_in_force(karin), "KANARIE", NOW)
    session.commit()
    return family


def test_karin_puts_it_on_pause_and_all_read_what_holds_now(family, as_):
    family.has_a_plan()
    karin = as_(family.karin)
    page = karin.visit(f"{family.place}/suspend")
    assert page.send(reason="Far er flyttet.").status == 200, "what holds now must be said"

    assert page.send(words=NOW, reason="Far er flyttet.").status == 303

    for one in (family.sara, family.jonas, family.else_):
        browser, home = as_(one), f"/cases/{family.case.id}"
        for place in (family.place, f"{home}/", f"{home}/alarm-card"):
            says = browser.visit(place).says
            assert "Planen holder pause" in says, place
            assert NOW in says, place
    assert session.query(PlanVersion).one().status == "in_force", "a fact beside the status"


def test_what_holds_now_stands_first_at_home_and_promised_duties_are_marked(paused, as_):
    home = f"/cases/{paused.case.id}/"
    sara, else_ = as_(paused.sara).visit(home), as_(paused.else_).visit(home)

    assert sara.says.index(NOW) < sara.says.index('id="calm"')
    duties = else_.response.html.select_one("section[aria-labelledby=plan-duties] li").get_text(
        " ", strip=True
    )
    assert duties.startswith("På pause")
    assert else_.says.index(NOW) < else_.says.index('id="plan-duties"')
    as_(paused.karin).visit(paused.place).send("/plan/resume")
    assert "På pause" not in as_(paused.else_).visit(home).says


def test_why_is_read_by_those_who_share_the_whole_case_alone(paused, as_):
    assert "KANARIE" in as_(paused.jonas).visit(paused.place).says
    assert "KANARIE" not in as_(paused.else_).visit(paused.place).says


def test_a_guest_learns_that_it_is_on_pause_and_whom_to_call_and_no_more(paused, app):
    guest = signed_in_as(app, paused.else_, kind="guest", case_id=paused.case.id)

    says = guest.visit(f"/cases/{paused.case.id}/alarm-card").says

    assert "Planen holder pause" in says
    assert NOW not in says


def test_it_applies_again(paused, as_):
    assert as_(paused.karin).visit(paused.place).send("/plan/resume").status == 303

    assert "Planen holder pause" not in as_(paused.sara).visit(paused.place).says
    row = session.query(Suspension).one()
    assert row.ended_by_id == paused.karin.id


@pytest.mark.parametrize("who", ["sara", "else_"])
def test_nobody_but_the_caseworker_puts_it_on_pause(family, as_, who):
    family.has_a_plan()

    assert as_(getattr(family, who)).visit(f"{family.place}/suspend").status == 403


def test_one_pause_at_a_time_and_never_without_a_reason(paused):
    karin = paused.as_actor(paused.karin)
    in_force = queries.find_in_force(karin)
    with pytest.raises(service.AlreadyOnPause):
        service.suspend(karin, in_force, "Igen.", NOW)
    service.resume(karin, queries.find_paused(karin))

    with pytest.raises(IntegrityError):
        service.suspend(karin, in_force, " ", NOW)
