"""Versions of the plan, and what people have said of them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.models import Case
from portal.db.base import Base, Row
from portal.people.models import Person

OUT = ("out_for_approval", "approved")
"""The states of a version that people are asked about. At most one of these in a case."""
ASKED = "status IN ('out_for_approval', 'approved')"
IN_FORCE = "status = 'in_force'"


class PlanVersion(Row, Base):
    """The plan as it stood when it was sent out. `status` and `in_force_at` change by a step that is
    written down (see `statuses`), and nothing else but `waits_for` does: the seats (ids) whose own duties do
    not apply yet, since it began without their yes."""

    __tablename__ = "plan_version"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        UniqueConstraint("case_id", "number"),
        Index(
            "uq_plan_version_one_in_force",
            "case_id",
            unique=True,
            sqlite_where=text(IN_FORCE),
            postgresql_where=text(IN_FORCE),
        ),
        Index(
            "uq_plan_version_one_out",
            "case_id",
            unique=True,
            sqlite_where=text(ASKED),
            postgresql_where=text(ASKED),
        ),
        CheckConstraint(
            "status IN ('draft', 'out_for_approval', 'approved', 'in_force', 'replaced', 'closed', "
            "'archived')",
            name="known_status",
        ),
        CheckConstraint("status <> 'in_force' OR in_force_at IS NOT NULL", name="in_force_since"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    number: Mapped[int]
    status: Mapped[str]
    hash: Mapped[str]
    sent_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    in_force_at: Mapped[datetime | None]
    waits_for: Mapped[str] = mapped_column(default="", server_default="")

    @property
    def waiting(self) -> frozenset[UUID]:
        return frozenset(UUID(seat) for seat in self.waits_for.split())


class Approval(Row, Base):
    """Seen, understood, agree: separate facts about a part of a version. A yes taken back is one more row.

    `helper_id`: who wrote it down, when the person said it at a meeting (`given_on`, a day on a Danish wall),
    after the words were read aloud. `not_said`: taken back, since the person says it was never said.
    """

    __tablename__ = "approval"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_approval_case", "case_id", "person_id", "created_at"),
        CheckConstraint("kind IN ('seen', 'understood', 'agree', 'taken_back')", name="known_kind"),
        CheckConstraint("(helper_id IS NULL) = (given_on IS NULL)", name="given_on_a_day"),
        CheckConstraint("helper_id IS NULL OR helper_id <> person_id", name="helped_by_another"),
        CheckConstraint("NOT not_said OR kind = 'taken_back'", name="not_said_is_no_yes"),
    )
    case_id: Mapped[UUID]
    version_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    membership_id: Mapped[UUID]
    kind: Mapped[str]
    part_hash: Mapped[str]
    helper_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    given_on: Mapped[date | None]
    not_said: Mapped[bool] = mapped_column(default=False, server_default=false())
