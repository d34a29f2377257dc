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


AROUND = ("happened", "seen_by", "effect")
"""What stands around a sentence (domain 2.2): when it was, who saw it, what it did to the child."""
OF_DANGER = ("worried_by", "effect", "dispute", "child_words")
OF_GOAL = ("how_long", "seen_by")
AROUND_OF: dict[Category, tuple[str, ...]] = {
    **dict.fromkeys(Category, AROUND),
    Category.DANGER_STATEMENT: OF_DANGER,
    Category.SAFETY_GOAL: OF_GOAL,
    Category.NEXT_STEP: (),
}
NEEDED_AROUND: dict[Category, tuple[str, ...]] = {
    Category.PAST_HARM: ("happened", "effect"),
    Category.DANGER_STATEMENT: ("worried_by", "effect"),
    Category.SAFETY_GOAL: ("how_long",),
}
"""What a sentence for others cannot do without. Forms ask for it; what a family wrote before it had a
workspace stands as it wrote it, so the database does not."""
MOST_PAIRS = 3
"""Danger statements in one case: more are more than a family can work on (domain 2.2)."""


class MapEntry(Contribution):
    """One sentence on the map, and what stands around it. A safety goal points at the danger statement it
    answers. `happened`: a day or a time, in words. Of a danger statement `effect` is what may happen to the
    child, `dispute` who sees it how otherwise, `child_words` the same as it is said to the child.
    """

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
        CheckConstraint("category = 'danger_statement' OR worried_by = ''", name="dangers_worry_somebody"),
        CheckConstraint("category = 'danger_statement' OR dispute = ''", name="dangers_are_disputed"),
        CheckConstraint(
            "category = 'danger_statement' OR child_words = ''", name="dangers_are_told_children"
        ),
        CheckConstraint("category = 'safety_goal' OR how_long = ''", name="goals_last"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    category: Mapped[str]
    danger_id: Mapped[UUID | None]
    happened: Mapped[str] = mapped_column(default="", server_default="")
    seen_by: Mapped[str] = mapped_column(default="", server_default="")
    effect: Mapped[str] = mapped_column(default="", server_default="")
    worried_by: Mapped[str] = mapped_column(default="", server_default="")
    dispute: Mapped[str] = mapped_column(default="", server_default="")
    child_words: Mapped[str] = mapped_column(default="", server_default="")
    how_long: Mapped[str] = mapped_column(default="", server_default="")
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "map_entry",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    @property
    def around(self) -> dict[str, str]:
        """What stands around the words, by name, in the order in which it is told; what is empty left out."""
        told = {name: getattr(self, name) for name in AROUND_OF[Category(self.category)]}
        return {name: text for name, text in told.items() if text}
