"""The safety scale: 0 is so bad that the child cannot live at home, 10 is safe enough for the authority to
stop (domain 2.2). It runs from bad to good, and is no ruler: the two share no type, no table and no axis."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, SmallInteger, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution


class SafetyScore(Contribution):
    """Where one person stands on the scale. `words`: why not lower; `higher`: what would be one step higher.

    It stands beside the danger statement it is about (`beside_id`), and beside nothing when it is about all
    of it: so whoever does not see the statement does not see it either. Never changed; a newer one of the
    same person refers to it (`supersedes_id`), and both are kept.
    """

    __tablename__ = "safety_score"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "supersedes_id"], ["contribution.case_id", "contribution.id"]),
        UniqueConstraint("supersedes_id"),
        Index("ix_safety_score_case", "case_id", "id"),
        CheckConstraint("number BETWEEN 0 AND 10", name="zero_to_ten"),
        CheckConstraint("higher <> ''", name="ends_in_words"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    number: Mapped[int] = mapped_column(SmallInteger)
    higher: Mapped[str]
    role_at_time: Mapped[str]
    supersedes_id: Mapped[UUID | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "safety_score",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
