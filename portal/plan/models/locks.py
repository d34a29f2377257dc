"""Who locks what is the child's own (domain 2.6): the child its own signal, by its yes (`ChildView`, of one
wording of it); the caseworker the words to the child, when the parents who may read them agree."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.cases.models import CaseChild
from portal.db.base import Base, Row
from portal.people.models import Person
from portal.plan.models.items import Item, ItemWish, PlanItem

HOLDS = "ended_at IS NULL"


class LockReason(Contribution):
    """Why the caseworker locks words to the child without one parent's yes. It stands beside the words, and
    is about that parent (`about_id`): nobody from whom the parent is hidden reads it."""

    __tablename__ = "lock_reason"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "item_id"], ["plan_item.case_id", "plan_item.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_lock_reason_case", "case_id", "item_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    item_id: Mapped[UUID]
    of_revision: Mapped[int]
    membership_id: Mapped[UUID]
    __mapper_args__: dict[str, Any] = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "lock_reason",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }


class ItemLock(Row, Base):
    """The caseworker says that these words (this revision of an item) are finished. `agreed`: each parent who
    may read them has said yes; else there is a reason. `ended_at`: a yes it was built on was never said."""

    __tablename__ = "item_lock"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "item_id"], ["plan_item.case_id", "plan_item.id"]),
        ForeignKeyConstraint(["case_id", "reason_id"], ["lock_reason.case_id", "lock_reason.id"]),
        Index(
            "uq_item_lock_one_of_each_wording",
            "case_id",
            "item_id",
            "of_revision",
            unique=True,
            sqlite_where=text(HOLDS),
            postgresql_where=text(HOLDS),
        ),
        CheckConstraint("agreed = (reason_id IS NULL)", name="agreed_or_with_a_reason"),
        CheckConstraint("of_revision >= 1", name="counts_from_one"),
    )
    case_id: Mapped[UUID]
    item_id: Mapped[UUID]
    of_revision: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    agreed: Mapped[bool]
    reason_id: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True)
class ChildsSignal:
    """The signal of a child (or what somebody wants it to be), which that child is asked about."""

    child: CaseChild
    about: Item | ItemWish

    @property
    def item(self) -> PlanItem:
        return self.about.item

    @property
    def said(self) -> Contribution:
        return self.about.said
