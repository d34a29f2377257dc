"""The plan on pause: why, and what holds meanwhile."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.plan import queries, service
from portal.plan.forms.deciding import SuspendForm
from portal.plan.models.suspension import Suspension
from portal.plan.queries import Sent
from portal.plan.routes.agreements import back, bp
from portal.web.i18n import _


@bp.route("/cases/<uuid:case_id>/plan/suspend", methods=["GET", "POST"])
@allows(Permission.PLAN_SUSPEND, on=queries.find_in_force, keeps=True)
def suspend(actor: Actor, sent: Sent) -> ResponseReturnValue:
    form = SuspendForm()
    if not form.validate_on_submit():
        return render_template("plan/suspend.html", actor=actor, form=form, place=request.path)
    try:
        service.suspend(actor, sent, form.reason.data or "", form.words.data or "")
    except service.AlreadyOnPause:
        return back(actor.case_id, _("The plan is on pause already."))
    return back(actor.case_id, _("The plan is on pause. Everybody in it is told."))


@bp.post("/cases/<uuid:case_id>/plan/resume")
@allows(Permission.PLAN_SUSPEND, on=queries.find_paused)
def resume(actor: Actor, paused: Suspension) -> ResponseReturnValue:
    service.resume(actor, paused)
    return back(actor.case_id, _("The plan applies again. Everybody in it is told."))
