"""Items: what the sections of the plan hold beside agreements, and what others want them to say."""

from collections.abc import Mapping
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
from portal.db.base import Base, Row
from portal.db.sealed import Encrypted
from portal.people.models import Person
from portal.plan.models.sections import SPECS, Section, Spec

UNDECIDED = "taken_in_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL"
GIVEN = "ended_at IS NULL"
KNOWN_SECTION = (
    "section IN ('purpose', 'bottom-lines', 'signs', 'network', 'alarm', 'object', 'checks', 'timeline', "
    "'responses', 'child', 'closing')"
)
KNOWN_KIND = "section <> 'purpose' OR coalesce(fields ->> 'kind', '') IN ('full', 'homecoming')"
STANDS = "section = 'purpose' AND status <> 'removed'"


class PlanItem(Contribution):
    """One thing in one section. `fields`: what it holds beside its words (see `sections.fitting`).

    Whom it names is settled when it is written, as with agreements. `worded_by_id` is who proposed the words
    its author has taken in. `told` is ciphertext: a safe place or a code word of the alarm card. Such an item
    has no words beside it, is never changed, and goes into no version: those keep their text for ever.
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_plan_item_case", "case_id", "section", "position"),
        Index(
            "uq_plan_item_one_purpose",
            "case_id",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        CheckConstraint(KNOWN_SECTION, name="known_section"),
        CheckConstraint(KNOWN_KIND, name="known_kind_of_plan"),
        CheckConstraint("status IN ('proposed', 'removed')", name="known_status"),
        CheckConstraint("told IS NULL OR section = 'alarm'", name="secrets_of_the_alarm_card"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    section: Mapped[str]
    status: Mapped[str] = mapped_column(default="proposed")
    position: Mapped[int]
    fields: Mapped[dict[str, Any]]
    told: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    worded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    doers: Mapped[list["PlanItemSeat"]] = relationship(
        lazy="raise_on_sql", viewonly=True, order_by="PlanItemSeat.place"
    )
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "plan_item",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    @property
    def applies(self) -> bool:
        """Neither taken out, nor hidden by its author: it belongs in the next version."""
        return self.status != "removed" and self.hidden_at is None


class PlanItemSeat(Base):
    """A seat that an item names, in its `place`: the first to call is 1."""

    __tablename__ = "plan_item_seat"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "item_id"], ["plan_item.case_id", "plan_item.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        UniqueConstraint("item_id", "place"),
        Index("ix_plan_item_seat_seat", "case_id", "membership_id"),
        CheckConstraint("place >= 1", name="counts_from_one"),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    item_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger)


class ItemProposal(Contribution):
    """Another's wish for an item: other words, or to take it out (`words` are empty), with a reason.

    The same as a `Proposal` for an agreement in everything but what it is about.
    """

    __tablename__ = "item_proposal"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "item_id"], ["plan_item.case_id", "plan_item.id"]),
        Index(
            "uq_item_proposal_one_open_each",
            "case_id",
            "item_id",
            "by_id",
            unique=True,
            sqlite_where=text(UNDECIDED),
            postgresql_where=text(UNDECIDED),
        ),
        CheckConstraint("asks IN ('wording', 'removal')", name="known_wish"),
        CheckConstraint("accepted_at IS NULL OR declined_at IS NULL", name="one_answer"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    item_id: Mapped[UUID]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    asks: Mapped[str]
    reason: Mapped[str]
    fields: Mapped[dict[str, Any]]
    seen_revision: Mapped[int]
    accepted_at: Mapped[datetime | None]
    taken_in_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "item_proposal",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    @property
    def is_open(self) -> bool:
        """Neither taken in nor withdrawn, and the author of the item has not said no."""
        return not (self.taken_in_at or self.declined_at or self.withdrawn_at)


class PlanItemLine(Base):
    """One item in a version, as `PlanLine` is one agreement. Its `position` follows the agreements'."""

    __tablename__ = "plan_item_line"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        ForeignKeyConstraint(["case_id", "item_id"], ["plan_item.case_id", "plan_item.id"]),
        UniqueConstraint("version_id", "item_id"),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[UUID]
    item_id: Mapped[UUID]
    revision: Mapped[int]
    sha256: Mapped[str]
    text: Mapped[str]


class AlarmNumber(Row, Base):
    """A number somebody lets stand on the alarm card, by own yes: ciphertext, and gone when taken back."""

    __tablename__ = "alarm_number"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "item_id"], ["plan_item.case_id", "plan_item.id"]),
        Index(
            "uq_alarm_number_one_each",
            "case_id",
            "item_id",
            "person_id",
            unique=True,
            sqlite_where=text(GIVEN),
            postgresql_where=text(GIVEN),
        ),
        CheckConstraint("(ended_at IS NULL) = (told IS NOT NULL)", name="forgotten_when_over"),
    )
    case_id: Mapped[UUID]
    item_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    told: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True)
class OfSection:
    """A section that somebody opens, in one case (its id)."""

    case_id: UUID
    section: Section

    @property
    def spec(self) -> Spec:
        return SPECS[self.section]


@dataclass(frozen=True)
class Item:
    """An item that somebody answers. `agreement`: one rule judges it and an agreement, under that name."""

    agreement: PlanItem

    @property
    def item(self) -> PlanItem:
        return self.agreement

    @property
    def said(self) -> Contribution:
        return self.agreement


@dataclass(frozen=True)
class ItemWish:
    """A proposal and its item. `readers`: the people (ids) the item's author named. `lets_it`: the child
    whose own signal it is has said yes to it; true of everything that is no child's signal."""

    proposal: ItemProposal
    agreement: PlanItem
    readers: frozenset[UUID] = frozenset()
    lets_it: bool = True

    @property
    def item(self) -> PlanItem:
        return self.agreement

    @property
    def said(self) -> Contribution:
        return self.proposal

    @property
    def can_be_answered(self) -> bool:
        return not (self.proposal.taken_in_at or self.proposal.withdrawn_at)


@dataclass(frozen=True)
class Wording:
    """What an item says: its words, and what it holds beside them."""

    words: str
    fields: Mapping[str, Any]
