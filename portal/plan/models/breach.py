"""*Brud*: somebody says that an agreement was not kept, and the network is called together."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.db.base import Base
from portal.people.models import Person


class Ended(StrEnum):
    """How a report came to be closed: the network has met; or it is not to meet, and words say why.
    `ANSWERED`: it was closed by an answer alone, before the network's meeting counted."""

    MET = "met"
    NOT_MET = "not_met"
    ANSWERED = "answered"


class Breach(Contribution):
    """What somebody reported; `words` are their own, and are never changed. For named readers alone: the
    caseworkers, and those whom the reporter picked. It stands beside nothing, so that a stand-in who does not
    see the agreement reads it too.

    `agreement_id`: the agreement it is about, when the reporter said which; `version_id`: the plan that
    applied. `meet_by` (UTC): the network meets by then. `called_at`: the caseworker called the network
    together; `closed_at`: the caseworker said what we do now, and the network had met, or it is not to meet;
    `closed_how` says which, and `why_not_id` with which words. All are facts beside the version's status
    (design 5), and none is a verdict.
    """

    __tablename__ = "breach"
    __table_args__: Any = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "agreement_id"], ["agreement.case_id", "agreement.id"]),
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        ForeignKeyConstraint(
            ["version_id", "agreement_id"], ["plan_line.version_id", "plan_line.agreement_id"]
        ),
        Index("ix_breach_case", "case_id", "closed_at"),
        CheckConstraint("(called_at IS NULL) = (called_by_id IS NULL)", name="somebody_called"),
        CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="somebody_closed"),
        CheckConstraint("closed_how IN ('met', 'not_met', 'answered')", name="known_end"),
        CheckConstraint(
            "(closed_at IS NULL) = (closed_how IS NULL) AND "
            "COALESCE(closed_how = 'not_met', FALSE) = (why_not_id IS NOT NULL)",
            name="not_met_with_a_reason",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    agreement_id: Mapped[UUID | None]
    version_id: Mapped[UUID]
    meet_by: Mapped[datetime]
    called_at: Mapped[datetime | None]
    called_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    closed_how: Mapped[str | None]
    why_not_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contribution.id))
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "breach",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


class CalledTogether(Base):
    """A seat that the caseworker called together because of a breach. It is told that it is called, and by
    when; of the breach only what its readers read."""

    __tablename__ = "called_together"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "breach_id"], ["breach.case_id", "breach.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_called_together_seat", "case_id", "membership_id"),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    breach_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)
