"""The case, the people in it, and the links to their seats."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db.base import Base, Row
from portal.db.clock import by_the_wall, now
from portal.db.sealed import Encrypted
from portal.people.models import Person

OPEN_AND_WAITING = "attention_at IS NOT NULL AND status = 'open'"
SOMEBODY_UNTOLD = "untold <> ''"
GUESTS_ARE_OF_THE_NETWORK = "guest_id IS NULL OR (role = 'network_person' AND person_id IS NOT NULL)"
PROFESSIONALS_COME_FOR_A_WHILE = (
    "role <> 'professional' OR left_at IS NOT NULL OR (purpose IS NOT NULL AND purpose <> '' "
    "AND term_from IS NOT NULL AND term_days IS NOT NULL AND term_days BETWEEN 0 AND 366)"
)
HERE_FOR_SOMEBODY = (
    "(role = 'support_person' AND supports_id IS NOT NULL) OR "
    "(supports_id IS NULL AND (role <> 'support_person' OR left_at IS NOT NULL))"
)


WHO_HELPS_MAY_PAUSE = (
    "paused_at IS NULL OR "
    "(person_id IS NOT NULL AND role IN ('network_person', 'support_person', 'professional'))"
)
A_LAW_FOR_PROFESSIONALS = "law IS NULL OR (role = 'professional' AND trim(law) <> '')"
A_LAW_HAS_A_REASON = "(law IS NULL) = (law_why IS NULL) AND (law_why IS NULL OR trim(law_why) <> '')"
LONGER_ON_A_YES = "longer_until IS NULL OR (role = 'professional' AND law IS NULL)"
LET_IN_FOR_A_REASON = "(let_in_at IS NULL) = (let_in_why IS NULL)"


def _any_number() -> str:
    """Nine digits, as they are said on the phone. They tell nothing, and open nothing by themselves."""
    return str(100_000_000 + secrets.randbelow(900_000_000))


class Case(Row, Base):
    """One workspace. `attention_at` is the oldest promise to the family (UTC), stored so that lists need no
    joins.

    `untold`: people (ids) who are to hear that there is something new; the worker hands them to the outbox.
    `held_since`: when the oldest text that waits for the caseworker was held (UTC).
    `number`: what somebody on duty is told on the phone to find the case by (see `Opening`). `let_in_at`
    (UTC) and `let_in_why`: when somebody without a seat last opened it, stored so that the page asks nothing.
    `story_number` and `story_head` are the end of the case's chain of events; the number is never shown.
    """

    __tablename__ = "case"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'closed')", name="known_status"),
        CheckConstraint(LET_IN_FOR_A_REASON, name="let_in_for_a_reason"),
        Index("uq_case_number", "number", unique=True),
        Index(
            "ix_case_waiting",
            "caseworker_id",
            "attention_at",
            "id",
            sqlite_where=text(OPEN_AND_WAITING),
            postgresql_where=text(OPEN_AND_WAITING),
        ),
        Index(
            "ix_case_untold",
            "id",
            sqlite_where=text(SOMEBODY_UNTOLD),
            postgresql_where=text(SOMEBODY_UNTOLD),
        ),
    )
    status: Mapped[str] = mapped_column(default="open")
    caseworker_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    standin_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    coordinator_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    attention_at: Mapped[datetime | None]
    attention_why: Mapped[str | None]
    held_since: Mapped[datetime | None]
    untold: Mapped[str] = mapped_column(default="", server_default="")
    number: Mapped[str] = mapped_column(default=_any_number, server_default="")
    let_in_at: Mapped[datetime | None]
    let_in_why: Mapped[str | None]
    story_number: Mapped[int] = mapped_column(default=0)
    story_head: Mapped[str] = mapped_column(default="0" * 64)
    children: Mapped[list["CaseChild"]] = relationship(
        lazy="raise_on_sql", order_by="CaseChild.created_at, CaseChild.first_name"
    )


class CaseChild(Row, Base):
    """A child of the case. The first name, or the name the family chose."""

    __tablename__ = "case_child"
    __table_args__ = (UniqueConstraint("case_id", "id"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    first_name: Mapped[str]


class Membership(Row, Base):
    """One seat in one case. `person_id` is empty until the person named has come and said who they are.

    `relation` is what the person is to the child, as those who know say it: mor, mormor, rådgiver.
    `mark` (1-5) is the person's own shape and colour beside every sentence. `guest_id`: who the person was
    here before MitID said it; while it equals `person_id`, the seat is a guest's.

    `supports_id`: the seat on whose behalf a support person is here. A professional is here for a `purpose`,
    from `term_from` (a day on the wall in Copenhagen) and for `term_days` more, a year at most: on the yes of
    each custody holder (`TermAnswer`), or on a `law` (its section) for a reason the family reads (`law_why`).
    `longer_until`: the later last day they have been asked for. Whoever helps may take a break (`paused_at`,
    UTC): the seat stays, and opens nothing until the person comes back.
    `birthdate`: of a child, as ciphertext: who is old enough is asked before somebody is let in.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        CheckConstraint(GUESTS_ARE_OF_THE_NETWORK, name="guests_are_of_the_network"),
        CheckConstraint(PROFESSIONALS_COME_FOR_A_WHILE, name="professionals_come_for_a_while"),
        CheckConstraint(HERE_FOR_SOMEBODY, name="here_for_somebody"),
        CheckConstraint(WHO_HELPS_MAY_PAUSE, name="who_helps_may_pause"),
        CheckConstraint(A_LAW_FOR_PROFESSIONALS, name="a_law_for_professionals"),
        CheckConstraint(A_LAW_HAS_A_REASON, name="a_law_has_a_reason"),
        CheckConstraint(LONGER_ON_A_YES, name="longer_on_a_yes"),
        Index(
            "uq_membership_one_seat_each",
            "case_id",
            "person_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index("ix_membership_person", "person_id", "case_id"),
        CheckConstraint(
            "role IN ('custody_holder', 'parent_without_custody', 'child', 'network_person', "
            "'support_person', 'professional', 'caseworker')",
            name="known_role",
        ),
        CheckConstraint("(person_id IS NULL) = (joined_at IS NULL)", name="joined_when_known"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    role: Mapped[str]
    name: Mapped[str]
    relation: Mapped[str]
    mark: Mapped[int] = mapped_column(default=5)
    invited_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    guest_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    supports_id: Mapped[UUID | None] = mapped_column(ForeignKey("membership.id"))
    purpose: Mapped[str | None]
    term_from: Mapped[date | None]
    term_days: Mapped[int | None]
    paused_at: Mapped[datetime | None]
    birthdate: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    law: Mapped[str | None]
    law_why: Mapped[str | None]
    longer_until: Mapped[date | None]

    @property
    def born(self) -> date | None:
        """When the child of this seat was born; None where nobody has told it."""
        return date.fromisoformat(self.birthdate["birthdate"]) if self.birthdate else None

    @property
    def until(self) -> date | None:
        """The last day of the seat (Copenhagen); None for one without an end."""
        if self.term_from is None or self.term_days is None:
            return None
        return self.term_from + timedelta(days=self.term_days)

    @property
    def runs_out_at(self) -> datetime | None:
        """The first moment (UTC) after the last day."""
        return by_the_wall(self.until + timedelta(days=1), time()) if self.until else None

    @property
    def ran_out_at(self) -> datetime | None:
        """When the term of the seat was over (UTC); None while it runs, or has no end."""
        over = self.runs_out_at
        return over if over and over <= now() else None

    @property
    def is_a_guests(self) -> bool:
        return self.left_at is None and self.guest_id is not None and self.guest_id == self.person_id


class Custody(Row, Base):
    """Who holds custody of which child, and since when. Per child, with dates."""

    __tablename__ = "custody"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "child_id"], ["case_child.case_id", "case_child.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_custody_case", "case_id", "membership_id"),
        CheckConstraint("to_date IS NULL OR to_date >= from_date", name="ends_after_it_began"),
    )
    case_id: Mapped[UUID]
    child_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    from_date: Mapped[date]
    to_date: Mapped[date | None]
