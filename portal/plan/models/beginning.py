"""What was done before a plan began: the alarm card was handed over, and the child told (domain 2.6)."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.plan.models import PlanVersion

DONE = "card_on IS NOT NULL AND told_on IS NOT NULL AND trim(told_by) <> ''"
NOTHING = "card_on IS NULL AND told_on IS NULL AND told_by = ''"


class Beginning(Contribution):
    """How the alarm card was handed over (`words`) and on which day (`card_on`); who tells the child
    (`told_by`), and on which day (`told_on`, which may be to come). Of a provisional plan it may be
    `not_yet`: then `words` say why. Days are on a Danish wall. It is never changed."""

    __tablename__ = "beginning"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "version_id"], [PlanVersion.case_id, PlanVersion.id]),
        UniqueConstraint("version_id"),
        CheckConstraint(f"(not_yet AND {NOTHING}) OR (NOT not_yet AND {DONE})", name="done_or_not_yet"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    version_id: Mapped[UUID]
    card_on: Mapped[date | None]
    told_by: Mapped[str] = mapped_column(default="")
    told_on: Mapped[date | None]
    not_yet: Mapped[bool] = mapped_column(default=False)
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "beginning",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
