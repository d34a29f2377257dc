"""A guest in a family whose plan applies: with a duty, and a line of the network log."""

from typing import Any
from uuid import UUID

from flask import Flask

from portal.access.actor import Actor, Level, Role
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people import sessions
from portal.people.models import UserSession
from portal.people.service import let_in_guest, new_guest
from portal.plan import queries as plan_queries
from portal.plan import service as plan
from portal.plan.models.log import Mark
from tests import factories as a
from tests.plan.conftest import Family


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
