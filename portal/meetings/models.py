"""Meetings, and the seats that are called to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access.models import Contribution
from portal.cases.models import Answer, AnswerKind
from portal.db.base import Base
from portal.db.clock import now
from portal.people.models import Person

COMES = (AnswerKind.COMING, AnswerKind.NOT_COMING, AnswerKind.OTHER_TIME)
"""What one answers to a meeting."""


class Status(StrEnum):
    CALLED = "called"
    CANCELLED = "cancelled"


class Meeting(Contribution):
    """One meeting; `words` say what it is about. Times in UTC. Each move is one revision more.

    `calendar_uid` is what calendars know it by: random, and no address of ours.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_meeting_case", "case_id", "begins_at"),
        CheckConstraint("ends_at > begins_at", name="ends_after_it_begins"),
        CheckConstraint("status IN ('called', 'cancelled')", name="known_status"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_some_time"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_by_id IS NULL)", name="somebody_cancelled_it"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str]
    status: Mapped[str] = mapped_column(default=Status.CALLED.value)
    calendar_uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    cancelled_why: Mapped[str] = mapped_column(default="")
    called: Mapped[list["Called"]] = relationship(lazy="raise_on_sql", viewonly=True)
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "meeting",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    @property
    def stands(self) -> bool:
        return self.status == Status.CALLED

    @property
    def moved(self) -> bool:
        """Has it another time or place than when it was called?"""
        return self.stands and self.revision > 1

    @property
    def over(self) -> bool:
        return self.ends_at <= now()


class Called(Base):
    """A seat that is called to a meeting, also the seat of one who has not joined yet."""

    __tablename__ = "meeting_called"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "meeting_id"], ["meeting.case_id", "meeting.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_meeting_called_seat", "case_id", "membership_id"),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)


class Because(Base):
    """The words in the case because of which a meeting was called (a contribution of another room). Whoever
    reads those words may know that these people meet; when and where, only the called."""

    __tablename__ = "meeting_because"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "meeting_id"], ["meeting.case_id", "meeting.id"]),
        ForeignKeyConstraint(["case_id", "because_id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_meeting_because_words", "case_id", "because_id"),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    because_id: Mapped[UUID] = mapped_column()


@dataclass(frozen=True)
class Call:
    """A meeting as one person meets it: is this person called to it, and the person's own answer."""

    meeting: Meeting
    called: bool
    mine: Answer | None = None

    @property
    def level(self) -> int:
        return self.meeting.level

    @property
    def answered(self) -> bool:
        """To the time and place as they are now."""
        return self.mine is not None and self.mine.seen_revision == self.meeting.revision

    @property
    def declined(self) -> bool:
        """Does an answer that counts stand, and is it no yes?"""
        return self.answered and self.mine is not None and self.mine.answer != AnswerKind.COMING

    @property
    def waits(self) -> bool:
        """Is it this person's turn to say something?"""
        return self.called and self.meeting.stands and not self.meeting.over and not self.answered
