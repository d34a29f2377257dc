"""Sentences on the map."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.mapping.kinds import AROUND_NAMES

ONLY_MINE = "map:"
"""Where sentences that only their writer reads are kept."""


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
        told = {name: getattr(self, name) for name in AROUND_NAMES}
        return {name: text for name, text in told.items() if text}
