"""Links to seats."""

from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.cases.models import Invitation, Membership
from portal.db.session import session
from portal.people.models import Person


def invitation_of(case_id: UUID, membership_id: UUID) -> Invitation | None:
    """The newest invitation to a seat."""
    return session.scalars(
        select(Invitation)
        .where(Invitation.case_id == case_id, Invitation.membership_id == membership_id)
        .order_by(Invitation.created_at.desc())
        .limit(1)
    ).one_or_none()


def open_invitations(actor: Actor) -> dict[UUID, Invitation]:
    """The newest invitation to each seat of the case, by seat: for those who may know how far it has come."""
    rows = session.scalars(
        select(Invitation)
        .where(Invitation.case_id == actor.case_id, Invitation.revoked_at.is_(None))
        .order_by(Invitation.created_at)
    )
    return {invitation.membership_id: invitation for invitation in rows}


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
