"""What a family wrote when it asked for help, and each step it took."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.models import Case
from portal.db.base import Base, Row
from portal.db.clock import now
from portal.db.sealed import Encrypted
from portal.people.models import Person

UNDER_WAY = "ended_at IS NULL"


class End(StrEnum):
    """How a referral ended."""

    TAKEN_BACK = "taken_back"
    ANSWERED = "answered"
    OPENED = "opened"


class Referral(Row, Base):
    """One family's wish for help, written by a parent, or by a young person for oneself (`own_matter`).

    `told` holds the children's first names and the words, as ciphertext: for the writer alone until
    `sent_at`, then for the caseworker who took it. `promised_at` (UTC): when that caseworker answers at the
    latest. `custody_seen`: where the caseworker saw who holds custody (for a young person: with whom it was
    talked over). All moments are UTC.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index(
            "uq_referral_one_under_way",
            "person_id",
            unique=True,
            sqlite_where=text(UNDER_WAY),
            postgresql_where=text(UNDER_WAY),
        ),
        Index("ix_referral_sent", "sent_at", sqlite_where=text(UNDER_WAY), postgresql_where=text(UNDER_WAY)),
        CheckConstraint("revision >= 1", name="counts_from_one"),
        CheckConstraint(
            "(taken_at IS NULL) = (taken_by_id IS NULL) AND (taken_at IS NULL) = (promised_at IS NULL)",
            name="taken_by_somebody_with_a_promise",
        ),
        CheckConstraint("taken_at IS NULL OR sent_at IS NOT NULL", name="read_when_sent"),
        CheckConstraint("ended_why IN ('taken_back', 'answered', 'opened')", name="known_end"),
        CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="ends_for_a_reason"),
        CheckConstraint(
            "(case_id IS NOT NULL) = (ended_why IS NOT NULL AND ended_why = 'opened')",
            name="opened_as_a_case",
        ),
        CheckConstraint("case_id IS NULL OR taken_at IS NOT NULL", name="opened_by_who_took_it"),
        CheckConstraint("(case_id IS NULL) = (custody_seen = '')", name="opened_when_custody_is_seen"),
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    own_matter: Mapped[bool] = mapped_column(default=False)
    told: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    language: Mapped[str] = mapped_column(default="da")
    revision: Mapped[int] = mapped_column(default=1)
    sent_at: Mapped[datetime | None]
    taken_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    taken_at: Mapped[datetime | None]
    promised_at: Mapped[datetime | None]
    answer: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    custody_seen: Mapped[str] = mapped_column(default="", server_default="")
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey(Case.id))
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]

    @property
    def is_private(self) -> bool:
        """Has only its writer ever been able to read it?"""
        return self.sent_at is None

    @property
    def can_be_taken(self) -> bool:
        """Sent, and with nobody; or with somebody who let the promise pass."""
        if self.sent_at is None or self.ended_at is not None:
            return False
        return self.promised_at is None or self.promised_at < now()


class ReferralStep(Row, Base):
    """Who did what with a referral, and when (UTC). Rows are added and never touched again."""

    __tablename__ = "referral_step"
    __table_args__ = (
        Index("ix_referral_step_referral", "referral_id", "created_at"),
        CheckConstraint(
            "what IN ('begun', 'reworded', 'sent', 'taken_back', 'taken', 'given_back', 'answered', "
            "'opened')",
            name="known_step",
        ),
    )
    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id))
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    what: Mapped[str]
