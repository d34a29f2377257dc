"""What the caseworker records in place of a missing permission, and what another of the staff says of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from portal.access.actor import Actor, Member
from portal.cases import queries as case_queries
from portal.cases import service as case_service
from portal.cases.models import Membership
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.network.models import Ground, LegalGround, Named, NetworkPerson
from portal.network.queries.grounds import ToConfirm
from portal.network.service.ending import end_access
from portal.network.service.holding import held


class NotNeeded(Exception):
    """The custody holder has said yes meanwhile, or a ground stands there already."""


class SamePerson(Exception):
    """Whoever recorded a ground does not confirm it."""


@dataclass(frozen=True)
class Recorded:
    """What a caseworker writes: the ground and its section, the reason in own words, who decided it and when,
    and the last day (Copenhagen)."""

    ground: Ground
    law: str
    reason: str
    decided_by: str
    decided_on: date
    until: date


def record_ground(actor: Actor, named: Named, instead_of: Member, told: Recorded) -> LegalGround:
    """Record why sharing with one person takes place without one custody holder's yes. It holds nothing until
    another of the staff has confirmed it. The family is told. Raises NotNeeded."""
    person = held(named.person)
    if instead_of not in named.needs_a_ground():
        raise NotNeeded
    ground = LegalGround(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        words=told.reason,
        beside_id=person.id,
        about_id=instead_of.person_id,
        open_to_newcomers=True,
        network_person_id=person.id,
        instead_of_id=instead_of.membership_id,
        recorded_by_id=actor.person_id,
        ground=told.ground.value,
        law=told.law,
        decided_by=told.decided_by,
        decided_on=told.decided_on,
        until=told.until,
    )
    case_service.say(ground, "network.ground_recorded")
    parents = {seat.person_id for seat in case_queries.custody_holders(actor.roster) if seat.person_id}
    case_service.tell(actor, parents, ground)
    return ground


def confirm_ground(person_id: UUID, asked: ToConfirm) -> None:
    """Another of the staff says yes: from now on it stands in the place of the permission. Raises
    SamePerson."""
    ground = _anothers(person_id, asked)
    ground.confirmed_by_id, ground.confirmed_at = person_id, now()
    session.flush()
    _record("network.ground_confirmed", person_id, ground)


def refuse_ground(person_id: UUID, asked: ToConfirm) -> None:
    """Another of the staff says no: nothing is shared on it. Raises SamePerson."""
    ground = _anothers(person_id, asked)
    ground.ended_by_id, ground.ended_at = person_id, now()
    session.flush()
    _record("network.ground_refused", person_id, ground)


def end_ground(actor: Actor, named: Named, ground: LegalGround) -> None:
    """The ground holds no more: access ends at the next request, unless the custody holder has said yes."""
    held(named.person)
    ground.ended_by_id, ground.ended_at = actor.person_id, now()
    session.flush()
    if named.seat is not None and not _has_said_yes(named, ground):
        end_access(session.get_one(NetworkPerson, ground.network_person_id))
    _record("network.ground_ended", actor.person_id, ground)


def _has_said_yes(named: Named, ground: LegalGround) -> bool:
    return any(one.membership_id == ground.instead_of_id for one in named.standing)


def _anothers(person_id: UUID, asked: ToConfirm) -> LegalGround:
    if asked.ground.recorded_by_id == person_id:
        raise SamePerson
    return asked.ground


def tell_birthdate(actor: Actor, seat: Membership, born: date) -> None:
    """The caseworker writes when a child was born. It tells from when on the child is asked itself."""
    seat.birthdate = {"birthdate": born.isoformat()}
    session.flush()
    record("network.birthdate_told", by=actor.person_id, case_id=actor.case_id, seat=str(seat.id))


def _record(what: str, by: UUID, ground: LegalGround) -> None:
    record(what, by=by, case_id=ground.case_id, subject_id=ground.id)
