"""The network log: what somebody saw of an agreement, or of a child, on a day."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution

FARTHEST_BACK = timedelta(days=60)
"""How long after a day one may still write of it: later nobody remembers which day it was."""


class Mark(StrEnum):
    """What was seen of an agreement. Never a verdict, and no report of a breach (design 5)."""

    KEPT = "kept"
    UNSURE = "unsure"
    NOT_KEPT = "not_kept"


class Observation(Contribution):
    """One line of the log. With an agreement it stands beside that (`beside_id`), so that nobody reads it who
    does not see the agreement; without one it is about a child, and has no mark.

    `version_id`: the plan that applied when it was written, for the words that were observed. `seen_on` and
    `written_on` are days on a Danish wall. Rows are never changed.
    """

    __tablename__ = "observation"
    __table_args__: Any = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "agreement_id"], ["agreement.case_id", "agreement.id"]),
        ForeignKeyConstraint(
            ["version_id", "agreement_id"], ["plan_line.version_id", "plan_line.agreement_id"]
        ),
        Index("ix_observation_case", "case_id", "seen_on"),
        CheckConstraint("mark IN ('kept', 'unsure', 'not_kept')", name="known_mark"),
        CheckConstraint("(agreement_id IS NULL) = (mark IS NULL)", name="a_mark_for_an_agreement"),
        CheckConstraint("(agreement_id IS NULL) = (version_id IS NULL)", name="the_words_it_is_about"),
        CheckConstraint("seen_on <= written_on", name="seen_before_it_was_written"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    agreement_id: Mapped[UUID | None]
    version_id: Mapped[UUID | None]
    mark: Mapped[str | None]
    seen_on: Mapped[date]
    written_on: Mapped[date]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "observation",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
