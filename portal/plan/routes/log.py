"""The network log: read by week, and written in two taps, also by a guest."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Level, Role
from portal.access.guard import allows
from portal.access.models import Audience
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import who_reads
from portal.plan import queries, service
from portal.plan.forms import MARKS, LogForm, SharedLogForm
from portal.plan.models.log import FARTHEST_BACK, Mark
from portal.plan.queries import Observed, ToObserve
from portal.plan.routes.agreements import bp
from portal.web.i18n import _
from portal.web.moments import now, on_the_wall


@bp.get("/cases/<uuid:case_id>/plan/log")
@allows(Permission.LOG_READ, on=queries.this_plan, shown_as=True)
def show_log(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    log = queries.log(actor, request.args.get("page", default=0, type=int))
    a_guest = actor.level < Level.MITID
    shown = {"log": log, "actor": actor, "case_id": case_id, "a_guest": a_guest, "marks": dict(MARKS)}
    return render_template("plan/log.html", **shown)


@bp.get("/cases/<uuid:case_id>/plan/log/write")
@allows(Permission.LOG_WRITE, on=queries.to_observe)
def choose_what_was_seen(actor: Actor, found: ToObserve) -> ResponseReturnValue:
    shown = {"found": found.at(actor.level), "authors": case_queries.authors(actor), "marks": MARKS}
    a_guest = actor.level < Level.MITID
    return render_template("plan/log_choose.html", case_id=actor.case_id, a_guest=a_guest, **shown)


@bp.route("/cases/<uuid:case_id>/plan/log/write/<uuid:agreement_id>", methods=["GET", "POST"])
@allows(Permission.LOG_WRITE, on=queries.find_agreement_to_observe, keeps=True, for_another=True)
def write_of_agreement(actor: Actor, about: Observed) -> ResponseReturnValue:
    form = _asked(actor, about)
    if request.method == "GET" and request.args.get("seen") in list(Mark):
        form.mark.data = request.args["seen"]  # pressed just now: newer than what a draft says
    return _written(actor, about, form)


@bp.route("/cases/<uuid:case_id>/plan/log/write/child/<uuid:child_id>", methods=["GET", "POST"])
@allows(Permission.LOG_WRITE, on=queries.find_child_to_observe, keeps=True, for_another=True)
def write_of_child(actor: Actor, about: Observed) -> ResponseReturnValue:
    form = _asked(actor, about)
    form.ask_about_child()
    return _written(actor, about, form)


def _asked(actor: Actor, about: Observed) -> LogForm:
    """A guest knows few of the others, and chooses no readers; a child chooses, and nothing is chosen
    before."""
    form = LogForm() if actor.level < Level.MITID else _asked_of_whom(actor, about)
    today = on_the_wall(now()).date()
    form.allow(today - FARTHEST_BACK, today)
    return form


def _asked_of_whom(actor: Actor, about: Observed) -> SharedLogForm:
    form = SharedLogForm(audience=None if actor.role is Role.CHILD else Audience.IN_CASE.value)
    form.offer(queries.readers_of_log(actor, about).choices(), privately=False)
    return form


def _written(actor: Actor, about: Observed, form: LogForm) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            service.write_in_log(actor, about, _seen(form))
        except service.NotInForce:
            form.refuse(_("It is not part of the plan that applies now. Your words are still here."))
        except service.NotThatDay:
            form.refuse_day()
        else:
            flash(_("It stands in the network log now."))
            return redirect(url_for(".show_log", case_id=actor.case_id), 303)
    readers = [str(one) for one in queries.readers_of_log(actor, about).all_in_case]
    return render_template("plan/log_write.html", form=form, about=about, **_shown(actor, readers))


def _seen(form: LogForm) -> service.Seen:
    shared = form if isinstance(form, SharedLogForm) else None
    on = form.seen_on.data
    assert on is not None
    return service.Seen(
        on=on,
        words=form.words.data or "",
        mark=Mark(form.mark.data) if form.mark else None,
        audience=Audience(shared.audience.data) if shared else Audience.IN_CASE,
        readers=shared.readers.data or () if shared else (),
    )


def _shown(actor: Actor, readers: list[str]) -> dict[str, Any]:
    a_guest = actor.level < Level.MITID
    return {"case_id": actor.case_id, "a_guest": a_guest, "readers": who_reads(readers), "names_of": readers}
