"""What somebody said yes to for one person, as it was read."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base
from portal.db.clock import now
from portal.people.models import Person

STANDING = "withdrawn_at IS NULL"
LAST_DAYS = timedelta(days=14)


class Consent(Base):
    """One person's permission for one network person: the sentence as it was read when yes was pressed.

    `receiver` is the network person as the sentence names them. `what`, `purpose` and `until` (the last day,
    on the wall in Copenhagen) belong to a custody holder's permission; a caseworker's approval has none.
    Ended by its giver (`withdrawn_at`), also when the giver says it anew with another date.
    """

    __tablename__ = "consent"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "network_person_id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index(
            "uq_consent_one_standing",
            "network_person_id",
            "person_id",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
        Index("ix_consent_case", "case_id", "network_person_id"),
        CheckConstraint("what IN ('own_agreements')", name="known_what"),
        CheckConstraint("purpose IN ('help_as_promised')", name="known_purpose"),
        CheckConstraint(
            "(what IS NULL) = (until IS NULL) AND (what IS NULL) = (purpose IS NULL)",
            name="a_permission_is_whole",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID]
    network_person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    receiver: Mapped[str]
    sentence: Mapped[str]
    language: Mapped[str]
    what: Mapped[str | None]
    purpose: Mapped[str | None]
    until: Mapped[date | None]
    given_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    @property
    def is_approval(self) -> bool:
        """A caseworker's yes to the person, which is no custody holder's permission."""
        return self.until is None

    def holds_on(self, day: date) -> bool:
        """Does the permission stand on this day (Copenhagen)?"""
        return self.withdrawn_at is None and (self.until is None or day <= self.until)
