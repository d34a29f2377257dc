"""Each meeting is an occasion to ask everybody how the child is doing."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, and_, literal, select

from portal.access.models import Contribution
from portal.db.clock import now
from portal.meetings.models import Meeting, Status

A_DAY = timedelta(days=1)
"""So long before it begins there is still time to answer."""


def occasions() -> Select[tuple[UUID, datetime, str]]:
    """Meetings that were held, and those of tomorrow: the case, from when on answers count for it (UTC; when
    it was called), and what it is. No word of a meeting is told, and nobody who was called."""
    meeting, said = Meeting.__table__.c, Contribution.__table__
    same = and_(said.c.case_id == meeting.case_id, said.c.id == meeting.id)
    return (
        select(meeting.case_id, said.c.created_at, literal("meeting"))
        .join(said, same)
        .where(
            meeting.status == Status.CALLED.value,
            meeting.begins_at <= now() + A_DAY,
            said.c.hidden_at.is_(None),
        )
    )
