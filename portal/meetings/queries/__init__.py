"""Meetings as far as the actor sees them, and who can be called to one.

One file for each thing that is looked up; pages and verbs import from here.
"""

from portal.meetings.queries.because import gathered_by_now, that_gather
from portal.meetings.queries.calls import (
    Comer,
    ahead,
    calls,
    comers,
    concerned,
    earlier_time,
    find_call,
    held,
    kept_apart,
    that_call,
    with_somebody_hidden,
)
from portal.meetings.queries.gathering import Gathering, gathering, must_not_meet
from portal.meetings.queries.occasions import occasions
from portal.meetings.queries.that_day import Line, written_that_day
from portal.meetings.queries.waited_for import cases_with_a_meeting_near, who_has_not_answered
from portal.meetings.queries.week import OnTheList, this_week

__all__ = [
    "Comer",
    "Gathering",
    "Line",
    "OnTheList",
    "ahead",
    "calls",
    "cases_with_a_meeting_near",
    "comers",
    "concerned",
    "earlier_time",
    "find_call",
    "gathered_by_now",
    "gathering",
    "held",
    "kept_apart",
    "must_not_meet",
    "occasions",
    "that_call",
    "that_gather",
    "this_week",
    "who_has_not_answered",
    "with_somebody_hidden",
    "written_that_day",
]
