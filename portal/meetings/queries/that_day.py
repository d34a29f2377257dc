"""The minutes of a meeting: what was written in the case that day."""

from collections.abc import Collection
from dataclasses import dataclass

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases.queries import happened_between
from portal.db.clock import whole_day
from portal.history.models import Event
from portal.meetings.models import Meeting


@dataclass(frozen=True)
class Line:
    """One thing that happened on the day of a meeting; `said`: the words, when they were said that day."""

    event: Event
    said: Contribution | None


def written_that_day(actor: Actor, meeting: Meeting, shared: Collection[str]) -> list[Line]:
    """What the actor sees of the day of a meeting, in the order it happened. These are its minutes.

    `shared`: the kinds of news that are no secret (see `cases.queries.story`).
    """
    begins, ends = whole_day(meeting.begins_at)
    lines, told = [], {meeting.id}
    for event, thing in happened_between(actor, shared, begins, ends):
        if thing is not None and meeting.id in (thing.id, thing.beside_id):
            continue  # it stands on the page of the meeting already
        new = thing is not None and thing.id not in told and begins <= thing.created_at < ends
        lines.append(Line(event, thing if new else None))
        told |= {thing.id} if thing is not None else set()
    return lines
