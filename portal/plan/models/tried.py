"""*Prøv planen*: a question that each answers alone, then all together."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.db.base import Base
from portal.people.models import Person


class Outcome(StrEnum):
    """What those who tried it say together. Of the agreement, never of a person."""

    HELD = "held"
    DID_NOT_HOLD = "did_not_hold"


@dataclass(frozen=True)
class Tried:
    """How it went when an agreement was last tried, and the day it was for."""

    outcome: Outcome
    on: date


class Drill(Contribution):
    """One question ("Hvad gør du i aften, hvis …?") and the day it is tried; for the asked and the
    caseworkers. `opened_at`: the answers can be read by them. `tried_at` and `outcome`: what they said
    together; the words of it stand beside as an answer."""

    __tablename__ = "drill"
    __table_args__: Any = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "agreement_id"], ["agreement.case_id", "agreement.id"]),
        Index("ix_drill_case", "case_id", "on_day"),
        CheckConstraint("outcome IN ('held', 'did_not_hold')", name="known_outcome"),
        CheckConstraint("(tried_at IS NULL) = (outcome IS NULL)", name="tried_with_an_outcome"),
        CheckConstraint("(tried_at IS NULL) = (tried_by_id IS NULL)", name="somebody_wrote_it"),
        CheckConstraint("tried_at IS NULL OR opened_at IS NOT NULL", name="together_after_each_alone"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    agreement_id: Mapped[UUID | None]
    on_day: Mapped[date]
    opened_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    tried_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    outcome: Mapped[str | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "drill",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


class DrillAsked(Base):
    """A seat that is asked."""

    __tablename__ = "drill_asked"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "drill_id"], ["drill.case_id", "drill.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    drill_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)


class DrillAnswer(Contribution):
    """What one of the asked would do. It names no reader until the answers are opened, so nobody but its
    writer sees it (rule 2 of visibility). One each, and never changed."""

    __tablename__ = "drill_answer"
    __table_args__: Any = (
        UniqueConstraint("case_id", "drill_id", "by_id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "drill_id"], ["drill.case_id", "drill.id"]),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    drill_id: Mapped[UUID]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "drill_answer",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
