"""What custody holders, and children who are old enough, have answered about one professional."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base
from portal.db.clock import now
from portal.people.models import Person

STANDING = "withdrawn_at IS NULL"


class TermAnswer(Base):
    """One person's yes or no to one professional (`membership_id`): the sentence as it was read.

    `giver_seat_id`: the seat of whoever answers. `until`: the last day of a yes, on the wall in Copenhagen.
    Ended by its giver (`withdrawn_at`, UTC), also when the giver answers anew. A yes is never given for
    another; where it is missing, the municipality needs a law (`Membership.law`).
    """

    __tablename__ = "term_answer"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        ForeignKeyConstraint(["case_id", "giver_seat_id"], ["membership.case_id", "membership.id"]),
        Index("ix_term_answer_case", "case_id", "membership_id"),
        Index(
            "uq_term_answer_one_standing",
            "membership_id",
            "person_id",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
        CheckConstraint("NOT yes OR trim(sentence) <> ''", name="yes_to_a_sentence"),
        CheckConstraint("membership_id <> giver_seat_id", name="nobody_lets_oneself_in"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    giver_seat_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    yes: Mapped[bool]
    sentence: Mapped[str]
    language: Mapped[str]
    until: Mapped[date]
    given_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
