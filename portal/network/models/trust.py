"""Whom the child trusts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Audience, Contribution
from portal.people.models import Person

STANDS = "ended_at IS NULL"


class Trust(Contribution):
    """That a child trusts one person. `words` are what the child said of it, and may be empty.

    Said by the child itself, or `heard` from the child by its author. What the child says itself is for the
    caseworkers alone until the child lets the parents see it. It stands beside the person: who does not see
    the person does not see it. `who_id`: which child, where that is known. `by_id` repeats the author, for
    the index. `ended_at`: taken back by its author.
    """

    __tablename__ = "trust"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "network_person_id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "who_id"], ["case_child.case_id", "case_child.id"]),
        Index("ix_trust_case", "case_id", "network_person_id"),
        Index(
            "uq_trust_said_once",
            "network_person_id",
            "by_id",
            "who_id",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        CheckConstraint("NOT heard OR who_id IS NOT NULL", name="heard_from_a_child"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    network_person_id: Mapped[UUID]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    who_id: Mapped[UUID | None]
    heard: Mapped[bool]
    ended_at: Mapped[datetime | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "trust",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    @property
    def is_between_us(self) -> bool:
        """Said by a child, to the caseworkers alone."""
        return self.audience == Audience.US_HERE
