"""Why somebody is let in though a custody holder has not said yes: never a yes to the plan."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.cases.models import Membership
from portal.people.models import Person

STANDS = "ended_at IS NULL"


class Ground(StrEnum):
    """What allows the municipality to tell somebody without a yes (domain 3.5)."""

    CLEAR_REGARD = "clear_regard"
    BY_LAW = "by_law"
    OTHER = "other"


LAWS = {
    Ground.CLEAR_REGARD: "forvaltningsloven § 27, straffeloven § 152 e",
    Ground.BY_LAW: "",
    Ground.OTHER: "",
}
"""The section that goes with a ground; where none does, the caseworker writes it."""


class LegalGround(Contribution):
    """In place of the permission of one custody holder (`instead_of_id`, a seat), for one network person.

    `words`: the reason, in the caseworker's own words. `decided_on` and `until`, the last day: on the wall in
    Copenhagen, a year apart at most. It holds when another of the staff has confirmed it; the database holds
    them to being two. Like every contribution others put remarks beside it, and shields hide it.
    """

    __tablename__ = "legal_ground"
    __table_args__: Any = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "network_person_id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "instead_of_id"], [Membership.case_id, Membership.id]),
        Index("ix_legal_ground_case", "case_id", "network_person_id"),
        Index(
            "uq_legal_ground_one_standing",
            "network_person_id",
            "instead_of_id",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        CheckConstraint("ground IN ('clear_regard', 'by_law', 'other')", name="known_ground"),
        CheckConstraint("trim(law) <> ''", name="by_a_law"),
        CheckConstraint("trim(decided_by) <> ''", name="somebody_decided"),
        CheckConstraint("until >= decided_on", name="ends_after_it_began"),
        CheckConstraint("until - decided_on <= 366", name="a_year_at_most").ddl_if("postgresql"),
        CheckConstraint("julianday(until) - julianday(decided_on) <= 366", name="a_year_at_most").ddl_if(
            "sqlite"
        ),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_by_somebody"),
        CheckConstraint("confirmed_by_id <> recorded_by_id", name="two_people_confirm_it"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    network_person_id: Mapped[UUID]
    instead_of_id: Mapped[UUID]
    ground: Mapped[str]
    law: Mapped[str]
    decided_by: Mapped[str]
    decided_on: Mapped[date]
    until: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    confirmed_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "legal_ground",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    def holds_on(self, day: date) -> bool:
        """Does it stand in the place of a permission on this day (Copenhagen)?"""
        return self.confirmed_at is not None and self.ended_at is None and day <= self.until
