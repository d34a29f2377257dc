"""The plan as a whole: sent out, said yes to, begun."""

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.plan import queries, service
from portal.plan.forms import ActForm
from portal.plan.forms.beginning import BeginForm
from portal.plan.forms.lasting import ProvisionalForm
from portal.plan.models.leading import Asks, LeaderQuestion
from portal.plan.models.sections import Section
from portal.plan.queries import Part, Sent
from portal.plan.queries.parts import short
from portal.plan.routes.agreements import back, bp
from portal.plan.routes.item_words import ITEM_WORDS
from portal.plan.routes.needed import needs
from portal.web.i18n import _, _l
from portal.web.moments import now, on_the_wall

SAID = {
    "seen": _l("You have seen it."),
    "understood": _l("You understand it."),
    "agree": _l("You have said yes."),
    "taken_back": _l("You have taken your yes back."),
}


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


@bp.route("/cases/<uuid:case_id>/plan/approve", methods=["GET", "POST"])
@allows(Permission.PLAN_APPROVE, on=queries.find_my_part)
def approve(actor: Actor, part: Part) -> ResponseReturnValue:
    form, new = ActForm(), False
    if form.validate_on_submit():
        try:
            service.say_of_part(actor, part, form.act.data or "", form.shown.data or "")
        except service.WordsAreNew:
            new, part = True, queries.find_my_part(actor)
        else:
            flash(SAID[form.act.data or ""])
            return redirect(url_for(".approve", case_id=actor.case_id), 303)
    return _part_page(actor, part, new)


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
        led=led,
        leader_lacks=not queries.lets_it_begin(led),
        not_shown=queries.not_shown(sent, asked),
        heard=queries.children_heard(actor),
    )


def _part_page(actor: Actor, part: Part, new: bool) -> ResponseReturnValue:
    acts = {act: ActForm(formdata=None, act=act, shown=part.hash) for act in SAID}
    said = queries.acts_of(actor, part)
    page = render_template(
        "plan/approve.html",
        actor=actor,
        part=part,
        term=queries.term_of(actor, part.version) if part.version and part.version.days else None,
        acts=acts,
        done=said.done,
        last_yes=said.last_yes,
        helped=said.helped,
        short=short,
        new=new,
        seats=queries.seats_known_to(actor),
        case_id=actor.case_id,
        item_words=ITEM_WORDS,
    )
    return page, 409 if new else 200
