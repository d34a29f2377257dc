"""Notes that only the professionals of the municipality read here."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution

LONGEST = timedelta(days=92)
"""Three months: no note is kept from a family longer than that without somebody looking at it again."""


class Reason(StrEnum):
    """Why a note is not shown to the family now."""

    ABUSE = "abuse"
    NOTIFICATION = "notification"
    CHILD = "child"
    OTHER = "other"


class Outcome(StrEnum):
    """What a note is: the first, or what came of looking at the one before it again."""

    WRITTEN = "written"
    KEPT = "kept"
    CLOSED = "closed"
    OPENED = "opened"


class Notification(StrEnum):
    """What was decided on notifying (*underretning*). The portal sends none."""

    MADE = "made"
    NOT_MADE = "not_made"


class Note(Contribution):
    """One note, never changed. `words`: what was seen or heard; when it follows another: what is known now.

    `written_on`, `review_on`: days on a Danish wall. `decided_by`: who decided, as it was written: often
    somebody who has no seat here. `opened_as_id`: what the family can read instead, from the day it was
    opened.
    """

    __tablename__ = "note"
    __table_args__: Any = (
        UniqueConstraint("case_id", "id"),
        UniqueConstraint("case_id", "follows_id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "follows_id"], ["note.case_id", "note.id"]),
        ForeignKeyConstraint(["case_id", "opened_as_id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_note_review", "review_on"),
        CheckConstraint("outcome IN ('written', 'kept', 'closed', 'opened')", name="known_outcome"),
        CheckConstraint("reason IN ('abuse', 'notification', 'child', 'other')", name="known_reason"),
        CheckConstraint("reason <> 'other' OR trim(reason_words) <> ''", name="another_reason_in_words"),
        CheckConstraint("trim(decided_by) <> ''", name="somebody_decided"),
        CheckConstraint("outcome <> 'written' OR trim(heard_from) <> ''", name="somebody_saw_or_heard"),
        CheckConstraint("notification IN ('made', 'not_made')", name="known_notification"),
        CheckConstraint(
            "outcome <> 'written' OR reason NOT IN ('abuse', 'notification') OR notification IS NOT NULL",
            name="decided_on_notifying",
        ),
        CheckConstraint("notification IS NULL OR trim(notification_words) <> ''", name="decided_in_words"),
        CheckConstraint("(outcome = 'written') = (follows_id IS NULL)", name="follows_unless_first"),
        CheckConstraint("(outcome IN ('written', 'kept')) = (review_on IS NOT NULL)", name="until_a_day"),
        CheckConstraint("(outcome = 'opened') = (opened_as_id IS NOT NULL)", name="opened_as_something"),
        CheckConstraint("review_on > written_on", name="looked_at_later"),
        CheckConstraint("review_on - written_on <= 92", name="within_three_months").ddl_if("postgresql"),
        CheckConstraint(
            "julianday(review_on) - julianday(written_on) <= 92", name="within_three_months"
        ).ddl_if("sqlite"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    outcome: Mapped[str]
    follows_id: Mapped[UUID | None]
    reason: Mapped[str]
    reason_words: Mapped[str]
    heard_from: Mapped[str]
    notification: Mapped[str | None]
    notification_words: Mapped[str]
    decided_by: Mapped[str]
    written_on: Mapped[date]
    review_on: Mapped[date | None]
    opened_as_id: Mapped[UUID | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "note",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


@dataclass(frozen=True)
class Thread:
    """A note with what came of looking at it again, the oldest first."""

    notes: tuple[Note, ...]

    @property
    def first(self) -> Note:
        return self.notes[0]

    @property
    def later(self) -> tuple[Note, ...]:
        return self.notes[1:]

    @property
    def last(self) -> Note:
        return self.notes[-1]

    @property
    def level(self) -> int:
        return self.last.level

    @property
    def review_on(self) -> date | None:
        """The day it is looked at again; None for one that is closed or opened."""
        return self.last.review_on
