"""*Ikke endnu* and *nej, fordi …* to the plan as a whole, or to what somebody is to do in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.db.base import Base
from portal.db.clock import now
from portal.plan.models.versions import PlanVersion


class PlanAnswer(Contribution):
    """Why somebody does not say yes, in own words, which a no always has (a not yet may do without). It is
    about the part that was shown (`part_hash`), and never changed: whoever thinks otherwise later says so
    anew. Who reads it: see `queries.said_of_plan`. The row of `Approval` that points here is what counts."""

    __tablename__ = "plan_answer"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "version_id"], [PlanVersion.case_id, PlanVersion.id]),
        CheckConstraint("answer IN ('no', 'not_yet')", name="known_answer"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    version_id: Mapped[UUID]
    part_hash: Mapped[str]
    answer: Mapped[str]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "plan_answer",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


class Undone(Base):
    """A no or a not yet that its writer took back before anybody was told of it: what counts is what it
    would be if it had never been said. Both stay."""

    __tablename__ = "plan_answer_undone"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "said_id"], ["plan_answer.case_id", "plan_answer.id"]),
    )
    said_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(default=now)
