"""Calling a meeting, moving it, cancelling it."""

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases.panels import to_gather
from portal.cases.queries import told_as_known_to
from portal.meetings import queries, service
from portal.meetings.forms import CallForm, CancelForm, MoveForm, WhenForm
from portal.meetings.models import Call, Meeting
from portal.meetings.routes.meetings import back, bp, page, what_it_says_now
from portal.web.i18n import _, names
from portal.web.moments import on_the_wall
from portal.writing.moved import TextHasMoved


@bp.route("/cases/<uuid:case_id>/meetings/call", methods=["GET", "POST"])
@allows(Permission.MEETING_CALL, on=queries.gathering, keeps=True)
def call_meeting(actor: Actor, gathering: queries.Gathering) -> ResponseReturnValue:
    form, gathering = _asked(actor, gathering)
    if form.validate_on_submit() and (meeting := _called(actor, gathering, form)):
        return back(meeting, _("The meeting is called. Those who are asked to come can see it."))
    hears = told_as_known_to(actor, {seat.person_id for seat in gathering.seats if seat.person_id})
    return render_template("meetings/call_meeting.html", form=form, gathering=gathering, hears=hears)


def _asked(actor: Actor, gathering: queries.Gathering) -> tuple[CallForm, queries.Gathering]:
    """The form, and for what: opened from other words it calls those who know of them already."""
    form = CallForm()
    form.offer([(seat.membership_id, str(seat)) for seat in gathering.seats])
    if request.method == "GET" and "because" in request.args:
        form.because.process_formdata(request.args.getlist("because"))
    found = to_gather(actor, form.because.data)
    if found and request.method == "GET" and not form.found:
        form.seats.data = list(found.seats)
    return form, replace(gathering, because_id=found.because_id if found else None)


def _called(actor: Actor, gathering: queries.Gathering, form: CallForm) -> Meeting | None:
    """The new meeting; or None, and the form says why there is none."""
    try:
        return service.call_meeting(
            actor, gathering, form.words.data, _appointment(form), form.seats.data or ()
        )
    except service.HasPassed:
        form.has_passed()
    except service.MustNotMeet as apart:
        form.refuse(_why_apart(apart))
    return None


def _why_apart(apart: service.MustNotMeet) -> str:
    if apart.mine:
        return str(_("%(who)s cannot read what you write here.", who=names(apart.names)))
    return str(
        _(
            "%(who)s are not to be in the same room. Make two meetings: ask one of them here, and the other "
            "to a meeting of their own.",
            who=names(apart.names),
        )
    )


def _appointment(form: WhenForm) -> service.Appointment:
    return service.Appointment(begins_at=form.begins_at, ends_at=form.ends_at, place=form.place.data)


@bp.route("/cases/<uuid:case_id>/meetings/<uuid:meeting_id>/move", methods=["GET", "POST"])
@allows(Permission.MEETING_MOVE, on=queries.find_call, keeps=True)
def move_meeting(actor: Actor, call: Call) -> ResponseReturnValue:
    meeting, conflict = call.meeting, None
    form = MoveForm(seen=meeting.revision, **_as_it_is(meeting))
    if form.validate_on_submit():
        try:
            new = service.move_meeting(actor, meeting, _appointment(form), form.seen.data or 0)
            return back(meeting, _("The meeting has moved.") if new else _("That is what it says already."))
        except service.HasPassed:
            form.has_passed()
        except TextHasMoved as moved:
            conflict = what_it_says_now(form, meeting, moved)
    concerned = queries.concerned(actor, call.meeting)
    return page("meetings/move_meeting.html", actor, call, conflict, form=form, told=concerned)


def _as_it_is(meeting: Meeting) -> dict[str, Any]:
    begins = on_the_wall(meeting.begins_at)
    minutes = int((meeting.ends_at - meeting.begins_at).total_seconds()) // 60
    return {"day": begins.date(), "clock": begins.time(), "minutes": minutes, "place": meeting.place}


@bp.route("/cases/<uuid:case_id>/meetings/<uuid:meeting_id>/cancel", methods=["GET", "POST"])
@allows(Permission.MEETING_CANCEL, on=queries.find_call, keeps=True)
def cancel_meeting(actor: Actor, call: Call) -> ResponseReturnValue:
    form, conflict = CancelForm(seen=call.meeting.revision), None
    if form.validate_on_submit():
        try:
            service.cancel_meeting(actor, call.meeting, form.why.data, form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = what_it_says_now(form, call.meeting, moved)
        else:
            return back(call.meeting, _("The meeting is cancelled."))
    concerned = queries.concerned(actor, call.meeting)
    return page("meetings/cancel_meeting.html", actor, call, conflict, form=form, told=concerned)
