"""The columns that decide who sees what, and the table of named readers.

Every sentence, score, name and agreement is a contribution by one named author. Rooms extend the table
(joined inheritance), so that one condition on one table decides for all of them, and history can point at
anything with a real foreign key.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.actor import Level
from portal.db.base import Base, Row


class Audience(StrEnum):
    """Chosen before writing (design 3). Texts for `only_me` are kept encrypted by `writing`, never here."""

    ONLY_ME = "only_me"
    US_HERE = "us_here"
    IN_CASE = "in_case"


class Contribution(Row, Base):
    """One thing one person said. `words` are the author's own and are edited by nobody else.

    `beside_id`: the contribution these words stand beside (an answer, a suggestion): seen with it or not at
    all. `held_at`: the words wait for the caseworker (see `cases.service.guarding`); their author and the
    caseworkers see them meanwhile. `written_by_id`: who wrote them down for their author, `written_how` and
    whether they were `read_aloud` and agreed to; `not_said_at`: when the author said that it was not what
    they said. `taken_back_at`: when the author took them back before anybody had read them.
    """

    __tablename__ = "contribution"
    __table_args__: Any = (
        UniqueConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id", "beside_id"], ["contribution.case_id", "contribution.id"]),
        CheckConstraint("audience IN ('only_me', 'us_here', 'in_case')", name="known_audience"),
        CheckConstraint("level IN (1, 2, 3)", name="known_level"),
        CheckConstraint("revision >= 1", name="counts_from_one"),
        CheckConstraint("written_by_id IS NULL OR written_by_id <> author_id", name="written_for_another"),
        CheckConstraint(
            "written_how IN ('reading', 'interpreter', 'paper', 'meeting')", name="known_way_of_writing"
        ),
        CheckConstraint("(written_by_id IS NULL) = (written_how IS NULL)", name="says_how_it_was_written"),
        CheckConstraint("NOT read_aloud OR NOT (written_by_id IS NULL)", name="read_aloud_by_somebody"),
        CheckConstraint("not_said_at IS NULL OR NOT (written_by_id IS NULL)", name="not_said_but_written"),
        CheckConstraint("taken_back_at IS NULL OR hidden_at IS NOT NULL", name="hidden_when_taken_back"),
        Index("ix_contribution_case", "case_id", "created_at"),
        Index("ix_contribution_beside", "case_id", "beside_id"),
    )
    __mapper_args__: dict[str, Any] = {"polymorphic_on": "kind", "polymorphic_identity": "contribution"}  # noqa: RUF012 (read by SQLAlchemy)

    kind: Mapped[str]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(default="da")
    audience: Mapped[str] = mapped_column(default=Audience.IN_CASE)
    released_at: Mapped[datetime | None]
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    beside_id: Mapped[UUID | None]
    child_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_child.id"))
    professional_only: Mapped[bool] = mapped_column(default=False)
    level: Mapped[int] = mapped_column(default=Level.MITID)
    hidden_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    open_to_newcomers: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    written_how: Mapped[str | None]
    read_aloud: Mapped[bool] = mapped_column(default=False, server_default=false())
    not_said_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]


class NamedReader(Base):
    """One person whom the author named as a reader: of *Os her*, or of older words handed to a newcomer."""

    __tablename__ = "named_reader"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "contribution_id"], ["contribution.case_id", "contribution.id"]),
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    contribution_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
