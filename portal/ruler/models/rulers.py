"""Rulers as versioned data of the municipality."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.people.models import Person

FALLBACK_LANGUAGE = "da"


class Direction(StrEnum):
    """Which way the steps of a ruler are counted: 1 is the best, or 1 is the worst.

    Answers, alerts and pictures go by the place of a step, of which 1 is always the best; only the number
    that people read turns round. The safety scale is no ruler: the two never share an axis (design 6).
    """

    GOOD_TO_BAD = "good_to_bad"
    BAD_TO_GOOD = "bad_to_good"

    def counted(self, place: int, of: int) -> int:
        """The number people read on the step at `place` of `of`; and back again, the place of a number."""
        return place if self is Direction.GOOD_TO_BAD else of + 1 - place


class TextAudience(StrEnum):
    """Whom the texts of a step speak to."""

    PROFESSIONAL = "professional"
    FAMILY = "family"
    CHILD = "child"


class Ruler(Row, Base):
    """One kind of ruler, by the key of its data file. Which way it counts never changes: the other way is
    another ruler."""

    __tablename__ = "ruler"
    __table_args__ = (CheckConstraint("direction IN ('good_to_bad', 'bad_to_good')", name="known_direction"),)
    key: Mapped[str] = mapped_column(unique=True)
    direction: Mapped[str] = mapped_column(default=Direction.GOOD_TO_BAD)


class RulerVersion(Row, Base):
    """A ruler as it reads from `valid_from` (UTC). Never changed: scores keep the words they were made in.

    `alert_from`: the place of the first step that is never sealed from the caseworker and the stand-in.
    """

    __tablename__ = "ruler_version"
    __table_args__ = (
        UniqueConstraint("ruler_id", "number"),
        CheckConstraint("steps BETWEEN 2 AND 10", name="two_to_ten_steps"),
        CheckConstraint("alert_from BETWEEN 2 AND steps", name="alerts_on_the_ruler"),
    )
    ruler_id: Mapped[UUID] = mapped_column(ForeignKey(Ruler.id))
    number: Mapped[int]
    name: Mapped[str]
    valid_from: Mapped[datetime]
    steps: Mapped[int]
    alert_from: Mapped[int]


class RulerStep(Base):
    """One step. `number`: its place, 1 for the best. `tone` (1-6) is its look on screen, in the
    municipality's own `colour` where that is another;
    `face` (1-5, the gladdest first) is how a child chooses it."""

    __tablename__ = "ruler_step"
    __table_args__ = (
        CheckConstraint("number BETWEEN 1 AND 10", name="one_to_ten"),
        CheckConstraint("zone IN ('green', 'yellow', 'orange', 'red')", name="known_zone"),
        CheckConstraint("pattern IN ('dots', 'stripes', 'checks')", name="known_pattern"),
        CheckConstraint("tone BETWEEN 1 AND 6", name="known_tone"),
        CheckConstraint("face BETWEEN 1 AND 5", name="known_face"),
    )
    version_id: Mapped[UUID] = mapped_column(ForeignKey(RulerVersion.id), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    zone: Mapped[str]
    colour: Mapped[str]
    pattern: Mapped[str]
    tone: Mapped[int]
    face: Mapped[int | None]


class RulerText(Base):
    """What a step says to one audience in one language. `%(child)s` and the like are filled in later."""

    __tablename__ = "ruler_text"
    __table_args__ = (
        ForeignKeyConstraint(["version_id", "number"], ["ruler_step.version_id", "ruler_step.number"]),
        CheckConstraint("audience IN ('professional', 'family', 'child')", name="known_audience"),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    audience: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str]
    action_guidance: Mapped[str]


class RulerDefinition(Base):
    """All that a published version says, as it was written (`told`: see `Definition`), and who published it;
    nobody for the one the portal comes with. Never changed, as the version itself."""

    __tablename__ = "ruler_definition"
    version_id: Mapped[UUID] = mapped_column(ForeignKey(RulerVersion.id), primary_key=True)
    told: Mapped[dict[str, Any]]
    published_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))


class RulerChoice(Row, Base):
    """From `valid_from` (UTC) on, answers are given on this ruler. Never changed: another choice follows
    it."""

    __tablename__ = "ruler_choice"
    ruler_id: Mapped[UUID] = mapped_column(ForeignKey(Ruler.id))
    valid_from: Mapped[datetime]
    chosen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))


class RulerDraft(Row, Base):
    """A version of a ruler that is being written. It may be incomplete, and nobody answers on it. At most one
    of each ruler; `revision` rises with each change, so that nobody changes what they have not seen."""

    __tablename__ = "ruler_draft"
    key: Mapped[str] = mapped_column(unique=True)
    told: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
