"""Referrals: a person's own, those that wait for somebody, and those one caseworker has taken.

A list for staff loads no words: whoever wants to read takes the referral first, and that is a step.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import defer

from portal.db.clock import now
from portal.db.session import session
from portal.referrals.models import Referral, ReferralStep


@dataclass(frozen=True)
class Line:
    """A referral in a list for staff: when it was sent, by a parent or a young person, what is promised."""

    id: UUID
    own_matter: bool
    sent_at: datetime
    promised_at: datetime | None
    mine: bool


def own(person_id: UUID) -> Referral | None:
    """The person's newest referral, under way or ended."""
    mine = select(Referral).where(Referral.person_id == person_id)
    return session.scalars(mine.order_by(Referral.created_at.desc()).limit(1)).one_or_none()


def under_way(person_id: UUID, *, to_change: bool = False) -> Referral | None:
    """The person's referral that has not ended. `to_change`: locked until the transaction ends."""
    mine = select(Referral).where(Referral.person_id == person_id, Referral.ended_at.is_(None))
    return session.scalars(mine.with_for_update() if to_change else mine).one_or_none()


def for_the_desk(caseworker_id: UUID) -> list[Line]:
    """What waits for anybody, and what this caseworker has taken; the oldest first."""
    sent = (
        select(Referral.id, Referral.own_matter, Referral.sent_at, Referral.promised_at, Referral.taken_by_id)
        .where(_waits_for(caseworker_id))
        .order_by(Referral.sent_at, Referral.id)
    )
    return [
        Line(row.id, row.own_matter, row.sent_at, row.promised_at, row.taken_by_id == caseworker_id)
        for row in session.execute(sent)
    ]


def to_take(referral_id: UUID) -> Referral | None:
    """A referral that waits for somebody, without its words; locked."""
    found = session.scalars(
        _sent(referral_id).options(defer(Referral.told, raiseload=True)).with_for_update()
    ).one_or_none()
    return found if found and found.can_be_taken else None


def taken(referral_id: UUID, caseworker_id: UUID, *, to_change: bool = False) -> Referral | None:
    """A referral under way that this caseworker has taken, with its words."""
    mine = _sent(referral_id).where(Referral.taken_by_id == caseworker_id)
    return session.scalars(mine.with_for_update() if to_change else mine).one_or_none()


def no_longer(referral_id: UUID, caseworker_id: UUID) -> Referral | None:
    """A referral that this caseworker had taken, and that is with somebody else or with nobody now; without
    its words, which are no longer theirs to read."""
    had = exists().where(
        ReferralStep.referral_id == Referral.id,
        ReferralStep.by_id == caseworker_id,
        ReferralStep.what == "taken",
    )
    return session.scalars(
        select(Referral)
        .where(Referral.id == referral_id, had)
        .options(defer(Referral.told, raiseload=True), defer(Referral.answer, raiseload=True))
    ).one_or_none()


def _sent(referral_id: UUID) -> Select[Referral]:
    return select(Referral).where(
        Referral.id == referral_id, Referral.sent_at.is_not(None), Referral.ended_at.is_(None)
    )


def _waits_for(caseworker_id: UUID) -> ColumnElement[bool]:
    with_nobody = or_(Referral.taken_by_id.is_(None), Referral.promised_at < now())
    return and_(
        Referral.sent_at.is_not(None),
        Referral.ended_at.is_(None),
        or_(with_nobody, Referral.taken_by_id == caseworker_id),
    )
