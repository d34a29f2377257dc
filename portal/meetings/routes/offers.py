"""What meetings offer other pages: the answer that is my turn, the next meeting, the week, a link, words for
the history."""

from uuid import UUID

from flask import url_for

from portal.access.actor import Actor, Role
from portal.cases.models import Case
from portal.cases.panels import Link, Moment, Offers, Panel, Turn
from portal.cases.queries import Searched
from portal.meetings import queries
from portal.meetings.models import Call, Meeting
from portal.meetings.routes.meetings import address
from portal.web.i18n import _, clock_time, day
from portal.web.once_a_page import once_a_page

MAY_ASK_FOR_ONE = (Role.CUSTODY_HOLDER, Role.CHILD)
_ahead = once_a_page(queries.ahead)


def _turn(actor: Actor, _case: Case) -> Turn | None:
    waiting = next((call for call in _ahead(actor) if call.waits), None)
    if waiting is None:
        return None
    meeting = waiting.meeting
    return Turn(
        _("The meeting has moved. Can you come?")
        if meeting.moved
        else _("You are asked to come to a meeting"),
        _("It is on %(date)s at %(time)s.", date=day(meeting.begins_at), time=clock_time(meeting.begins_at)),
        url_for("meetings.answer", case_id=meeting.case_id, meeting_id=meeting.id),
        _("Read and answer"),
        _("You may say no, and you may ask for another time."),
    )


def _panel(actor: Actor, _case: Case) -> Panel | None:
    ahead = _ahead(actor)
    upcoming = next((call for call in ahead if call.meeting.stands), None)
    cancelled = [c for c in ahead if not c.meeting.stands and _sooner(c, upcoming)]
    if not upcoming and not cancelled and actor.role not in MAY_ASK_FOR_ONE:
        return None
    shown = {
        "upcoming": upcoming,
        "cancelled": cancelled,
        "heading": _("My next meeting") if actor.role is Role.CHILD else _("Next meeting"),
        "comers": queries.comers(actor, upcoming.meeting) if upcoming else [],
    }
    return Panel("meetings/next.html", shown, beside=True)


def _sooner(one: Call, other: Call | None) -> bool:
    return other is None or one.meeting.begins_at <= other.meeting.begins_at


def _week(person_id: UUID) -> Panel | None:
    listed = queries.this_week(person_id)
    return Panel("meetings/week.html", {"listed": listed, "address": address}) if listed else None


def _moments(actor: Actor) -> list[Moment]:
    """The meetings that were held."""
    return [
        Moment(at=call.meeting.begins_at, words=_("Meeting"), href=address(call.meeting))
        for call in queries.held(actor)
    ]


OFFERS = Offers(
    corner=frozenset({"turn", "panel", "link"}),
    shown_as=frozenset({"link", "moments"}),
    moments=_moments,
    turn=_turn,
    panel=_panel,
    desk=_week,
    link=lambda actor: Link(_("Meetings"), url_for("meetings.show_meetings", case_id=actor.case_id), 7),
    said_in={"meeting": address},
    searched=Searched(Meeting, ("place",), queries.with_somebody_hidden),
    tells={
        "meeting.called": lambda _detail: _("called a meeting"),
        "meeting.moved": lambda _detail: _("moved a meeting"),
        "meeting.cancelled": lambda _detail: _("cancelled a meeting"),
    },
)
