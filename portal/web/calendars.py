"""A day as a file for a calendar: neutral, since others may see the calendar.

No name, no child, nothing of the case, no address of ours, and no ORGANIZER, which would name the
municipality. A day that moved has the same UID and a higher SEQUENCE (RFC 5545): calendars move it too.
"""

from datetime import date
from uuid import UUID, uuid5

from flask import Response

from portal.web.i18n import _
from portal.web.moments import now

FILE_NAME = "aftale.ics"
DAYS = UUID("6b1d6c1e-6f0c-4f5e-9d0f-0a0d6f3c2b11")
"""Ids for calendars are made from ours, and tell none of them."""


def day_for_a_calendar(about: UUID, on: date, *, sequence: int) -> Response:
    """The whole day, under a word that tells nothing."""
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", str(uuid5(DAYS, str(about))))
    event.add("sequence", sequence)
    event.add("dtstamp", now())
    event.add("dtstart", on)
    event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    kept = Calendar()
    kept.add("version", "2.0")
    kept.add("prodid", "-//calendar//1.0//DA")
    kept.add("method", "PUBLISH")
    kept.add_component(event)
    answer = Response(kept.to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer
