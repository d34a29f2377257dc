"""Links to seats."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import SQLColumnExpression, select

from portal.access.actor import Actor
from portal.cases.models import Invitation, Membership, Progress
from portal.db.session import session
from portal.people.models import Person


def newest_last() -> tuple[SQLColumnExpression[bool], SQLColumnExpression[datetime]]:
    """The order that ends with the invitation that counts: one that was taken back never comes after one
    that was not."""
    return Invitation.revoked_at.is_(None), Invitation.created_at


def invitation_of(actor: Actor, membership_id: UUID) -> Invitation | None:
    """The newest invitation to a seat."""
    found = session.scalars(
        select(Invitation)
        .where(Invitation.case_id == actor.case_id, Invitation.membership_id == membership_id)
        .order_by(*newest_last())
    ).all()
    return found[-1] if found else None


def progress_by_seat(actor: Actor) -> dict[UUID, Progress]:
    """How far the newest invitation to each seat of the case has come, by seat, as the actor may know it."""
    rows = session.scalars(
        select(Invitation).where(Invitation.case_id == actor.case_id).order_by(*newest_last())
    )
    return {invitation.membership_id: invitation.progress_for(actor) for invitation in rows}


def find_invitation(token_hash: str) -> Invitation | None:
    """The one lookup without a case: the link itself is the key. Locked, since it can be spent once."""
    return session.scalar(
        select(Invitation).where(Invitation.token_hash == token_hash).with_for_update(key_share=True)
    )


def invitation_by_id(invitation_id: UUID) -> Invitation | None:
    return session.scalar(
        select(Invitation).where(Invitation.id == invitation_id).with_for_update(key_share=True)
    )


def seat_of(invitation: Invitation) -> tuple[Membership, Person]:
    """The seat an invitation is for, and who invites."""
    row = session.execute(
        select(Membership, Person)
        .join(Person, Person.id == invitation.invited_by_id)
        .where(Membership.id == invitation.membership_id)
    ).one()
    return row[0], row[1]
