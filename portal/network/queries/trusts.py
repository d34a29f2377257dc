"""Whom the child trusts, as far as the actor sees it."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.db.session import session
from portal.network.models import Trust


def trusts(actor: Actor) -> dict[UUID, list[Trust]]:
    """What is said of each network person (id) whom the actor may know of, the oldest first: one statement.
    What was taken back is left out."""
    found: dict[UUID, list[Trust]] = defaultdict(list)
    standing = select(Trust).where(visible(actor, Trust), Trust.ended_at.is_(None))
    for said in session.scalars(standing.order_by(Trust.created_at, Trust.id)):
        found[said.network_person_id].append(said)
    return found


def find_trust(actor: Actor, trust_id: UUID) -> Trust | None:
    """One of them."""
    return session.scalar(
        select(Trust).where(Trust.id == trust_id, visible(actor, Trust), Trust.ended_at.is_(None))
    )
