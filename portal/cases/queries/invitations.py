"""Links to seats."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import SQLColumnExpression, and_, exists, func, or_, select

from portal.access.actor import Actor
from portal.cases.models import Invitation, Membership, Progress
from portal.cases.queries.members import find_seat
from portal.db.clock import now
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


@dataclass(frozen=True)
class Invited:
    """A seat that the actor knows of, with the newest invitation to it."""

    seat: Membership
    invitation: Invitation

    @property
    def taken_by_a_guest(self) -> bool:
        """Does the one who came by it sit there as a guest?"""
        return self.seat.is_a_guests and self.seat.person_id == self.invitation.used_by_id

    @property
    def leads_somewhere(self) -> bool:
        """Can somebody still come in by it, for the first time or as a guest who comes back?"""
        over = self.invitation.revoked_at or self.invitation.declined_at or self.invitation.used_by_id
        return self.taken_by_a_guest or (not over and self.invitation.expires_at > now())


def find_invited(actor: Actor, membership_id: UUID) -> Invited | None:
    seat = find_seat(actor, membership_id)
    invitation = invitation_of(actor, membership_id) if seat else None
    return Invited(seat, invitation) if seat and invitation else None


def with_finder(finders: Collection[str]) -> list[Invitation]:
    """Every invitation whose code begins like this, locked: nearly always one, or none."""
    return list(
        session.scalars(
            select(Invitation)
            .where(Invitation.code_find.in_(finders))
            .order_by(Invitation.id)
            .with_for_update(key_share=True)
        )
    )


def find_way_back(back_hash: str) -> Invitation | None:
    """The invitation whose guest was sent this link. Locked, since it can be spent once."""
    return session.scalar(
        select(Invitation).where(Invitation.back_hash == back_hash).with_for_update(key_share=True)
    )


def is_held_by_a_guest(invitation: Invitation) -> bool:
    """Does the one who came by this invitation sit there still, as a guest?"""
    seat = session.get(Membership, invitation.membership_id)
    return seat is not None and Invited(seat, invitation).taken_by_a_guest


def guests_at(channel: str, addresses: Collection[str]) -> list[tuple[Invitation, Membership, Person]]:
    """The guests whom the inviter said we can reach there (keyed hashes), with their seats and inviters."""
    rows = session.execute(
        select(Invitation, Membership, Person)
        .join(
            Membership,
            and_(Membership.case_id == Invitation.case_id, Membership.id == Invitation.membership_id),
        )
        .join(Person, Person.id == Invitation.invited_by_id)
        .where(
            Invitation.sent_to_kind == channel,
            Invitation.sent_to_find.in_(addresses),
            Invitation.used_by_id == Membership.person_id,
            Membership.guest_id == Membership.person_id,
            Membership.left_at.is_(None),
        )
        .order_by(Invitation.case_id, Invitation.id)
        .with_for_update(of=Invitation, key_share=True)
    )
    return [(invitation, seat, inviter) for invitation, seat, inviter in rows]


def links_with_a_code_or_number() -> tuple[int, datetime | None]:
    """Links under way that a spoken code or a CPR number belongs to: how many, and when the last of them runs
    out (UTC). Both are keyed hashes."""
    row = session.execute(
        select(func.count(), func.max(Invitation.expires_at)).where(
            Invitation.used_by_id.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.declined_at.is_(None),
            Invitation.expires_at > now(),
            or_(Invitation.code_proof.is_not(None), Invitation.cpr_fingerprint.is_not(None)),
        )
    ).one()
    return row[0], row[1]


def guests_with_a_code() -> int:
    """How many guests come back with the code they were told once."""
    seat = and_(Membership.case_id == Invitation.case_id, Membership.id == Invitation.membership_id)
    found: int = session.execute(
        select(func.count())
        .select_from(Invitation)
        .join(Membership, seat)
        .where(
            Invitation.code_proof.is_not(None),
            Invitation.used_by_id == Membership.person_id,
            Membership.guest_id == Membership.person_id,
            Membership.left_at.is_(None),
        )
    ).scalar_one()
    return found


def has_a_seat(case_id: UUID, person_id: UUID) -> bool:
    """Is this person a member of the case today?"""
    here = exists().where(
        Membership.case_id == case_id, Membership.person_id == person_id, Membership.left_at.is_(None)
    )
    return bool(session.scalar(select(here)))


def has_ever_had_a_seat(person_id: UUID) -> bool:
    """Is this person, or was this person, a member of any case?"""
    return bool(session.scalar(select(exists().where(Membership.person_id == person_id))))


def invitation_of_guest(guest_id: UUID, case_id: UUID) -> Invitation | None:
    """The invitation a guest came in by, locked."""
    return session.scalar(
        select(Invitation)
        .where(Invitation.case_id == case_id, Invitation.used_by_id == guest_id)
        .with_for_update(key_share=True)
    )
