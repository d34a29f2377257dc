"""Answers given on a ruler, and the rounds they are opened in."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    and_,
    text,
    true,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column

from portal.access.models import Contribution
from portal.cases.models import Case
from portal.db.base import Base, Row
from portal.people.models import Person
from portal.ruler.models.rulers import RulerVersion

TOGETHER_FIRST = "capacity <> 'own' AND supersedes_id IS NULL"


class Dimension(StrEnum):
    """The two readings that are never mixed (domain 1.3)."""

    CHILD = "child"
    PARENTAL_CARE = "parental_care"


class Choice(StrEnum):
    """What an answer is. "Ved ikke" and "vil ikke sige det" are answers too."""

    STEP = "step"
    DO_NOT_KNOW = "do_not_know"
    DECLINE = "decline"


class Capacity(StrEnum):
    """Whose view an answer is: one person's own, the one all agreed on, or the caseworker's of the whole."""

    OWN = "own"
    JOINT = "joint"
    OVERALL = "overall"


class OpensTo(StrEnum):
    """Who reads an answer once it is opened, beside the caseworkers: all, or those its author chose."""

    ALL = "in_case"
    CHOSEN = "us_here"


class ScoreRound(Row, Base):
    """Answers that are opened together; a case has at most one round that is sealed.

    Begins when a caseworker asks some people (`RoundAsked`), or with a parent's first answer: then parents
    and the caseworker are asked. A child who answers unasked has a round alone, which is open at once.
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


class RoundAsked(Base):
    """One seat that is asked to answer in a round."""

    __tablename__ = "round_asked"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "round_id"], ["score_round.case_id", "score_round.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    round_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)


class Score(Contribution):
    """One person's answer about one child. `words` are its basis: what the person has seen or heard.

    `opens_to`, `ScoreReader`: who reads it once the round is open. `age_band`: of the child on the day of the
    answer; empty where nobody has told when the child was born. `blind`: its author had seen no other answer
    of the round. `capacity`: a joint answer and an overall one are written when the round is open, by a
    caseworker, and stand apart from everybody's own.

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
        Index(
            "uq_score_one_together",
            "round_id",
            "child_id",
            "dimension",
            "capacity",
            unique=True,
            sqlite_where=text(TOGETHER_FIRST),
            postgresql_where=text(TOGETHER_FIRST),
        ),
        CheckConstraint("opens_to IN ('in_case', 'us_here')", name="known_opening"),
        CheckConstraint("capacity = 'own' OR NOT blind", name="together_is_not_blind"),
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
    worries: Mapped[str] = mapped_column(default="", server_default="")
    opens_to: Mapped[str] = mapped_column(default=OpensTo.ALL, server_default=OpensTo.ALL.value)
    age_band: Mapped[str] = mapped_column(default="", server_default="")
    blind: Mapped[bool] = mapped_column(default=True, server_default=true())
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


class ScoreReader(Base):
    """One person the author of an answer chose to read it. Named as its reader when the round is opened, and
    not a moment before."""

    __tablename__ = "score_reader"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "score_id"], ["contribution.case_id", "contribution.id"]),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    score_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id), primary_key=True)
