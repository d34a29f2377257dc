"""What was sent a moment ago can be taken back, and until then nobody is told of it.

A request gives time, the verb says which words may be taken back, and what was filled in is kept with those
who are to be told. Then the writer takes it back, or the worker tells them (see `cases.service.telling`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, select, update

from portal.db import held
from portal.db.clock import now
from portal.db.session import session
from portal.writing.drafts import place_of, worth_keeping
from portal.writing.models import JustSent

TIME = "time to take back"


class Said(Protocol):
    """A contribution."""

    id: Any
    case_id: Any


@dataclass
class Time:
    """Until when (UTC) the words that this request sends may be taken back; which; whom they are told to."""

    until: datetime
    said: tuple[UUID, UUID] | None = None
    hear: set[str] = field(default_factory=set)


def give_time(seconds: int) -> None:
    """What the writer sends in this transaction may be taken back for so long; 0: it may not."""
    if seconds:
        held.remember(TIME, Time(now() + timedelta(seconds=seconds)))


def take_time_away() -> None:
    """This transaction does something that taking the words back would not undo."""
    held.remember(TIME, None)


def may_be_taken_back(thing: Said) -> None:
    """These words are all that the writer has sent. Called before anybody is told of them."""
    if time := _time():
        time.said = thing.case_id, thing.id


def tell_later(hear: Iterable[str]) -> bool:
    """Are these people (ids as text) told when the time is over, and not before?"""
    time = _time()
    if time is None or time.said is None:
        return False
    time.hear |= set(hear)
    return True


def keep(person_id: UUID, at: str, answers: Mapping[str, list[str]]) -> JustSent | None:
    """Keep what the writer filled in `at` this address, when it may be taken back."""
    time = _time()
    if time is None or time.said is None:
        return None
    case_id, contribution_id = time.said
    sent = JustSent(
        contribution_id=contribution_id,
        case_id=case_id,
        person_id=person_id,
        at=at,
        fields=worth_keeping(answers),
        untold=" ".join(sorted(time.hear)),
        until=time.until,
    )
    session.add(sent)
    return sent


def _time() -> Time | None:
    time: Time | None = held.remembered(TIME)
    return time


@dataclass(frozen=True)
class FilledIn:
    """What was filled in, and where: an address with what it asks."""

    at: str
    fields: Mapping[str, Any]

    @property
    def place(self) -> str:
        return place_of(self.at)


def take(contribution_id: UUID) -> FilledIn | None:
    """What was filled in, when there is still time; from now on nobody will be told of it. None: too late.
    One statement, so that the worker has told of the words or never will."""
    mine = update(JustSent).where(JustSent.contribution_id == contribution_id, JustSent.until > now())
    over = mine.values(until=now(), untold="").returning(JustSent.at, JustSent.fields)
    row = session.execute(_quietly(over)).one_or_none()
    return FilledIn(*row) if row else None


def written_at(contribution_id: UUID) -> str | None:
    """Where these words were filled in, as long as that is known."""
    return session.scalar(select(JustSent.at).where(JustSent.contribution_id == contribution_id))


def over() -> list[str]:
    """Whom to tell (ids as text) of what can no longer be taken back; what was filled in is forgotten."""
    past = JustSent.until <= now()
    if not session.scalar(select(exists().where(past))):
        return []  # the worker asks often, and nobody's writing shall wait for it
    gone = delete(JustSent).where(past).returning(JustSent.untold)
    return [one for people in session.scalars(_quietly(gone)) for one in people.split()]


def _quietly(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)


def may_still_be_taken_back(contribution_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """As a condition, for whoever tells of what is new."""
    return exists().where(JustSent.contribution_id == contribution_id, JustSent.until > now())
