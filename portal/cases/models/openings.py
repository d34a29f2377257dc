"""A caseworker without a seat opens a case: for a while, for a reason, and with words for the leader."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.models.cases import Case
from portal.db.base import Base, Row
from portal.people.models import Person


class OpeningKind(StrEnum):
    """Why, in a word that everybody in the family may read. None of them tells who has called whom."""

    URGENT = "urgent"
    CASEWORKER_AWAY = "caseworker_away"
    TO_LOOK_UP = "to_look_up"


class Opening(Row, Base):
    """Lets one person read one case until `ends_at` (UTC), and never changes. `words`: for leaders alone."""

    __tablename__ = "opening"
    __table_args__ = (
        CheckConstraint("kind IN ('urgent', 'caseworker_away', 'to_look_up')", name="known_kind"),
        CheckConstraint("length(words) > 0", name="with_words"),
        CheckConstraint("ends_at > created_at", name="ends_by_itself"),
        Index("ix_opening_case", "case_id", "person_id", "ends_at"),
        Index("ix_opening_created_at", "created_at"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    kind: Mapped[str]
    words: Mapped[str]
    ends_at: Mapped[datetime]
