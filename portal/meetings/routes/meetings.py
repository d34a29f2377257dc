"""All meetings, one meeting, and what the called say to it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases.models import AnswerKind, Case
from portal.cases.service import Reply
from portal.meetings import queries, service
from portal.meetings.forms import CalendarForm, ComingForm, TakeUpForm
from portal.meetings.models import Call, Meeting
from portal.web.i18n import _, clock_time, day
from portal.writing.moved import TextHasMoved

bp = Blueprint("meetings", __name__)


@bp.get("/cases/<uuid:case_id>/meetings")
@allows(Permission.MEETING_READ, on=case_queries.find_case, corner=True, shown_as=True)
def show_meetings(actor: Actor, case: Case) -> ResponseReturnValue:
    calls = queries.calls(actor)
    return render_template(
        "meetings/show_meetings.html",
        actor=actor,
        case=case,
        ahead=[call for call in calls if not call.meeting.over],
        over=[call for call in reversed(calls) if call.meeting.over],
        comers=queries.comers,
    )


@bp.get("/cases/<uuid:case_id>/meetings/<uuid:meeting_id>")
@allows(Permission.MEETING_READ, on=queries.find_call, corner=True, shown_as=True)
def show_meeting(actor: Actor, call: Call) -> ResponseReturnValue:
    meeting = call.meeting
    answers = case_queries.answers_to(actor, [meeting.id]).get(meeting.id, [])
    return render_template(
        "meetings/show_meeting.html",
        actor=actor,
        call=call,
        answers=answers,
        comers=queries.comers(actor, meeting, answers),
        apart=queries.kept_apart(actor, meeting),
        before=queries.earlier_time(meeting),
        calendar=CalendarForm(),
        **_minutes(actor, meeting),
    )


def _minutes(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    return {
        "minutes": queries.written_that_day(actor, meeting, panels.shared_news()) if meeting.over else [],
        "authors": case_queries.authors(actor),
        "told": panels.told,
    }


@bp.route("/cases/<uuid:case_id>/meetings/<uuid:meeting_id>/answer", methods=["GET", "POST"])
@allows(Permission.MEETING_ANSWER, on=queries.find_call, keeps=True, corner=True)
def answer(actor: Actor, call: Call) -> ResponseReturnValue:
    form, conflict = ComingForm(seen=call.meeting.revision), None
    if form.validate_on_submit():
        reply = Reply(AnswerKind(form.answer.data), form.words.data or "", form.seen.data or 0)
        try:
            service.answer_call(actor, call, reply)
        except TextHasMoved as moved:
            conflict = what_it_says_now(form, call.meeting, moved)
        else:
            return back(call.meeting, _("Your answer is sent."))
    return page("meetings/answer.html", actor, call, conflict, form=form, told={call.meeting.author_id})


@bp.route("/cases/<uuid:case_id>/meetings/<uuid:meeting_id>/take-up", methods=["GET", "POST"])
@allows(Permission.MEETING_ANSWER, on=queries.find_call, keeps=True, corner=True)
def take_up(actor: Actor, call: Call) -> ResponseReturnValue:
    form, conflict = TakeUpForm(seen=call.meeting.revision), None
    if form.validate_on_submit():
        try:
            service.take_up(actor, call, form.words.data, form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = what_it_says_now(form, call.meeting, moved)
        else:
            return back(call.meeting, _("Your words stand with the meeting now."))
    return page("meetings/take_up.html", actor, call, conflict, form=form, told={call.meeting.author_id})


def what_it_says_now(form: Any, meeting: Meeting, moved: TextHasMoved) -> dict[str, Any]:
    """What the page shows when the meeting was moved or cancelled meanwhile; the form carries what its writer
    sees from here on."""
    form.seen.show(moved.revision)
    if not meeting.stands:
        return {"theirs": _("The meeting is cancelled."), "name": None}
    when = _("%(date)s at %(time)s", date=day(meeting.begins_at), time=clock_time(meeting.begins_at))
    return {"theirs": f"{when}\n{meeting.place}", "name": None}


def page(
    template: str,
    actor: Actor,
    call: Call,
    conflict: dict[str, Any] | None,
    *,
    form: Any,
    told: Collection[UUID],
) -> ResponseReturnValue:
    """A form about one meeting, and who of `told` (person ids) hears of it; 409 when it moved meanwhile."""
    hears = case_queries.told_as_known_to(actor, told, call.meeting, told)
    shown = render_template(template, actor=actor, call=call, conflict=conflict, form=form, hears=hears)
    return shown, 409 if conflict else 200


def back(meeting: Meeting, told: str) -> ResponseReturnValue:
    """Lead to the meeting, and say what happened."""
    flash(told)
    return redirect(address(meeting), 303)


def address(meeting: Any) -> str:
    """Where a meeting is read."""
    return url_for("meetings.show_meeting", case_id=meeting.case_id, meeting_id=meeting.id)
