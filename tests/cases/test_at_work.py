"""Who comes in by the staff door without a role of the municipality: only one whom a case waits for."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from portal.cases import service
from portal.cases.models import Membership
from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Identity
from portal.people.policy import STAFF, Claims, LoginRefused
from portal.people.queries import colleagues_of
from portal.people.service import refuse_strangers, welcome
from tests.browser import signed_in_as
from tests.cases.seats import brings, lets_in, named
from tests.db.test_migrations import go


def hanne(**more: Any) -> Claims:
    told: dict[str, Any] = {
        "door": STAFF,
        "issuer": "https://arbejde.test",
        "subject": "hanne",
        "id_token": "",
    }
    told |= {
        "name": "Hanne Lund",
        "uuid": None,
        "loa": "substantial",
        "auth_time": None,
        "roles": frozenset(),
    }
    return Claims(**told | {"provider_session": None, "session_end": None, "transaction": None} | more)


@pytest.fixture
def family(a):
    karin = a.caseworker()
    return a.case(caseworker=karin), karin


def stays_outside(invitation: str = "", secret: str = "") -> bool:
    try:
        refuse_strangers(hanne(), invitation, secret)
    except LoginRefused as refused:
        return (refused.code, refused.subject) == ("E-INGEN-ROLLE", "hanne")
    return False


def test_a_stranger_from_work_stays_outside(family):
    assert stays_outside()


def test_who_said_yes_in_this_browser_comes_in_and_becomes_nobodys_colleague(family):
    case, karin = family
    _seat, token = named(case, karin)
    invitation = service.see_invitation(token)
    assert stays_outside(str(invitation.id), "")
    secret = service.accept_invitation(invitation.id)
    session.commit()

    assert not stays_outside(str(invitation.id), secret)
    assert stays_outside(str(invitation.id), "another")
    person = welcome(hanne())
    assert person.staff_since is None
    assert person not in colleagues_of(karin.id)


def test_an_invitation_to_another_seat_opens_no_staff_door(a, family):
    case, karin = family
    seat = a.named_seat(case)
    token = service.invite(a.actor(case, karin), seat, words="Hej", asked="", days=14)
    invitation = service.see_invitation(token)
    secret = service.accept_invitation(invitation.id)
    session.commit()

    assert stays_outside(str(invitation.id), secret)


def test_who_has_a_seat_comes_again_until_the_last_day_has_passed(family):
    case, karin = family
    person = lets_in(case, karin, days=3)
    session.add(Identity(person_id=person.id, issuer="https://arbejde.test", subject="hanne"))
    session.commit()

    assert not stays_outside()
    with time_machine.travel(now() + timedelta(days=4)):
        assert stays_outside()


def test_a_step_back_closes_the_seats_that_nothing_would_limit_then(a, database, family):
    case, karin = family
    teacher, sara = lets_in(case, karin), a.member(case)
    lone, names = brings(case, sara), {"hanne": teacher.id, "sara": sara.id}
    names["lone"], case_id = lone.id, case.id
    session.remove()

    go(database, to="0020_child_places")
    go(database)

    seats = session.query(Membership.person_id).filter_by(case_id=case_id, left_at=None).all()
    here = {person for (person,) in seats}
    assert {name for name, person in names.items() if person in here} == {"sara"}


def test_who_administers_the_portal_stands_in_for_nobody_and_reads_no_family_from_any_seat(a, as_, app):
    karin, ole, tom = a.caseworker(), a.caseworker("Ole Bro"), a.caseworker("Tom Vest")
    case = a.case(caseworker=karin, standin=ole)
    office = signed_in_as(app, ole, roles=("administrator",))
    signed_in_as(app, tom, roles=("caseworker", "administrator"))

    assert [one.name for one in colleagues_of(karin.id)] == ["Tom Vest"]
    for place in ("", "map", "plan", "ruler", "story"):
        assert office.visit(f"/cases/{case.id}/{place}").status == 404
    assert signed_in_as(app, ole, roles=("caseworker",)).visit(f"/cases/{case.id}/").status == 200
