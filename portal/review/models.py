"""What a family sends, and the promise it is given."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.cases.models import Answer, Case
from portal.db.base import Base, Row
from portal.people.models import Person


class Submission(Row, Base):
    """One *Send til Karin*. `promised_at` (UTC) is when the family was told it will be answered by."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        Index("ix_submission_case", "case_id", "created_at"),
        CheckConstraint("promised_at > created_at", name="promised_ahead"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    sent_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    promised_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Inquiry(Contribution):
    """A plain question to the caseworker (*Skriv til Karin*): sent as it is written, and promised alike."""

    __tablename__ = "inquiry"
    __table_args__ = (ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "inquiry",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


@dataclass(frozen=True)
class Reviewed:
    """One thing that a caseworker answers, and the caseworker's own standing answer to it."""

    thing: Contribution
    answer: Answer | None

    @property
    def level(self) -> int:
        return self.thing.level


class SubmissionItem(Base):
    """One thing that was sent. A thing is sent once."""

    __tablename__ = "submission_item"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "submission_id"], ["submission.case_id", "submission.id"]),
        ForeignKeyConstraint(["case_id", "contribution_id"], ["contribution.case_id", "contribution.id"]),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    contribution_id: Mapped[UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID]
