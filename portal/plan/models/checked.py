"""What a check found: written by whoever checks, and never changed afterwards."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution


class CheckResult(Contribution):
    """One time somebody looked in (domain 2.6, section 9). It stands beside the check (`item_id`), so that
    nobody reads it who does not see that. `found_on` and `written_on` are days on a Danish wall. `worry`:
    whoever looked is worried."""

    __tablename__ = "check_result"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "item_id"], ["plan_item.case_id", "plan_item.id"]),
        Index("ix_check_result_case", "case_id", "item_id"),
        CheckConstraint("found_on <= written_on", name="found_before_it_was_written"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    item_id: Mapped[UUID]
    found_on: Mapped[date]
    written_on: Mapped[date]
    worry: Mapped[bool]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "check_result",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
