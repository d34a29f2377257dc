"""Versions of the plan, and what people have said of them."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    cast,
    column,
    false,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column

from portal.cases.models import Case
from portal.db.base import Base, Row
from portal.db.clock import now, on_the_wall
from portal.people.models import Person

OUT = ("out_for_approval", "approved")
"""The states of a version that people are asked about. At most one of these in a case."""
NOT_A_YES = ("no", "not_yet")
"""What somebody says instead of yes, with words."""
ASKED = "status IN ('out_for_approval', 'approved')"
IN_FORCE = "status = 'in_force'"


class PlanVersion(Row, Base):
    """The plan as it stood when it was sent out. `status` and `in_force_at` change by a step that is
    written down (see `statuses`), and nothing else but `waits_for` does: the seats (ids) whose own duties do
    not apply yet, since it began without their yes; and `children_asked_at` (UTC): since when the children
    are asked what it has been like, as it is to be closed.

    `days` and `term`: how long a provisional plan lasts, and the hash of what it says of that; None for a
    safety plan. `kept_out`: the seats (ids) a leader has let it begin without."""

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
    children_asked_at: Mapped[datetime | None]
    waits_for: Mapped[str] = mapped_column(default="", server_default="")

    if TYPE_CHECKING:  # read from what stands beside the version: see below
        days: Mapped[int | None]
        term: Mapped[str | None]
        kept_out: Mapped[str | None]

    @property
    def waiting(self) -> frozenset[UUID]:
        return frozenset(UUID(seat) for seat in self.waits_for.split())

    @property
    def left_out(self) -> frozenset[UUID]:
        """The seats without whose yes it may begin: kept out on a ground in the law, with a leader's yes."""
        return frozenset(UUID(seat) for seat in (self.kept_out or "").split())

    @property
    def last_day(self) -> date | None:
        """Of a provisional plan that has begun: the last day on which it applies (Copenhagen)."""
        if self.days is None or self.in_force_at is None:
            return None
        return on_the_wall(self.in_force_at).date() + timedelta(days=self.days - 1)

    @property
    def is_over(self) -> bool:
        """The days of a provisional plan are over, whether or not anybody has noted it."""
        return self.last_day is not None and self.last_day < on_the_wall(now()).date()


APPLIES, CLOSED = (
    PlanVersion.__table__.c.status == literal_column(spelled) for spelled in ("'in_force'", "'closed'")
)
"""Spelled out in the statement. Were the word handed over beside it, SQLite would ask each time whether the
index of those in force may serve, and lay its plan for the whole statement anew."""
_TERM = table(
    "provisional", column("version_id", Uuid()), column("days", SmallInteger()), column("sha256", Text())
).c
_ASKED = table(
    "leader_question",
    *(column("version_id", Uuid()), column("asks", Text())),
    *(column("says_yes", Boolean()), column("kept_out_id", Uuid())),
).c
_THIS = PlanVersion.__table__.c.id  # the table: to ask the class would settle mappings that are not all made
PlanVersion.days = column_property(select(_TERM.days).where(_TERM.version_id == _THIS).scalar_subquery())
PlanVersion.term = column_property(select(_TERM.sha256).where(_TERM.version_id == _THIS).scalar_subquery())
PlanVersion.kept_out = column_property(
    select(func.aggregate_strings(cast(_ASKED.kept_out_id, Text), " "))
    .where(_ASKED.version_id == _THIS, _ASKED.asks == "kept_out", _ASKED.says_yes)
    .scalar_subquery()
)


class Approval(Row, Base):
    """What somebody says of a part of a version: separate facts, none of which implies another (design 4).

    `seen`, `understood`, and `concurs` (*enig*: of that opinion) bind nobody. `agree` is the yes that binds
    (*samtykke*); the events that tell of it are sealed in the history under that name. `taken_back`, `no` and
    `not_yet` end it, and the newest of these four is what counts. `said_id`: the words of a no or a not yet.

    `helper_id`: who wrote it down, when the person said it at a meeting (`given_on`, a day on a Danish wall),
    after the words were read aloud. `not_said`: taken back, since the person says it was never said.
    """

    __tablename__ = "approval"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        ForeignKeyConstraint(["case_id", "said_id"], ["plan_answer.case_id", "plan_answer.id"]),
        UniqueConstraint("said_id"),
        Index("ix_approval_case", "case_id", "person_id", "created_at"),
        CheckConstraint(
            "kind IN ('seen', 'understood', 'concurs', 'agree', 'taken_back', 'no', 'not_yet')",
            name="known_kind",
        ),
        CheckConstraint("(kind IN ('no', 'not_yet')) = (said_id IS NOT NULL)", name="a_no_has_its_words"),
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
    said_id: Mapped[UUID | None]
    helper_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    given_on: Mapped[date | None]
    not_said: Mapped[bool] = mapped_column(default=False, server_default=false())
