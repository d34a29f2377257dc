"""How long a plan lasts: a provisional one ends by itself; any plan is followed up on a day that is set."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, SmallInteger, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.plan.models import PlanVersion

MOST_DAYS = 7
"""A provisional plan lasts a week at most (domain 2.6)."""
FIRST_WITHIN = 92
"""Days. The first follow-up is within three months (domain 3.4)."""


class Provisional(Contribution):
    """A version that is a provisional plan: it applies for so many `days` from the day it begins, and `words`
    say what holds after them. Everybody in the plan reads them. `sha256`: of both, part of what one says yes
    to. It is written while the version is a draft, and never changed."""

    __tablename__ = "provisional"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "version_id"], [PlanVersion.case_id, PlanVersion.id]),
        UniqueConstraint("version_id"),
        CheckConstraint("days BETWEEN 1 AND 7", name="a_week_at_most"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    version_id: Mapped[UUID]
    days: Mapped[int] = mapped_column(SmallInteger)
    sha256: Mapped[str]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "provisional",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


class FollowUp(Contribution):
    """The day of the next follow-up, and `why` then; of the one that was held, `words` say what was talked
    about. The newest is the one that counts, and none is ever changed. Days are on a Danish wall: `set_on`,
    `due_on`, and `held_on` (None when only the day was set)."""

    __tablename__ = "follow_up"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        UniqueConstraint("case_id", "number"),
        CheckConstraint("number >= 1", name="counts_from_one"),
        CheckConstraint("trim(why) <> ''", name="for_a_reason"),
        CheckConstraint("due_on > set_on", name="to_come"),
        CheckConstraint("held_on IS NULL OR held_on <= set_on", name="held_before"),
        CheckConstraint("number > 1 OR due_on - set_on <= 92", name="the_first_within_three_months").ddl_if(
            "postgresql"
        ),
        CheckConstraint(
            "number > 1 OR julianday(due_on) - julianday(set_on) <= 92", name="the_first_within_three_months"
        ).ddl_if("sqlite"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    number: Mapped[int]
    set_on: Mapped[date]
    due_on: Mapped[date]
    why: Mapped[str]
    held_on: Mapped[date | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "follow_up",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
