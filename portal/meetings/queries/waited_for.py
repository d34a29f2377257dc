"""Whose answer to a meeting that is near is missing: those who are reminded, once for each time it is set."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select

from portal.cases.queries import Waiting, actors_in
from portal.db.clock import now
from portal.meetings.models import Meeting, Status
from portal.meetings.queries.calls import calls
from portal.writing.models import EarlierWording

NEAR = timedelta(days=2)
"""Nobody is reminded of a meeting that is further ahead."""
PATIENCE = timedelta(days=1)
"""Nobody is reminded before they have had this long to answer."""


def cases_with_a_meeting_near() -> Select[UUID]:
    """Cases with a meeting so near that an answer to it is missed."""
    return select(Meeting.case_id).where(_near())


def who_has_not_answered(case_id: UUID) -> list[Waiting]:
    """The called who see such a meeting and have not answered to its time and place as they are now."""
    return [
        Waiting(actor.person_id, f"meeting {call.meeting.id} {call.meeting.revision}")
        for actor in actors_in(case_id)
        for call in calls(actor, _near())
        if call.waits
    ]


def _near() -> ColumnElement[bool]:
    moved_lately = exists().where(
        EarlierWording.case_id == Meeting.case_id,
        EarlierWording.contribution_id == Meeting.id,
        EarlierWording.created_at > now() - PATIENCE,
    )
    return and_(
        Meeting.status == Status.CALLED.value,
        Meeting.begins_at > now(),
        Meeting.begins_at <= now() + NEAR,
        Meeting.created_at <= now() - PATIENCE,
        ~moved_lately,
    )
