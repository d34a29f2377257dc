"""Sentences on the map."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution


class Category(StrEnum):
    """The seven categories of Signs of Safety (domain 2.2), in the order a family meets them."""

    STRENGTH = "strength"
    EXISTING_SAFETY = "existing_safety"
    PAST_HARM = "past_harm"
    DANGER_STATEMENT = "danger_statement"
    COMPLICATING_FACTOR = "complicating_factor"
    SAFETY_GOAL = "safety_goal"
    NEXT_STEP = "next_step"


WORKS = (Category.STRENGTH, Category.EXISTING_SAFETY)
WORRIES = (Category.PAST_HARM, Category.DANGER_STATEMENT, Category.COMPLICATING_FACTOR)
HAPPENS = (Category.SAFETY_GOAL, Category.NEXT_STEP)
COLUMNS = {"works": WORKS, "worries": WORRIES, "happens": HAPPENS}
FIRST_OF = {"works": Category.STRENGTH, "worries": Category.PAST_HARM, "happens": Category.NEXT_STEP}

ONLY_MINE = "map:"
"""Where sentences that only their writer reads are kept."""


class MapEntry(Contribution):
    """One sentence on the map. A safety goal points at the danger statement it answers."""

    __tablename__ = "map_entry"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "danger_id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_map_entry_case", "case_id", "category"),
        CheckConstraint(
            "category IN ('strength', 'existing_safety', 'past_harm', 'danger_statement', "
            "'complicating_factor', 'safety_goal', 'next_step')",
            name="known_category",
        ),
        CheckConstraint("category = 'safety_goal' OR danger_id IS NULL", name="only_goals_answer_dangers"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    category: Mapped[str]
    danger_id: Mapped[UUID | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "map_entry",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
