"""Answers given on a ruler, and the rounds they are opened in."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, column_property, mapped_column

from portal.access.models import Contribution
from portal.cases.models import Case
from portal.db.base import Base, Row
from portal.people.models import Person
from portal.ruler.models.rulers import RulerVersion


class Dimension(StrEnum):
    """The two readings that are never mixed (domain 1.3)."""

    CHILD = "child"
    PARENTAL_CARE = "parental_care"


class Choice(StrEnum):
    """What an answer is. "Ved ikke" and "vil ikke sige det" are answers too."""

    STEP = "step"
    DO_NOT_KNOW = "do_not_know"
    DECLINE = "decline"


class ScoreRound(Row, Base):
    """Answers that are opened together. Begins with its first answer; a case has at most one that is sealed.

    `revealed_by_id` is empty when the answers were opened because everybody had answered.
    """

    __tablename__ = "score_round"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        Index("ix_score_round_case", "case_id", "created_at"),
        Index(
            "uq_score_round_one_open",
            "case_id",
            unique=True,
            sqlite_where=text("revealed_at IS NULL"),
            postgresql_where=text("revealed_at IS NULL"),
        ),
        CheckConstraint(
            "occasion IN ('opening', 'meeting', 'follow_up', 'incident', 'closure')", name="known_occasion"
        ),
        CheckConstraint("revealed_by_id IS NULL OR revealed_at IS NOT NULL", name="somebody_revealed_it"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    occasion: Mapped[str]
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    revealed_at: Mapped[datetime | None]
    revealed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))


class Score(Contribution):
    """One person's answer about one child. `words` are its basis: what the person has seen or heard.

    Never changed; a newer one may replace it (`supersedes_id`), and both are kept. A high step carries the
    promise (`promised_at`, UTC) its author was given: when the caseworker sees it at the latest. Only
    `taken_up_at` is written later: when somebody of the municipality has taken it up.
    """

    __tablename__ = "score"
    __table_args__: Any = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "child_id"], ["case_child.case_id", "case_child.id"]),
        ForeignKeyConstraint(["case_id", "round_id"], ["score_round.case_id", "score_round.id"]),
        ForeignKeyConstraint(["case_id", "supersedes_id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["ruler_version_id", "step"], ["ruler_step.version_id", "ruler_step.number"]),
        UniqueConstraint("supersedes_id"),
        Index("ix_score_case", "case_id", "round_id"),
        CheckConstraint("dimension IN ('child', 'parental_care')", name="known_dimension"),
        CheckConstraint("context IN ('home', 'school', 'leisure', 'contact')", name="known_context"),
        CheckConstraint("answer IN ('step', 'do_not_know', 'decline')", name="known_answer"),
        CheckConstraint("(answer = 'step') = (step IS NOT NULL)", name="a_step_or_none"),
        CheckConstraint("capacity IN ('own', 'joint', 'overall')", name="known_capacity"),
        CheckConstraint("promised_at IS NULL OR step IS NOT NULL", name="promised_on_a_step"),
        CheckConstraint("(taken_up_at IS NULL) = (taken_up_by_id IS NULL)", name="somebody_took_it_up"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    child_id: Mapped[UUID] = column_property(mapped_column(nullable=False), Contribution.__table__.c.child_id)
    round_id: Mapped[UUID]
    ruler_version_id: Mapped[UUID] = mapped_column(ForeignKey(RulerVersion.id))
    dimension: Mapped[str]
    context: Mapped[str | None]
    answer: Mapped[str]
    step: Mapped[int | None]
    protective: Mapped[str]
    better: Mapped[str]
    role_at_time: Mapped[str]
    capacity: Mapped[str] = mapped_column(default="own")
    supersedes_id: Mapped[UUID | None]
    promised_at: Mapped[datetime | None]
    taken_up_at: Mapped[datetime | None]
    taken_up_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "score",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
