"""The plan that applies is on pause for a while; and what holds meanwhile."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.people.models import Person

OPEN = "ended_at IS NULL"


class Suspension(Contribution):
    """`words`: what holds now, read by everybody in the plan. `reason`: why, for those who share the whole
    case. It is a fact beside the status of the version, which stays in force (design 5). Times are UTC."""

    __tablename__ = "suspension"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        Index(
            "uq_suspension_one_open",
            "version_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        CheckConstraint("trim(reason) <> ''", name="for_a_reason"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    version_id: Mapped[UUID]
    reason: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "suspension",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
