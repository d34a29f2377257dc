"""The meetings that were called because of words in the case, for the room where those words stand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy import case as either

from portal.access.actor import Actor
from portal.db.clock import now
from portal.meetings.models import Because, Meeting, Status
from portal.meetings.queries.calls import seen_by


def that_gather(actor: Actor, moment: ColumnElement[datetime]) -> Select[Any]:
    """Each such meeting that stands: the case, the words it is because of (ids), the meeting and when it
    begins as far as the actor sees it, and whether it has begun by `moment`."""
    seen = seen_by(actor)
    return (
        select(
            Because.case_id,
            Because.because_id,
            either((seen, Meeting.id)).label("meeting_id"),
            either((seen, Meeting.begins_at)).label("begins_at"),
            (Meeting.begins_at <= moment).label("begun"),
        )
        .join(Meeting, and_(Meeting.case_id == Because.case_id, Meeting.id == Because.meeting_id))
        .where(Because.case_id == actor.case_id, *_stands())
    )


def gathered_by_now() -> Select[UUID]:
    """The words (ids) because of which people have met: no word of the meeting is told."""
    return (
        select(Because.because_id)
        .join(Meeting, and_(Meeting.case_id == Because.case_id, Meeting.id == Because.meeting_id))
        .where(Meeting.begins_at <= now(), *_stands())
    )


def _stands() -> tuple[ColumnElement[bool], ...]:
    return (Meeting.status == Status.CALLED.value, Meeting.hidden_at.is_(None))
