"""What people do with the network: name, say yes or no, invite, take back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor, Role
from portal.access.models import Audience
from portal.cases import queries as case_queries
from portal.cases import service as case_service
from portal.cases.models import Membership
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.network.models import Circle, Consent, Named, NetworkPerson, Side, Status, Tie
from portal.network.service.circles import MovedMeanwhile, move, show_trust, take_trust_back, trust
from portal.network.service.ending import end_access, end_what_ran_out
from portal.network.service.grounds import (
    NotNeeded,
    Recorded,
    SamePerson,
    confirm_ground,
    end_ground,
    record_ground,
    refuse_ground,
    tell_birthdate,
)
from portal.network.service.holding import caseworkers, held, tell
from portal.network.service.leaving import take_along
from portal.network.service.sitting import seat_filled

__all__ = [
    "MovedMeanwhile",
    "NotNeeded",
    "NotReady",
    "Permission",
    "Recorded",
    "SamePerson",
    "Somebody",
    "ask_who_is_old_enough",
    "confirm_ground",
    "end_ground",
    "end_what_ran_out",
    "invite",
    "move",
    "name_person",
    "open_up",
    "record_ground",
    "refuse_ground",
    "say_no",
    "say_yes",
    "seat_filled",
    "show_trust",
    "take_along",
    "take_invitation_back",
    "take_trust_back",
    "tell_birthdate",
    "trust",
    "withdraw",
]
WHAT, PURPOSE = "own_agreements", "help_as_promised"


class NotReady(Exception):
    """A needed yes is missing, or the person has joined meanwhile."""


@dataclass(frozen=True)
class Somebody:
    """A person as the one who names them tells it; `words` are what the person could help with. `tie`: what
    kind of relation, where that is said."""

    name: str
    relation: str
    circle: Circle
    words: str
    tie: Tie | None = None


def name_person(actor: Actor, somebody: Somebody) -> NetworkPerson:
    """Draw a person into a circle. What a child suggests is for the caseworkers alone until it is opened up.

    Parents who join later are asked for their yes too, so the name is open to newcomers.
    """
    alone = actor.role is Role.CHILD
    person = NetworkPerson(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        open_to_newcomers=True,
        name=somebody.name,
        relation=somebody.relation,
        circle=somebody.circle,
        tie=somebody.tie,
        words=somebody.words,
        language=actor.language,
        audience=Audience.US_HERE if alone else Audience.IN_CASE,
    )
    readers = set(caseworkers(actor) if alone else _old_enough(actor))
    case_service.say(person, "network.named", readers, circle=somebody.circle)
    case_service.tell(actor, _asked_for_a_yes(actor), person, readers)
    return person


def _asked_for_a_yes(actor: Actor) -> set[UUID]:
    parents = {seat.person_id for seat in case_queries.custody_holders(actor.roster) if seat.person_id}
    return parents | case_queries.caseworker_in(actor.roster) | _old_enough(actor)


def _old_enough(actor: Actor) -> set[UUID]:
    """The children (person ids) who are asked themselves, and so must read whom they are asked about."""
    today = on_the_wall(now()).date()
    return {seat.person_id for seat in case_queries.asked_themselves(actor.roster, today) if seat.person_id}


def open_up(actor: Actor, person: NetworkPerson) -> None:
    """The child lets the parents see a suggestion: those who are here, and those who come later."""
    person.audience = Audience.IN_CASE
    parents = {seat.person_id for seat in case_queries.custody_holders(actor.roster) if seat.person_id}
    case_service.name_readers(person, (parents | _old_enough(actor)) - case_queries.readers_of(person))
    session.flush()
    case_service.guard(person, actor.person_id)
    tell("opened_up", actor.person_id, person)


@dataclass(frozen=True)
class Permission:
    """The giver's seat, the sentence as read, its language, and the last day (none: a mere approval)."""

    seat_id: UUID
    sentence: str
    language: str
    until: date | None


def say_yes(actor: Actor, named: Named, given: Permission) -> Consent:
    """Give permission for one person. The giver's earlier permission ends; an own no is taken away."""
    person = held(named.person)
    _end_permission(actor, named)
    kinds = {"what": WHAT, "purpose": PURPOSE} if given.until else {}
    consent = Consent(
        case_id=actor.case_id,
        network_person_id=person.id,
        membership_id=given.seat_id,
        person_id=actor.person_id,
        receiver=str(person),
        sentence=given.sentence,
        language=given.language,
        until=given.until,
        **kinds,
    )
    session.add(consent)
    ask_who_is_old_enough(actor, named)
    own = actor.is_professional or person.declined_by_id == actor.person_id
    if person.declined_by == _side(actor) and own:
        person.declined_at = person.declined_by = person.declined_by_id = None
        person.declined_why = person.declined_note = ""
    tell("said_yes", actor.person_id, person)
    return consent


def say_no(actor: Actor, named: Named, why: str, note: str = "") -> None:
    """Say no to a person; a caseworker says why, and may leave a `note` for caseworkers alone. Somebody who
    is here already stops being so."""
    person = held(named.person)
    _end_permission(actor, named)
    person.declined_at, person.declined_by = now(), _side(actor)
    person.declined_by_id, person.declined_why, person.declined_note = actor.person_id, why, note
    session.flush()
    case_service.guard(person, actor.person_id)
    end_access(person)
    tell("said_no", actor.person_id, person)


def ask_who_is_old_enough(actor: Actor, named: Named) -> None:
    """Let the children who have meanwhile become old enough read whom they are asked about."""
    person = named.person
    if not named.is_between_us:
        case_service.name_readers(person, _old_enough(actor) - case_queries.readers_of(person))


def withdraw(actor: Actor, consent: Consent) -> None:
    """Take an own permission back. The receiver's next request is refused, and no link leads anywhere."""
    person = held(session.get_one(NetworkPerson, consent.network_person_id))
    consent.withdrawn_at = now()
    end_access(person)
    tell("taken_back", actor.person_id, person)


def invite(
    actor: Actor,
    named: Named,
    *,
    words: str,
    asked: str,
    days: int,
    by_letter: case_service.ByLetter | None = None,
    born: date | None = None,
    code: str = "",
) -> tuple[UUID, str]:
    """Make a link for a person to whom everybody said yes; an older one stops working. Seat and token.

    `named` was read when the case was locked, at the door. Raises NotReady.
    """
    person = held(named.person)
    if not named.may_be_invited or named.status_for(actor) in (Status.ACTIVE, Status.PAUSED):
        raise NotReady
    kept = named.seat if named.seat and named.seat.left_at is None else None
    seat = kept or _new_seat(actor, person)
    told: dict[str, Any] = {"words": words, "asked": asked, "days": days, "by_letter": by_letter}
    told |= {"born": born, "code": code}
    return seat.id, case_service.invite(actor, seat, subject_id=person.id, first=kept is None, **told)


def _new_seat(actor: Actor, person: NetworkPerson) -> Membership:
    seat = case_service.take_seat(actor, name=person.name, relation=person.relation, role=Role.NETWORK_PERSON)
    seat.invited_by_id = person.author_id  # a seat is hidden together with the one who named its person
    person.membership_id = seat.id
    return seat


def take_invitation_back(actor: Actor, person: NetworkPerson) -> None:
    """The link leads nowhere from now on. The permissions stay."""
    held(person)
    if person.membership_id:
        case_service.end_links(person.case_id, person.membership_id)
    tell("invitation_taken_back", actor.person_id, person)


def _end_permission(actor: Actor, named: Named) -> None:
    earlier = named.consents.get(actor.person_id)
    if earlier is not None:
        earlier.withdrawn_at = now()
        session.flush()


def _side(actor: Actor) -> Side:
    return Side.CASEWORKER if actor.is_professional else Side.FAMILY
