"""Guests: one in a family whose plan applies, with a duty and a line of the network log; and whoever follows
a link."""

from typing import Any
from uuid import UUID

from flask import Flask

from portal.access.actor import Actor, Level, Role
from portal.cases import service as cases
from portal.cases.queries import invitation_by_id
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people import sessions
from portal.people.models import UserSession
from portal.people.service import let_in_guest, new_guest
from portal.plan import queries as plan_queries
from portal.plan import service as plan
from portal.plan.models.log import Mark
from tests import factories as a
from tests.hostile.signing_in import CSRF, signed_in
from tests.plan.conftest import Family

CODE = "1234567890"


def with_a_duty(app: Flask) -> dict[str, Any]:
    """The cookie of a grandmother without MitID, without its key."""
    karin = a.caseworker("Mia Toft")
    case = a.case("Ditte", caseworker=karin)
    mother, guest = a.member(case, "Rosa Krog"), new_guest("Gerda")
    session.commit()
    a.member(case, "Gerda", Role.NETWORK_PERSON, person=guest, guest_id=guest.id)
    family = Family(case, karin, mother, mother, guest)
    agreement = family.has_a_plan("Gerda henter.")
    sees(agreement.id, a.actor(case, guest, Level.GUEST))
    token = let_in_guest(guest.id, case.id, app.extensions["session_limits"], "", None)
    row = session.query(UserSession).filter_by(token_hash=sessions._hash(token)).one()
    session.commit()
    return {"_user_id": token, "_fresh": True, "guest": str(row.id)}


def sees(agreement_id: UUID, *people: Actor) -> None:
    """A line of the network log by each of them."""
    for actor in people:
        about = plan_queries.find_agreement_to_observe(actor.for_own_duties(), agreement_id)
        assert about is not None
        seen = plan.Seen(on=on_the_wall(now()).date(), words="Han sov.", mark=Mark.NOT_KEPT)
        plan.write_in_log(actor, about, seen)
    session.commit()


def agreed_to(link: str) -> tuple[str, str]:
    opened = cases.see_invitation(link)
    return str(opened.id), cases.accept_invitation(opened.id)


def let_in(app: Flask, link: str) -> dict[str, Any]:
    """The cookie of one who came in by link and code."""
    invitation, secret = agreed_to(link)
    found = invitation_by_id(UUID(invitation))
    seat = cases.come_in(found, secret, "", CODE)
    limits = app.extensions["session_limits"]
    token = let_in_guest(seat.person_id, seat.case_id, limits, "", None)
    row = session.query(UserSession).filter_by(token_hash=sessions._hash(token)).one()
    return {"_user_id": token, "_fresh": True, "csrf_token": CSRF, "guest": str(row.id)}


def on_a_break(app: Flask) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The cookie of one who takes a break from a family, and the page that leads back."""
    case = a.case("Nora", caseworker=a.caseworker("Nis Toft"))
    anna = a.member(case, "Anna Krog", Role.NETWORK_PERSON)
    cases.take_break(a.actor(case, anna))
    session.commit()
    return signed_in(app, anna), (f"/cases/{case.id}/network/come-back",)
