"""Does a case wait for somebody who comes in by the staff door?"""

import secrets
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Role
from portal.cases.models import Invitation, Membership
from portal.db.clock import now
from portal.db.session import session


def awaits_at_work(person_id: UUID | None, invitation: str, secret: str) -> bool:
    """The person (id) has a professional's seat today; or this browser said yes (`secret`) to an invitation
    (id) to such a seat."""
    return _has_a_seat(person_id) or (bool(secret) and _said_yes(invitation, secret))


def _has_a_seat(person_id: UUID | None) -> bool:
    seats = session.scalars(
        select(Membership).where(
            Membership.person_id == person_id,
            Membership.person_id.is_not(None),
            Membership.role == Role.PROFESSIONAL,
            Membership.left_at.is_(None),
        )
    )
    return any(_runs(seat) for seat in seats)


def _said_yes(invitation: str, secret: str) -> bool:
    found = session.execute(
        select(Invitation, Membership)
        .join(Membership, Membership.id == Invitation.membership_id)
        .where(
            Invitation.id == UUID(invitation),
            Invitation.used_by_id.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.declined_at.is_(None),
            Invitation.expires_at > now(),
            Membership.role == Role.PROFESSIONAL,
            Membership.left_at.is_(None),
        )
    ).one_or_none()
    if found is None or not _runs(found[1]):
        return False
    return secrets.compare_digest(found[0].accepted_hash or "", sha256(secret.encode()).hexdigest())


def _runs(seat: Membership) -> bool:
    over = seat.runs_out_at
    return over is None or over > now()
