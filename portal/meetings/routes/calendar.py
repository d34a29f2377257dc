"""A meeting as a file for a calendar: neutral, since others may see the calendar.

No name, no child, nothing of the case, no address of ours; the place only when the person asks for it. A
meeting that moved has the same UID and a higher SEQUENCE (RFC 5545, 5546), so that calendars move it too. No
ORGANIZER: it would name the municipality.
"""

from typing import Any

from flask import Response, request

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.meetings import queries
from portal.meetings.models import Call, Meeting
from portal.meetings.routes.meetings import bp
from portal.web.i18n import _
from portal.web.moments import now, on_the_wall

FILE_NAME = "aftale.ics"


@bp.get("/cases/<uuid:case_id>/meetings/<uuid:meeting_id>/calendar")
@allows(Permission.MEETING_READ, on=queries.find_call, corner=True)
def calendar(_actor: Actor, call: Call) -> Response:
    answer = Response(as_calendar(call.meeting, with_place="place" in request.args).to_ical())
    answer.content_type = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


def as_calendar(meeting: Meeting, *, with_place: bool) -> Any:
    """An `icalendar.Calendar` with the meeting and its time zone."""
    from icalendar import Calendar

    kept = Calendar()
    kept.add("version", "2.0")
    kept.add("prodid", "-//calendar//1.0//DA")
    kept.add("method", "PUBLISH" if meeting.stands else "CANCEL")
    kept.add_component(_event(meeting, with_place))
    kept.add_missing_timezones()
    return kept


def _event(meeting: Meeting, with_place: bool) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", str(meeting.calendar_uid))
    event.add("sequence", meeting.revision - 1)
    event.add("dtstamp", now())
    event.add("dtstart", on_the_wall(meeting.begins_at))
    event.add("dtend", on_the_wall(meeting.ends_at))
    event.add("summary", _("Appointment"))
    event.add("status", "CONFIRMED" if meeting.stands else "CANCELLED")
    event.add("class", "PRIVATE")
    if with_place:
        event.add("location", meeting.place)
    return event
