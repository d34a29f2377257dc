"""How long the plan lasts: its next follow-up; and a closed plan that is put away."""

from typing import Any
from uuid import UUID

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.plan import queries, service
from portal.plan.forms.lasting import FollowUpForm
from portal.plan.queries import Sent
from portal.plan.routes.agreements import back, bp
from portal.web.i18n import _, day
from portal.web.moments import now, on_the_wall


@bp.get("/cases/<uuid:case_id>/plan/follow-ups")
@allows(Permission.PLAN_READ, on=queries.this_plan)
def show_follow_ups(actor: Actor, _case_id: UUID) -> ResponseReturnValue:
    shown = {"found": queries.follow_ups(actor), "authors": case_queries.authors(actor)}
    return render_template("plan/follow_ups.html", actor=actor, **shown)


@bp.route("/cases/<uuid:case_id>/plan/follow-ups/write", methods=["GET", "POST"])
@allows(Permission.PLAN_FOLLOW_UP, on=queries.this_plan, keeps=True)
def follow_up(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    form = FollowUpForm()
    form.now(on_the_wall(now()).date())
    if form.validate_on_submit():
        try:
            service.follow_up(actor, _next(form))
        except service.TooLate as late:
            form.refuse_day(_("The first follow-up is by %(date)s at the latest.", date=day(late.day)))
        else:
            return back(case_id, _("It is written down."))
    return render_template("plan/follow_up.html", actor=actor, form=form)


def _next(form: Any) -> service.Next:
    return service.Next(form.on.data, form.why.data or "", form.held_on.data, form.words.data or "")


@bp.post("/cases/<uuid:case_id>/plan/archive")
@allows(Permission.PLAN_CLOSE, on=queries.find_archivable)
def archive(actor: Actor, closed: Sent) -> ResponseReturnValue:
    try:
        service.archive(actor, closed, current_app.config["SETTINGS"].archive_after_days)
    except service.TooEarly as early:
        return back(actor.case_id, _("It can be put away from %(date)s.", date=day(early.day)))
    return back(actor.case_id, _("The plan is put away. You find it in the plan through time."))
