"""A child in a place of its own, and a phone that is about to have one."""

from datetime import timedelta
from typing import Any

from flask import Flask

from portal.access.actor import Level, Role
from portal.cases import service as cases
from portal.cases.models import Case
from portal.cases.queries import find_child
from portal.db.clock import now
from portal.db.session import session
from portal.network import service as network
from portal.network.models import NetworkPerson
from portal.people.models import Person
from portal.people.service import let_in_guest
from portal.review.service import inquire
from tests import factories as a

CODE = "4071"


def in_an_own_place(app: Flask, case: Case, karin: Person, name: str) -> dict[str, Any]:
    """What the session cookie of a child holds who has opened a place of its own."""
    seat, place, _secret = cases.open_place(link_to_a_place(case, karin, name), CODE)
    limits = app.extensions["session_limits"]
    assert seat.person_id is not None
    seat.birthdate = {"birthdate": (now() - timedelta(days=11 * 366)).date().isoformat()}
    _writes(case, session.get_one(Person, seat.person_id))
    token = let_in_guest(seat.person_id, seat.case_id, limits, "", None, place.id)
    session.commit()
    return {"_user_id": token, "_fresh": True}


def _writes(case: Case, child: Person) -> None:
    """Something for the caseworkers alone, and something that a parent may read too."""
    actor = a.actor(case, child)
    parents = [seat.person_id for seat in actor.roster if seat.role is Role.CUSTODY_HOLDER][:1]
    for words, shown_to in (("Kun til jer.", []), ("Også til en mere.", parents)):
        inquire(actor, session.get_one(Case, case.id), words, 3, shown_to)
    session.commit()


def trusts(case: Case, emil: Person, person: NetworkPerson) -> None:
    """Emil says that he trusts one whom he suggested himself and has shown, and writes to the caseworkers."""
    actor = a.actor(case, emil, Level.FRESH)
    network.open_up(actor, person)
    network.trust(actor, person, a.child(case, "Emil").id, "Han lytter.")
    _writes(case, emil)


def link_to_a_place(case: Case, karin: Person, name: str) -> str:
    """The token of a link for this child's phone, made by the caseworker."""
    actor = a.actor(case, karin, Level.FRESH)
    given = find_child(actor, a.child(case, name).id)
    assert given is not None
    _place, token = cases.give_place(actor, given, "barn")
    session.commit()
    return token


def way_to_a_place() -> str:
    """The address that Viggo's phone reads from Ea's screen."""
    ea = a.caseworker("Ea Lund")
    return f"/child/open/{link_to_a_place(a.case('Viggo', caseworker=ea), ea, 'Viggo')}"
