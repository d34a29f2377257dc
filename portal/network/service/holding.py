"""What every verb of the network begins and ends with."""

from uuid import UUID

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.cases import queries as case_queries
from portal.db import held as rows
from portal.db.session import session
from portal.history.recorder import record
from portal.network.models import NetworkPerson


def held(person: NetworkPerson) -> NetworkPerson:
    """The person, locked: answers and invitations wait for each other.

    Where the door has locked the whole case before the person was loaded, that lock is enough.
    """
    if rows.remembered(person.case_id) is None:
        session.refresh(person, with_for_update={"of": NetworkPerson})
    return person


def tell(what: str, by: UUID | None, thing: Contribution) -> None:
    """Record what happened to a person of the network, or to what is said of one."""
    session.flush()
    record(f"network.{what}", by=by, case_id=thing.case_id, subject_id=thing.id)


def caseworkers(actor: Actor) -> list[UUID]:
    """The caseworker and the stand-in (person ids), for what a child says to them alone."""
    here = case_queries.actors_of(actor.roster, actor.case_id)
    return [one.person_id for one in here if one.role is Role.CASEWORKER]
