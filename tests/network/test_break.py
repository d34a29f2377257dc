"""Whoever helps takes a break: access stops, the seat stays, and the others see it."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.access.seeing_as import may_be_looked_as
from portal.cases import queries, service
from portal.cases.models import Case
from portal.db.session import session
from portal.history.models import Event
from portal.network.models import Status
from portal.writing import drafts
from tests.network.around import at, name_else, named
from tests.network.guests import around
from tests.plan.conftest import Family as PlanFamily


@pytest.fixture
def joined(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    guest = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    else_ = name_else(case, sara)
    else_.membership_id, else_.about_id = a.seat(case, guest).id, guest.id
    session.commit()
    return case, karin, sara, else_, guest


def test_in_a_break_every_page_leads_to_the_way_back_and_one_tap_opens_them_again(as_, joined):
    case, _karin, _sara, _else, guest = joined
    browser = as_(guest)
    front = f"/cases/{case.id}/"
    assert browser.visit(front).status == 200

    away = browser.visit(f"{front}network/break").send()
    met = {part: browser.visit(front + part) for part in ("", "plan", "members", "story", "alarm-card")}

    assert away.status == 303
    assert {page.status for page in met.values()} == {303}
    assert met["plan"].follow().path == f"{front}network/back"
    assert browser.visit(f"{front}news").status == 403
    assert met["plan"].follow().send().follow().path == front
    assert browser.visit(f"{front}plan").status == 200


def test_a_guest_without_mitid_can_take_a_break_too(a, app):
    here = around(a, app)
    browser, _code = here.comes_in()

    browser.visit(f"{here.front}network/break").send()

    assert browser.visit(here.front).follow().path == f"{here.front}network/back"
    assert browser.visit(f"{here.front}network/back").send().follow().path == here.front


def test_the_family_sees_the_break_and_the_caseworker_is_told(a, as_, joined):
    case, karin, sara, else_, guest = joined
    session.execute(Case.__table__.update().values(untold=""))
    session.commit()

    service.take_break(a.actor(case, guest))
    session.commit()

    assert "Holder pause" in as_(sara).visit(at(case, else_)).says
    assert "Holder pause siden" in as_(karin).visit(f"/cases/{case.id}/members").says
    assert "holder pause" in as_(sara).visit(f"/cases/{case.id}/story").says
    session.rollback()
    assert str(karin.id) in session.get_one(Case, case.id).untold
    seen = named(case, else_, seen_by=sara)
    assert seen is not None
    assert seen.status_for(a.actor(case, sara)) is Status.PAUSED


def test_an_agreement_shows_who_stands_in(a, as_, joined):
    case, karin, sara, _else, guest = joined
    plan = PlanFamily(case, karin, sara, sara, guest)
    plan.agrees_on("Else henter.", sara, guest, backup="Så henter nabo Per.")

    service.take_break(a.actor(case, guest))
    session.commit()

    page = as_(sara).visit(f"/cases/{case.id}/plan").response.html.main.get_text()
    assert "Else holder pause." in page
    assert "Så længe: Så henter nabo Per." in " ".join(page.split())


def test_nobody_is_told_or_looked_as_in_a_break(a, joined):
    case, _karin, sara, _else, guest = joined
    service.take_break(a.actor(case, guest))
    session.commit()
    mine = a.actor(case, sara)

    assert queries.told(mine, {guest.id}) == []
    assert guest.id not in {seat.person_id for seat in may_be_looked_as(mine)}


def test_twice_is_once(a, joined):
    case, _karin, _sara, _else, guest = joined
    for _hand in range(2):
        service.take_break(a.actor(case, guest))
    for _hand in range(2):
        service.end_break(a.actor(case, guest))
    session.commit()

    happened = session.query(Event).filter(Event.what.in_(["case.paused", "case.came_back"])).count()

    assert happened == 2


def test_words_sent_in_a_break_from_another_phone_are_kept(a, as_, joined):
    case, karin, sara, _else, guest = joined
    about = PlanFamily(case, karin, sara, sara, guest).agrees_on("Else henter.", sara, guest)
    place = f"/cases/{case.id}/said/{about.id}/remark"
    page = as_(guest).visit(place)
    service.take_break(a.actor(case, guest))
    session.commit()

    sent = page.send(words="Jeg kan ikke hver gang.")

    assert sent.follow().path == f"/cases/{case.id}/network/back"
    session.rollback()
    kept = drafts.find(guest.id, place)
    assert kept is not None
    assert kept.fields["words"] == ["Jeg kan ikke hver gang."]


@pytest.mark.parametrize("role", [Role.CUSTODY_HOLDER, Role.CHILD, Role.PARENT_WITHOUT_CUSTODY])
def test_no_parent_and_no_child_takes_a_break_from_the_own_case(a, as_, role):
    case = a.case()
    someone = a.member(case, "Sara Holm", role)

    assert as_(someone).visit(f"/cases/{case.id}/network/break").status == 403
    with pytest.raises(IntegrityError):
        service.take_break(a.actor(case, someone))
    session.rollback()
