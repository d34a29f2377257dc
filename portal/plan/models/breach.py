"""*Brud*: somebody says that an agreement was not kept, and the network is called together."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.db.base import Base
from portal.people.models import Person


class Breach(Contribution):
    """What somebody reported; `words` are their own, and are never changed. For named readers alone: the
    caseworkers, and those whom the reporter picked. It stands beside nothing, so that a stand-in who does not
    see the agreement reads it too.

    `agreement_id`: the agreement it is about, when the reporter said which; `version_id`: the plan that
    applied. `meet_by` (UTC): the network meets by then. `called_at`: the caseworker called the network
    together; `closed_at`: the caseworker said what we do now. Both are facts beside the version's status
    (design 5), and neither is a verdict.
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
