"""Events and looks: rows that are added and never touched again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row


class Event(Row, Base):
    """One change in one case. `number` orders the chain and is never shown: gaps would tell of hidden
    things."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("case_id", "number"), Index("ix_event_subject", "subject_id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    what: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("contribution.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class Look(Row, Base):
    """Somebody opened a page of a case, or was refused. `case_id` is what was asked for, known or not.

    `reason`: why the door knew the person (see `access.purposes`); None for a stranger.
    `as_id`: the person as whom the page was looked at. `words`: what was searched for, sealed (`db.sealed`):
    for the leader only. Seals of looks are checked without its key.
    """

    __tablename__ = "look"
    __table_args__ = (
        CheckConstraint("outcome IN ('seen', 'refused', 'missing', 'too_weak')", name="known_outcome"),
        Index("ix_look_case", "case_id", "created_at"),
    )
    case_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str | None]
    what: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    as_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str | None]


class LookSeal(Base):
    """One batch of looks under one hash, linked to the batch before."""

    __tablename__ = "look_seal"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
    count: Mapped[int]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class SealedLook(Base):
    """Which batch a look was sealed in, and where in it. `hash` links it to the line before, so that the
    first broken line is known; batches sealed before there were such links have none."""

    __tablename__ = "sealed_look"
    __table_args__ = (UniqueConstraint("seal_number", "position"),)
    look_id: Mapped[UUID] = mapped_column(ForeignKey(Look.id, ondelete="CASCADE"), primary_key=True)
    seal_number: Mapped[int] = mapped_column(ForeignKey(LookSeal.number))
    position: Mapped[int]
    hash: Mapped[str | None]


class ForgottenSeal(Base):
    """A batch whose looks are gone because they were old. Its seal stays, so that the chain still holds.

    Writing this row is what removes the looks (see `db.triggers.forgetting`); nothing else can.
    """

    __tablename__ = "forgotten_seal"
    seal_number: Mapped[int] = mapped_column(
        ForeignKey(LookSeal.number), primary_key=True, autoincrement=False
    )
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    forgotten_at: Mapped[datetime]
