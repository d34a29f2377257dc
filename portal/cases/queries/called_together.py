"""When those meet who were called together because of words in the case: the room of the meetings tells it,
and the room of the words asks."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, bindparam, select

from portal.access.actor import Actor
from portal.db.base import UtcDateTime
from portal.db.clock import now
from portal.db.session import session

MeetIn = Callable[[Actor, ColumnElement[datetime]], Select[Any]]
MetIn = Callable[[], Select[UUID]]
_meet: list[MeetIn] = []
_met: list[MetIn] = []
MOMENT = "this_moment"


@dataclass(frozen=True)
class Gathered:
    """A meeting that stands. `meeting_id` and `begins_at` (UTC): None for one who does not see it. `begun`:
    they have met, which whoever reads the words may know."""

    meeting_id: UUID | None
    begins_at: datetime | None
    begun: bool


def adopt_gathered(meet: MeetIn, met: MetIn) -> None:
    """Take in how such meetings are told. `meet`: to an actor, at a moment: the case, the words it is because
    of (ids), the meeting and its time as far as the actor sees it, and whether it has begun. `met`: the words
    (ids) because of which people have met by now."""
    _meet[:], _met[:] = [meet], [met]


def gathered(actor: Actor) -> Subquery:
    """To be joined: `case_id`, `because_id`, `meeting_id`, `begins_at`, `begun`. Whoever runs it hands over
    `this_moment`, since what is put together once is asked again later."""
    return _meet[0](actor, bindparam(MOMENT, type_=UtcDateTime())).subquery("gathered")


def this_moment() -> dict[str, datetime]:
    return {MOMENT: now()}


def met() -> Select[UUID]:
    """The words (ids) because of which people have met by now."""
    return _met[0]()


def gathered_for(actor: Actor, things: Collection[UUID]) -> dict[UUID, Gathered]:
    """For each of these words (ids) the meeting that counts, where one stands."""
    meet = gathered(actor)
    asked = select(meet.c.because_id, meet.c.meeting_id, meet.c.begins_at, meet.c.begun)
    rows = session.execute(asked.where(meet.c.because_id.in_(things)), this_moment()).all()
    several: dict[UUID, list[Gathered]] = {}
    for because, *told in rows:
        several.setdefault(because, []).append(Gathered(*told))
    return {because: that_counts(these) for because, these in several.items()}


def that_counts(several: Iterable[Gathered]) -> Gathered:
    """Of the meetings because of the same words: one that has begun, then the next that is seen."""
    return min(several, key=lambda one: (not one.begun, one.begins_at is None, one.begins_at or now()))
