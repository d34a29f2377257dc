"""What stands before all agreements of a version: what could happen, and what we want to see (domain 2.6,
sections 1 and 2). The words are said elsewhere; a version keeps them as they stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.db.base import Base


class Framing(StrEnum):
    """The sections, by the names they have in a line and in what rooms offer. `DIFFERENCES`: what people see
    differently, from where each has answered how the child is doing (design 6)."""

    DANGERS = "dangers"
    GOALS = "goals"
    DIFFERENCES = "differences"


class PlanStatementLine(Base):
    """One danger, goal or disagreement in a version, as `PlanLine` is one agreement. They come first."""

    __tablename__ = "plan_statement_line"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "version_id"], ["plan_version.case_id", "plan_version.id"]),
        ForeignKeyConstraint(["case_id", "statement_id"], ["contribution.case_id", "contribution.id"]),
        UniqueConstraint("version_id", "statement_id"),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[UUID]
    statement_id: Mapped[UUID]
    revision: Mapped[int]
    sha256: Mapped[str]
    text: Mapped[str]


@dataclass(frozen=True)
class Statement:
    """A danger, a goal or a disagreement as it is said now. `answers`: the danger (id) that a goal answers.
    `fields`: what stands around the words."""

    said: Contribution
    section: Framing
    answers: UUID | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return self.said.id

    @property
    def revision(self) -> int:
        return self.said.revision
