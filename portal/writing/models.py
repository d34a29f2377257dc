"""Drafts, forms already sent, what can be taken back, and earlier wordings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.db.clock import now
from portal.db.sealed import Encrypted


class Draft(Row, Base):
    """Words not sent: of one person, in one place, readable for that person alone.

    `kept` marks a finished text that its writer keeps under *Kun mig*; it does not run out.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "place"), Index("ix_draft_case", "case_id", "person_id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    place: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    kept: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime] = mapped_column(default=now)


class SentForm(Base):
    """A form that has been sent and carried out, so that sending it again changes nothing."""

    __tablename__ = "sent_form"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    once: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(default=now)


class JustSent(Base):
    """Words that can still be taken back: what was filled in, and `at` which address. `until` then (UTC) the
    people in `untold` (ids) are told nothing; afterwards the row is gone."""

    __tablename__ = "just_sent"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "contribution_id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_just_sent_until", "until"),
    )
    contribution_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    untold: Mapped[str]
    until: Mapped[datetime]


class EarlierWording(Row, Base):
    """What a contribution said until it was worded anew. Nobody's words are ever lost. `by_id`: who put the
    next words in its place (None: its author, before that was noted)."""

    __tablename__ = "earlier_wording"
    __table_args__ = (UniqueConstraint("contribution_id", "revision"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"))
    revision: Mapped[int]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
