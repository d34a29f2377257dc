"""The drawing: who stands how close, and whom the child trusts."""

from uuid import UUID, uuid4

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.access.models import Audience
from portal.cases import queries as case_queries
from portal.cases import service as case_service
from portal.db.clock import now
from portal.db.session import session
from portal.network.models import Circle, NetworkPerson, Trust
from portal.network.service.holding import caseworkers, held, tell


class MovedMeanwhile(Exception):
    """The person no longer stands where the page showed them."""


def move(actor: Actor, person: NetworkPerson, *, seen: Circle, to: Circle) -> None:
    """Draw a person closer or further out than `seen`, where the page showed them. Raises MovedMeanwhile."""
    if held(person).circle != seen:
        raise MovedMeanwhile
    person.circle = to
    tell("moved", actor.person_id, person)


def trust(actor: Actor, person: NetworkPerson, who_id: UUID | None, words: str) -> Trust:
    """That a child (`who_id`: which one, if it is known) trusts a person: the child says so itself, or the
    actor heard it. Saying it anew takes the place of what the actor said before. Raises GivesAway."""
    own = actor.role is Role.CHILD
    _end_earlier(actor, held(person), who_id)
    said = Trust(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        by_id=actor.person_id,
        network_person_id=person.id,
        beside_id=person.id,
        who_id=who_id,
        child_id=who_id,
        heard=not own,
        words=words,
        language=actor.language,
        open_to_newcomers=person.open_to_newcomers,
        audience=Audience.US_HERE if own else Audience.IN_CASE,
    )
    readers = caseworkers(actor) if own else []
    case_service.say(said, "network.trusted", readers)
    case_service.tell(actor, readers, said, readers)
    return said


def show_trust(actor: Actor, said: Trust) -> None:
    """The child lets the parents see it: those who are here. Raises GivesAway."""
    said.audience = Audience.IN_CASE
    parents = {seat.person_id for seat in case_queries.custody_holders(actor.roster) if seat.person_id}
    case_service.name_readers(said, parents - case_queries.readers_of(said))
    session.flush()
    case_service.guard(said, actor.person_id)
    tell("trust_shown", actor.person_id, said)


def take_trust_back(actor: Actor, said: Trust) -> None:
    """It does not hold any more: nobody else sees it from now on, nor that it was taken back."""
    _end(said)
    tell("trust_taken_back", actor.person_id, said)


def _end_earlier(actor: Actor, person: NetworkPerson, who_id: UUID | None) -> None:
    mine = select(Trust).where(
        Trust.case_id == actor.case_id,
        Trust.network_person_id == person.id,
        Trust.by_id == actor.person_id,
        Trust.who_id == who_id if who_id else Trust.who_id.is_(None),
        Trust.ended_at.is_(None),
    )
    for said in session.scalars(mine):
        _end(said)


def _end(said: Trust) -> None:
    said.ended_at = said.hidden_at = now()
    session.flush()
