"""The monthly sample of looks, and what a leader says of it. None of it is ever changed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.models import Opening
from portal.db.base import Base, Row
from portal.people.models import Person


class Verdict(StrEnum):
    FINE = "fine"
    EXAMINE = "examine"


class LookSample(Row, Base):
    """Some of one month's (`2026-11`) looks by staff. `seed` and the ids of the `among` looks of that month
    decide which, so that anybody can choose again and come to the same."""

    __tablename__ = "look_sample"
    month: Mapped[str] = mapped_column(unique=True)
    seed: Mapped[str]
    among: Mapped[int]


class SampledLook(Row, Base):
    """One look as it was when it was chosen: a copy, since looks are forgotten before what was said of them.
    `looked_at` is UTC."""

    __tablename__ = "sampled_look"
    __table_args__ = (UniqueConstraint("sample_id", "position"),)
    sample_id: Mapped[UUID] = mapped_column(ForeignKey(LookSample.id))
    position: Mapped[int]
    look_id: Mapped[UUID]
    looked_at: Mapped[datetime]
    case_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    role: Mapped[str | None]
    what: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str | None]


class SignOff(Row, Base):
    """What one leader said of one opening or one sampled look. The newest one stands; the others stay."""

    __tablename__ = "sign_off"
    __table_args__ = (
        CheckConstraint("verdict IN ('fine', 'examine')", name="known_verdict"),
        CheckConstraint("verdict = 'fine' OR length(words) > 0", name="says_what_to_examine"),
        CheckConstraint("(opening_id IS NULL) <> (sampled_look_id IS NULL)", name="of_one_thing"),
        Index("ix_sign_off_opening", "opening_id"),
        Index("ix_sign_off_sampled_look", "sampled_look_id"),
    )
    opening_id: Mapped[UUID | None] = mapped_column(ForeignKey(Opening.id))
    sampled_look_id: Mapped[UUID | None] = mapped_column(ForeignKey(SampledLook.id))
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    verdict: Mapped[str]
    words: Mapped[str]
