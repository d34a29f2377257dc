"""Agreements, proposals about them, and the versions people say yes to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    UniqueConstraint,
    and_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access.models import Contribution
from portal.db.base import Base
from portal.people.models import Person
from portal.plan.models.plan_answer import PlanAnswer as PlanAnswer
from portal.plan.models.plan_answer import Undone as Undone
from portal.plan.models.versions import APPLIES as APPLIES
from portal.plan.models.versions import CLOSED as CLOSED
from portal.plan.models.versions import NOT_A_YES as NOT_A_YES
from portal.plan.models.versions import OUT as OUT
from portal.plan.models.versions import Approval as Approval
from portal.plan.models.versions import PlanVersion as PlanVersion

LATER = {"situation": "", "starts": "", "ends": ""}
"""Fields that agreements did not have from the beginning, as they are when nothing is said: a version whose
agreement says nothing in them holds the text it always would have held."""
WORDING = (
    *("words", "when_words", "where_words", "backup", "how_seen", "child_words", "weekdays"),
    *LATER,
)
"""The fields of an agreement that its author words, and others may propose to word differently."""
SITUATIONS = ("morning", "evening", "contact", "weekend", "celebration")
KNOWN_SITUATION = "situation IN ('', 'morning', 'evening', 'contact', 'weekend', 'celebration')"
IN_ORDER = "starts = '' OR ends = '' OR ends >= starts"
WHOLE_DAYS = "length(starts) IN (0, 10) AND length(ends) IN (0, 10)"
UNDECIDED = "taken_in_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL"


class Worded:
    """What an agreement says besides its words. `weekdays`: bit 0 is Monday; 0 is no particular day.
    `starts`, `ends`: days (ISO 8601) from and until which it holds; "" for always."""

    when_words: Mapped[str] = mapped_column(default="")
    where_words: Mapped[str] = mapped_column(default="")
    backup: Mapped[str] = mapped_column(default="")
    how_seen: Mapped[str] = mapped_column(default="")
    child_words: Mapped[str] = mapped_column(default="")
    weekdays: Mapped[int] = mapped_column(SmallInteger, default=0)
    situation: Mapped[str] = mapped_column(default="", server_default="")
    starts: Mapped[str] = mapped_column(default="", server_default="")
    ends: Mapped[str] = mapped_column(default="", server_default="")


def _says_days_and_situation() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("weekdays BETWEEN 0 AND 127", name="known_days"),
        CheckConstraint(KNOWN_SITUATION, name="known_situation"),
        CheckConstraint(WHOLE_DAYS, name="whole_days"),
        CheckConstraint(IN_ORDER, name="ends_after_it_starts"),
    )


class Agreement(Worded, Contribution):
    """One rule: who does what. Whom it binds is settled when it is proposed; others need a new agreement.

    `worded_by_id` is who proposed the words its author has taken in. `because_id`: the words of somebody that
    it answers, such as a worry on the map. `goal_id`: the safety goal it is to bring nearer, for those who
    see that: no part of what is said yes to, or a new yes would tell the others that there is a goal.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_agreement_case", "case_id", "position"),
        CheckConstraint("status IN ('proposed', 'removed')", name="known_status"),
        *_says_days_and_situation(),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    status: Mapped[str] = mapped_column(default="proposed")
    position: Mapped[int]
    worded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    because_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contribution.id))
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contribution.id))
    doers: Mapped[list["AgreementDoer"]] = relationship(
        lazy="raise_on_sql", viewonly=True, order_by="AgreementDoer.membership_id"
    )
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "agreement",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    @property
    def applies(self) -> bool:
        """Neither taken out, nor hidden by its author: it belongs in the next version."""
        return self.status != "removed" and self.hidden_at is None


class AgreementDoer(Base):
    """A seat that an agreement binds, also the seat of one who has not joined yet."""

    __tablename__ = "agreement_doer"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "agreement_id"], ["agreement.case_id", "agreement.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_agreement_doer_seat", "case_id", "membership_id"),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    agreement_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)


class Proposal(Worded, Contribution):
    """Another's wish for an agreement: new wording, or to take it out (`words` are empty), with a reason.

    `seen_revision` is the agreement its writer had read. `accepted_at` and `declined_at` are what the
    agreement's author has answered; `by_id` repeats the proposal's own author, for the index. A new proposal
    by the same person withdraws this one.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "agreement_id"], ["agreement.case_id", "agreement.id"]),
        Index(
            "uq_proposal_one_open_each",
            "case_id",
            "agreement_id",
            "by_id",
            unique=True,
            sqlite_where=text(UNDECIDED),
            postgresql_where=text(UNDECIDED),
        ),
        CheckConstraint("asks IN ('wording', 'removal')", name="known_wish"),
        *_says_days_and_situation(),
        CheckConstraint("accepted_at IS NULL OR declined_at IS NULL", name="one_answer"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    agreement_id: Mapped[UUID]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    asks: Mapped[str]
    reason: Mapped[str]
    seen_revision: Mapped[int]
    accepted_at: Mapped[datetime | None]
    taken_in_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "proposal",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    @property
    def is_open(self) -> bool:
        """Neither taken in nor withdrawn, and the author of the agreement has not said no."""
        return not (self.taken_in_at or self.declined_at or self.withdrawn_at)


class PlanLine(Base):
    """One agreement in a version: `text` is its canonical JSON (RFC 8785), `sha256` the hash of that."""

    __tablename__ = "plan_line"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        ForeignKeyConstraint(["case_id", "agreement_id"], ["agreement.case_id", "agreement.id"]),
        UniqueConstraint("version_id", "agreement_id"),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[UUID]
    agreement_id: Mapped[UUID]
    revision: Mapped[int]
    sha256: Mapped[str]
    text: Mapped[str]


def wording_of(thing: Worded) -> dict[str, Any]:
    """The worded fields of an agreement or a proposal, by name."""
    return {name: getattr(thing, name) for name in WORDING}


@dataclass(frozen=True)
class Wish:
    """A proposal, and the agreement it is about."""

    proposal: Proposal
    agreement: Agreement

    @property
    def said(self) -> Contribution:
        return self.proposal

    @property
    def can_be_answered(self) -> bool:
        return not (self.proposal.taken_in_at or self.proposal.withdrawn_at)


@dataclass(frozen=True)
class WishWithReaders(Wish):
    """With the people (ids) whom the agreement's author named as readers."""

    readers: frozenset[UUID]


@dataclass(frozen=True)
class Rule:
    """An agreement that somebody answers."""

    agreement: Agreement

    @property
    def said(self) -> Contribution:
        return self.agreement
