"""What a version may become, and each step it has taken."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base
from portal.people.models import Person


class Transition(Base):
    """A step that a version may take. The rows are those of `portal.plan.statuses`, and nobody adds one."""

    __tablename__ = "plan_transition"
    from_status: Mapped[str] = mapped_column(primary_key=True)
    to_status: Mapped[str] = mapped_column(primary_key=True)


class StatusChange(Base):
    """A step a version has taken: adding the row is what moves it. `by_id` is None for what the portal did
    by itself, and for steps from before they were written down. `created_at` is in UTC."""

    __tablename__ = "plan_status_change"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        ForeignKeyConstraint(
            ["from_status", "to_status"], ["plan_transition.from_status", "plan_transition.to_status"]
        ),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[UUID]
    from_status: Mapped[str]
    to_status: Mapped[str]
    created_at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    reason: Mapped[str] = mapped_column(default="")
