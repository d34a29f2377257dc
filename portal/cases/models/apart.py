"""What keeps parents apart: who is hidden from whom, and what must not be told."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.db.clock import now, on_the_wall
from portal.db.sealed import Encrypted
from portal.people.models import Person

STANDS = "ended_at IS NULL"
TWO_PEOPLE_END_IT = (
    "ended_at IS NULL OR (end_asked_by_id IS NOT NULL AND ended_by_id IS NOT NULL "
    "AND ended_by_id <> end_asked_by_id)"
)


class ShieldKind(StrEnum):
    """Why one member is hidden from another. Each of them hides alike (design 3)."""

    PROTECTED_ADDRESS = "protected_address"
    NO_CONTACT = "no_contact"
    SHIELDED = "shielded"


class Shield(Row, Base):
    """Hides one member (`protected_id`) from another (`from_id`): decided by a person, with a reason.

    `from_date`: the first day that the decision speaks of; `review_on`: when it is looked at again (days on
    the wall in Copenhagen). No day ends it: what is hidden stays so until one of the staff has asked
    (`end_asked_by_id`) and another has said yes (`ended_by_id`); the database holds them to being two.
    """

    __tablename__ = "shield"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "protected_id"], ["membership.case_id", "membership.id"]),
        ForeignKeyConstraint(["case_id", "from_id"], ["membership.case_id", "membership.id"]),
        Index("ix_shield_case", "case_id", "from_id"),
        Index(
            "uq_shield_one_standing",
            "protected_id",
            "from_id",
            "kind",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        CheckConstraint("protected_id <> from_id", name="two_people"),
        CheckConstraint("kind IN ('protected_address', 'no_contact', 'shielded')", name="known_kind"),
        CheckConstraint("review_on IS NULL OR review_on > from_date", name="looked_at_later"),
        CheckConstraint("(end_asked_by_id IS NULL) = (end_asked_at IS NULL)", name="asked_by_somebody"),
        CheckConstraint("(end_asked_by_id IS NULL) = (end_why = '')", name="asked_with_a_reason"),
        CheckConstraint(TWO_PEOPLE_END_IT, name="two_people_end_it"),
    )
    case_id: Mapped[UUID]
    protected_id: Mapped[UUID]
    from_id: Mapped[UUID]
    reason: Mapped[str]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(default=ShieldKind.SHIELDED.value, server_default="shielded")
    from_date: Mapped[date | None] = mapped_column(default=lambda: on_the_wall(now()).date())
    review_on: Mapped[date | None]
    end_asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    end_asked_at: Mapped[datetime | None]
    end_why: Mapped[str] = mapped_column(default="", server_default="")
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))


class Secret(Row, Base):
    """Something that must not reach those from whom a member (`membership_id`) is hidden: an address, a
    school. `told` is ciphertext, and gone when it is taken out."""

    __tablename__ = "secret"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_secret_case", "case_id", "membership_id"),
        CheckConstraint(
            "kind IN ('address', 'place', 'school', 'phone', 'name', 'other')", name="known_kind"
        ),
        CheckConstraint("(ended_at IS NULL) = (told IS NOT NULL)", name="forgotten_when_over"),
    )
    case_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    kind: Mapped[str]
    told: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]

    @property
    def words(self) -> str:
        """What must not be told, as it was written; empty when it was taken out."""
        return str(self.told["words"]) if self.told else ""
