"""What a team leader is asked about a version of the plan: whether it may begin so, and may end."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.people.models import Person
from portal.plan.models import PlanVersion
from portal.plan.models.items import PlanItem

OPEN = "says_yes IS NULL"


class Asks(StrEnum):
    """May it begin, though its bottom lines stand in place of a placement; may it begin without the yes of
    one custody holder who is kept out; may it be closed (domain 2.6)."""

    BOTTOM_LINES = "bottom_lines"
    KEPT_OUT = "kept_out"
    CLOSING = "closing"


class LeaderQuestion(Contribution):
    """`words`: why, by the caseworker; for a closing, how it ends and who goes on. The parents read it, and
    how a leader answered. It never says yes for anybody: with a no the plan does not begin so.

    `kept_out_id`: the seat that is kept out, with the `law` and who decided it; about nobody else than that
    one, so shields hide it. The database holds the one who asks and the one who answers to being two, and an
    answer to being given once. `answered_at` is in UTC.
    """

    __tablename__ = "leader_question"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "version_id"], [PlanVersion.case_id, PlanVersion.id]),
        ForeignKeyConstraint(["case_id", "kept_out_id"], ["membership.case_id", "membership.id"]),
        Index("ix_leader_question_version", "version_id"),
        Index(
            "uq_leader_question_one_open",
            "version_id",
            "asks",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        CheckConstraint("asks IN ('bottom_lines', 'kept_out', 'closing')", name="known_question"),
        CheckConstraint("(asks = 'kept_out') = (kept_out_id IS NOT NULL)", name="somebody_is_kept_out"),
        CheckConstraint("(asks = 'kept_out') = (trim(law) <> '')", name="kept_out_by_a_law"),
        CheckConstraint("(asks = 'kept_out') = (trim(decided_by) <> '')", name="somebody_decided"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
        CheckConstraint("(answered_at IS NULL) = (says_yes IS NULL)", name="answered_with_yes_or_no"),
        CheckConstraint("answered_by_id <> asked_by_id", name="two_people"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    version_id: Mapped[UUID]
    asks: Mapped[str]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    kept_out_id: Mapped[UUID | None]
    law: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    says_yes: Mapped[bool | None]
    reply: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "leader_question",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


class Outcome(Contribution):
    """Of one condition for closing: whether it is `met`, in words, as the leader is asked about it. It stands
    beside the condition, so whoever cannot read that cannot read this."""

    __tablename__ = "outcome"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "question_id"], ["leader_question.case_id", "leader_question.id"]),
        ForeignKeyConstraint(["case_id", "item_id"], [PlanItem.case_id, PlanItem.id]),
        UniqueConstraint("question_id", "item_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    question_id: Mapped[UUID]
    item_id: Mapped[UUID]
    met: Mapped[bool]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "outcome",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
