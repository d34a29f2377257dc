"""A caseworker's week, over all families."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, select

from portal.access.actor import Role
from portal.cases.models import CaseChild, Membership
from portal.db.clock import now, on_the_wall, whole_day
from portal.db.session import session
from portal.meetings.models import Meeting, Status

SUNDAY = 6


@dataclass(frozen=True)
class OnTheList:
    """A meeting on a caseworker's own list, with the first names of the children of its case."""

    meeting: Meeting
    children: list[str]


def this_week(person_id: UUID) -> list[OnTheList]:
    """The meetings a caseworker has called that are still to come this week (to Sunday), in one statement.

    Own words: their author sees them always (rule 2 of visibility), as long as the seat is held.
    """
    today = on_the_wall(now())
    _begins, ends = whole_day(today + timedelta(days=SUNDAY - today.weekday()))
    rows = session.execute(
        select(Meeting, CaseChild.first_name)
        .join(CaseChild, CaseChild.case_id == Meeting.case_id)
        .join(Membership, and_(Membership.case_id == Meeting.case_id, Membership.person_id == person_id))
        .where(
            Meeting.author_id == person_id,
            Membership.left_at.is_(None),
            Membership.role == Role.CASEWORKER.value,
            Meeting.status == Status.CALLED.value,
            Meeting.ends_at > now(),
            Meeting.begins_at < ends,
        )
        .order_by(Meeting.begins_at, Meeting.id, CaseChild.created_at, CaseChild.first_name)
    ).all()
    found = {meeting.id: meeting for meeting, _name in rows}
    return [OnTheList(one, [name for of, name in rows if of.id == one.id]) for one in found.values()]
