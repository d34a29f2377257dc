"""What the answers of an open round came to: a step that all agree on, or what is seen differently."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, column_property, mapped_column

from portal.access.models import Contribution
from portal.db.base import Base


class Disagreement(Contribution):
    """What those who answered see differently about one child, written down when the round is open. It stands
    until a later end of the round (`RoundEnd`) takes its place, and is read after that too."""

    __tablename__ = "disagreement"
    __table_args__: Any = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "child_id"], ["case_child.case_id", "case_child.id"]),
        ForeignKeyConstraint(["case_id", "round_id"], ["score_round.case_id", "score_round.id"]),
        Index("ix_disagreement_case", "case_id", "round_id"),
        CheckConstraint("dimension IN ('child', 'parental_care')", name="known_dimension"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    child_id: Mapped[UUID] = column_property(mapped_column(nullable=False), Contribution.__table__.c.child_id)
    round_id: Mapped[UUID]
    dimension: Mapped[str]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "disagreement",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


class RoundEnd(Base):
    """One end of a round about one thing: a joint answer or a disagreement (`said_id`). The last `place`
    (from 1) stands and takes the place of the one before, so the two never stand at once."""

    __tablename__ = "round_end"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "round_id"], ["score_round.case_id", "score_round.id"]),
        ForeignKeyConstraint(["case_id", "child_id"], ["case_child.case_id", "case_child.id"]),
        ForeignKeyConstraint(["case_id", "said_id"], ["contribution.case_id", "contribution.id"]),
        UniqueConstraint("said_id"),
        CheckConstraint("dimension IN ('child', 'parental_care')", name="known_dimension"),
        CheckConstraint("place >= 1", name="counted_from_one"),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    round_id: Mapped[UUID] = mapped_column(primary_key=True)
    child_id: Mapped[UUID] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    said_id: Mapped[UUID]
