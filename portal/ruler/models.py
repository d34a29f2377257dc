"""Rulers as versioned data of the municipality, and the scores people give on them."""

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

FALLBACK_LANGUAGE = "da"


class Direction(StrEnum):
    """Which way a scale runs. The safety scale is the other kind: the two never share an axis (design 6)."""

    GOOD_TO_BAD = "good_to_bad"
    BAD_TO_GOOD = "bad_to_good"


class TextAudience(StrEnum):
    """Whom the texts of a step speak to."""

    PROFESSIONAL = "professional"
    FAMILY = "family"
    CHILD = "child"


class Dimension(StrEnum):
    """The two readings that are never mixed (domain 1.3)."""

    CHILD = "child"
    PARENTAL_CARE = "parental_care"


class Choice(StrEnum):
    """What an answer is. "Ved ikke" and "vil ikke sige det" are answers too."""

    STEP = "step"
    DO_NOT_KNOW = "do_not_know"
    DECLINE = "decline"


class Ruler(Row, Base):
    """One kind of ruler, by the key of its data file. A ruler runs from good to bad, always."""

    __tablename__ = "ruler"
    __table_args__ = (CheckConstraint("direction = 'good_to_bad'", name="from_good_to_bad"),)
    key: Mapped[str] = mapped_column(unique=True)
    direction: Mapped[str] = mapped_column(default=Direction.GOOD_TO_BAD)


class RulerVersion(Row, Base):
    """A ruler as it reads from `valid_from` (UTC). Never changed: scores keep the words they were made in.

    `alert_from`: the first step that is never sealed from the caseworker and the stand-in.
    """

    __tablename__ = "ruler_version"
    __table_args__ = (
        UniqueConstraint("ruler_id", "number"),
        CheckConstraint("steps BETWEEN 2 AND 10", name="two_to_ten_steps"),
        CheckConstraint("alert_from BETWEEN 2 AND steps", name="alerts_on_the_ruler"),
    )
    ruler_id: Mapped[UUID] = mapped_column(ForeignKey(Ruler.id))
    number: Mapped[int]
    name: Mapped[str]
    valid_from: Mapped[datetime]
    steps: Mapped[int]
    alert_from: Mapped[int]


class RulerStep(Base):
    """One step. `tone` (1-5) is its look on screen; `colour` and `pattern` are for paper and the like."""

    __tablename__ = "ruler_step"
    __table_args__ = (
        CheckConstraint("number BETWEEN 1 AND 10", name="one_to_ten"),
        CheckConstraint("zone IN ('green', 'yellow', 'red')", name="known_zone"),
        CheckConstraint("pattern IN ('dots', 'stripes', 'checks')", name="known_pattern"),
        CheckConstraint("tone BETWEEN 1 AND 5", name="known_tone"),
    )
    version_id: Mapped[UUID] = mapped_column(ForeignKey(RulerVersion.id), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    zone: Mapped[str]
    colour: Mapped[str]
    pattern: Mapped[str]
    tone: Mapped[int]


class RulerText(Base):
    """What a step says to one audience in one language. `%(child)s` and the like are filled in later."""

    __tablename__ = "ruler_text"
    __table_args__ = (
        ForeignKeyConstraint(["version_id", "number"], ["ruler_step.version_id", "ruler_step.number"]),
        CheckConstraint("audience IN ('professional', 'family', 'child')", name="known_audience"),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    audience: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str]
    action_guidance: Mapped[str]


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
