"""A leader's yes: asked for by the caseworker, given by a leader who reads the plan for that alone."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access import looked
from portal.access.actor import Actor, MunicipalRole
from portal.access.guard import allows, employed
from portal.access.permissions import Permission
from portal.plan import queries, service
from portal.plan.forms.leading import YES, AnswerLeaderForm, AskLeaderForm, CloseForm, KeepOutForm
from portal.plan.models.sections import Section
from portal.plan.queries import ItemLine, KeptOut, Sent
from portal.plan.queries.breach import reported_since
from portal.plan.queries.closing import to_hear
from portal.plan.routes.agreements import VIEWS, back, bp
from portal.plan.routes.item_words import ITEM_WORDS
from portal.web.forms import say
from portal.web.i18n import _, _l

ASKS = {
    "bottom_lines": _l("May the plan begin without a placement?"),
    "kept_out": _l("May the plan begin without one parent's yes?"),
    "closing": _l("May the plan be closed?"),
    "pause": _l("The plan is on pause"),
}
WAITS = _l("It waits for a leader's answer.")
NOT_TO_CLOSE: dict[type[Exception], Any] = {
    service.AlreadyAsked: WAITS,
    service.ChildNotHeard: _l("First ask the child what it has been like, and write it down."),
    service.NotAnsweredYet: _l("It was reported that an agreement was not kept. Close that first."),
}
"""Why a leader is not asked now, by what the verb raises."""


@bp.route("/cases/<uuid:case_id>/plan/<uuid:version_id>/ask-leader", methods=["GET", "POST"])
@allows(Permission.PLAN_ASK_LEADER, on=queries.find_out, keeps=True)
def ask_leader(actor: Actor, sent: Sent) -> ResponseReturnValue:
    form = AskLeaderForm()
    if not form.validate_on_submit():
        return render_template("plan/ask_leader.html", actor=actor, sent=sent, form=form)
    try:
        service.ask_leader(actor, sent, form.words.data or "")
    except service.AlreadyAsked:
        say(form.words, WAITS)
        return render_template("plan/ask_leader.html", actor=actor, sent=sent, form=form), 409
    return back(actor.case_id, _("A leader is asked. The plan cannot begin before the answer."))


@bp.route("/cases/<uuid:case_id>/plan/without/<uuid:membership_id>", methods=["GET", "POST"])
@allows(Permission.PLAN_ASK_LEADER, on=queries.find_to_keep_out, keeps=True)
def begin_without(actor: Actor, about: KeptOut) -> ResponseReturnValue:
    form = KeepOutForm()
    if not form.validate_on_submit():
        return render_template("plan/begin_without.html", actor=actor, about=about, form=form)
    ground = service.Ground(form.law.data or "", form.decided_by.data or "")
    try:
        service.ask_without(actor, about, form.words.data or "", ground)
    except service.AlreadyAsked:
        say(form.words, WAITS)
        return render_template("plan/begin_without.html", actor=actor, about=about, form=form), 409
    return back(actor.case_id, _("A leader is asked. Until then, the yes is still needed."))


@bp.route("/cases/<uuid:case_id>/plan/close", methods=["GET", "POST"])
@allows(Permission.PLAN_CLOSE, on=queries.find_in_force, keeps=True)
def close(actor: Actor, sent: Sent) -> ResponseReturnValue:
    form, heard = CloseForm(), to_hear(actor)
    conditions = {line.about.id: line.text["words"] for line in sent.items if _is_a_condition(line)}
    form.offer(list(conditions.items()))
    shown = {"actor": actor, "form": form, "heard": heard, "place": request.path, "sent": sent}
    if not form.validate_on_submit():
        return render_template("plan/close.html", **shown)
    try:
        service.ask_to_close(actor, sent, form.words.data or "", _turned(form, conditions))
    except tuple(NOT_TO_CLOSE) as refused:
        say(form.words, NOT_TO_CLOSE[type(refused)])
        return render_template("plan/close.html", **shown), 409
    return back(actor.case_id, _("A leader is asked. The plan applies until the leader has said yes."))


def _is_a_condition(line: ItemLine) -> bool:
    return line.about.section == Section.CLOSING


def _turned(form: CloseForm, conditions: Iterable[UUID]) -> list[service.Turned]:
    met, lacking = set(form.met.data or ()), form.lacking.data or ""
    return [service.Turned(one, one in met, "" if one in met else lacking) for one in conditions]


@bp.get("/cases/<uuid:case_id>/plan/leader")
@allows(Permission.PLAN_READ, on=queries.this_plan)
def show_led(actor: Actor, _case_id: UUID) -> ResponseReturnValue:
    """What a leader was asked, and answered, as far as the reader may know."""
    shown = {"led": queries.asked_of_leaders(actor), "seats": queries.seats_known_to(actor)}
    return render_template("plan/led_page.html", actor=actor, asks=ASKS, **shown)


@bp.get("/plans-for-leaders")
@employed(MunicipalRole.TEAM_LEADER)
def for_leaders() -> ResponseReturnValue:
    """What waits for a leader. It names no family: that is the next page, which is a look."""
    waits, paused = queries.to_answer(current_user.person_id), queries.on_pause()
    return render_template("plan/for_leaders.html", waits=waits, paused=paused, asks=ASKS)


@bp.route("/plans-for-leaders/<uuid:question_id>", methods=["GET", "POST"])
@employed(MunicipalRole.TEAM_LEADER, keeps=True)
def answer_as_leader(question_id: UUID) -> ResponseReturnValue:
    """The leader reads this one plan, because of this one question."""
    about = queries.find_question(current_user.person_id, question_id) or abort(404)
    looked.note(about.asked.case_id, None, Permission.PLAN_READ, "seen")
    form = AnswerLeaderForm()
    if not form.validate_on_submit():
        return render_template("plan/answer_as_leader.html", about=about, form=form, **_told(about))
    yes = form.answer.data == YES
    service.answer_as_leader(current_user.person_id, about, yes=yes, reply=form.words.data or "")
    flash(_("Your answer is sent."))
    return redirect(url_for(".for_leaders"), 303)


@bp.get("/plans-for-leaders/pauses/<uuid:suspension_id>")
@employed(MunicipalRole.TEAM_LEADER)
def pause_for_leader(suspension_id: UUID) -> ResponseReturnValue:
    about = queries.find_pause(suspension_id) or abort(404)
    looked.note(about.asked.case_id, None, Permission.PLAN_READ, "seen")
    return render_template("plan/pause_for_leader.html", about=about, **_told(about))


def _told(about: queries.ForLeader) -> dict[str, Any]:
    at_end = getattr(about.asked, "asks", "") == "closing"
    heard = [one for one in queries.children_heard(about.sight, at_end=at_end) if one.view]
    return {
        "asks": ASKS,
        "item_words": ITEM_WORDS,
        "heard": heard,
        "views": VIEWS,
        "broken": reported_since(about),
    }
