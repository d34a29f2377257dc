"""The plan as a whole: sent out, begun."""

from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.plan import queries, service
from portal.plan.forms.beginning import BeginForm
from portal.plan.forms.lasting import ProvisionalForm
from portal.plan.models.leading import Asks, LeaderQuestion
from portal.plan.models.sections import Section
from portal.plan.queries import Sent
from portal.plan.routes.agreements import back, bp
from portal.plan.routes.needed import needs
from portal.web.i18n import _
from portal.web.moments import now, on_the_wall


@bp.post("/cases/<uuid:case_id>/plan/send-out")
@allows(Permission.PLAN_SEND_OUT, on=case_queries.find_case)
def send_out(actor: Actor, case: Case) -> ResponseReturnValue:
    try:
        service.send_out(actor, case, needs())
    except service.NothingToSend:
        return back(case.id, _("There is nothing new to ask about."))
    except service.NotReady:
        return back(case.id, _("It cannot be sent out yet. Look at what is still missing."))
    return back(case.id, _("The plan is out. Each one is asked about what that person can see."))


@bp.route("/cases/<uuid:case_id>/plan/send-out-for-days", methods=["GET", "POST"])
@allows(Permission.PLAN_SEND_OUT, on=case_queries.find_case, keeps=True)
def send_out_for_days(actor: Actor, case: Case) -> ResponseReturnValue:
    """As a provisional plan, which ends by itself."""
    form = ProvisionalForm()
    form.offer()
    if not form.validate_on_submit():
        return render_template("plan/send_out_for_days.html", actor=actor, form=form)
    try:
        service.send_out(actor, case, service.Lasting(form.days.data, form.words.data or ""))
    except service.NothingToSend:
        return back(case.id, _("There is nothing new to ask about."))
    return back(case.id, _("The plan is out. Each one is asked about what that person can see."))


@bp.route("/cases/<uuid:case_id>/plan/<uuid:version_id>/put-in-force", methods=["GET", "POST"])
@allows(Permission.PLAN_PUT_IN_FORCE, on=queries.find_out)
def put_in_force(actor: Actor, sent: Sent) -> ResponseReturnValue:
    led = queries.asked_of_leaders(actor, sent.version.id)
    form = _form(sent, led)
    if not form.validate_on_submit():
        return _before_it_begins(actor, sent, form, led)
    if form.in_place_of_a_placement:
        return redirect(url_for(".ask_leader", case_id=actor.case_id, version_id=sent.version.id), 303)
    return _begun(actor, sent, form)


def _begun(actor: Actor, sent: Sent, form: Any) -> ResponseReturnValue:
    try:
        service.put_in_force(actor, sent, _done(form))
    except service.LeaderNotAsked:
        return back(actor.case_id, _("It cannot begin yet. A leader must say yes first."))
    except service.StillWaiting:
        return back(actor.case_id, _("It cannot begin yet. We are still waiting for answers."))
    except service.ChildNotHeard:
        return back(actor.case_id, _("It cannot begin yet. First write down what the child thinks."))
    return back(actor.case_id, _("The plan applies from now on."))


def _done(form: Any) -> service.Done | service.NotYet:
    if form.waits:
        return service.NotYet(form.why.data)
    return service.Done(form.card_how.data, form.card_on.data, form.told_by.data, form.told_on.data)


def _form(sent: Sent, led: list[LeaderQuestion]) -> BeginForm:
    """Whether bottom lines stand in place of a placement is asked until a leader was; only a provisional plan
    may begin before the rest is done."""
    form, settings = BeginForm(), current_app.config["SETTINGS"]
    form.now(on_the_wall(now()).date())
    if sent.version.days is None:
        form.ask_only_what_is_done()
    holds = any(line.about.section == Section.BOTTOM_LINES for line in sent.items)
    asked = any(one.asks == Asks.BOTTOM_LINES for one in led)
    if not (settings.placement_needs_leader and holds) or asked:
        form.ask_nothing_of_placement()
    return form


def _before_it_begins(
    actor: Actor, sent: Sent, form: BeginForm, led: list[LeaderQuestion]
) -> ResponseReturnValue:
    asked = queries.approvers(sent, actor.roster)
    return render_template(
        "plan/put_in_force.html",
        actor=actor,
        form=form,
        sent=sent,
        asked=asked,
        noes=queries.plan_answers(actor),
        authors=case_queries.authors(actor),
        led=led,
        leader_lacks=not queries.lets_it_begin(led),
        not_shown=queries.not_shown(sent, asked),
        heard=queries.children_heard(actor),
    )
