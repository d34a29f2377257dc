"""Who can be called to a meeting, and who must not meet."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select

from portal.access.actor import Actor, Member
from portal.cases.models import Case, Shield
from portal.cases.queries import members
from portal.db.session import session
from portal.meetings.queries.calls import is_here


@dataclass(frozen=True)
class Gathering:
    """Who could be called to a meeting, and who must not be in one room: (hidden seat, from which seat).
    `because_id`: the words in the case because of which they meet."""

    case_id: UUID
    coordinator_id: UUID
    seats: list[Member]
    shields: frozenset[tuple[UUID, UUID]]
    because_id: UUID | None = None


def gathering(actor: Actor) -> Gathering | None:
    """Seats, also of those who have not come yet; in one statement beside the roster."""
    rows = session.execute(
        select(Case.coordinator_id, Shield.protected_id, Shield.from_id)
        .outerjoin(Shield, and_(Shield.case_id == Case.id, Shield.ended_at.is_(None)))
        .where(Case.id == actor.case_id)
    ).all()
    if not rows:
        return None
    others = [seat for seat in members(actor) if seat.person_id != actor.person_id]
    shields = frozenset((row.protected_id, row.from_id) for row in rows if row.protected_id)
    return Gathering(actor.case_id, rows[0].coordinator_id, others, shields)


def must_not_meet(
    actor: Actor, shields: frozenset[tuple[UUID, UUID]], called: Collection[UUID]
) -> list[Member]:
    """Of the called seats and the actor's own: those that are shielded from one another, also by way of the
    one who invited them, or on whose behalf they come."""
    seat_of = {seat.person_id: seat.membership_id for seat in actor.roster}
    together = [s for s in actor.roster if s.membership_id in called or is_here(actor, s)]

    def is_kept_from(hidden: Member, other: Member) -> bool:
        brought_by = seat_of.get(hidden.invited_by_id) if hidden.invited_by_id else None
        pointers, eyes = {hidden.membership_id, brought_by}, (other.membership_id, other.supports_id)
        return hidden != other and any((seat, eye) in shields for seat in pointers for eye in eyes)

    return [
        one
        for one in together
        if any(is_kept_from(one, other) or is_kept_from(other, one) for other in together)
    ]
