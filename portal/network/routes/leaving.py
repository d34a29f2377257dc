"""A break and the way back; leaving, with what stays and what is taken along."""

from collections.abc import Iterable

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Member
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases import service as case_service
from portal.cases.forms import ConfirmForm
from portal.cases.models import Case
from portal.network import service
from portal.network.forms import LeaveForm
from portal.network.queries.leaving import shared_by, unshared_by
from portal.network.routes.people import bp
from portal.network.routes.sentences import long_day
from portal.web.i18n import _
from portal.web.moments import on_the_wall
from portal.web.written import written
from portal.writing.drafts import Unshared

FILE_NAME = "noter.txt"


@bp.route("/cases/<uuid:case_id>/network/leave", methods=["GET", "POST"])
@allows(Permission.NETWORK_LEAVE, on=case_queries.own_seat)
def leave(actor: Actor, seat: Member) -> ResponseReturnValue:
    """What stays and why, what can be taken along, then the button. A word that was written since the page
    was shown is shown first, and nothing is gone: only a 303 saves."""
    unshared = own_texts(unshared_by(actor) if request.method == "GET" else service.take_along(actor))
    form = LeaveForm(unshared)
    sure = form.validate_on_submit()
    if not form.has_shown("\n\n".join(unshared)) or not sure:
        shown = {"shared": shared_by(actor), "unshared": unshared, "stays": panels.what_stays(actor)}
        return render_template("network/leave.html", form=form, actor=actor, seat=seat, moved=sure, **shown)
    case_service.leave(actor)
    flash(_("You are no longer part of this. Thank you for being here."))
    return redirect(url_for("cases.home"), 303)


@bp.get("/cases/<uuid:case_id>/network/leave/own-words")
@allows(Permission.NETWORK_LEAVE, on=case_queries.find_case)
def own_words(actor: Actor, _case: Case) -> ResponseReturnValue:
    """Every word of the person's own that nobody else has read, as a plain text with a neutral name."""
    answer = Response("\n\n".join([str(_("My own words")), *own_texts(unshared_by(actor))]) + "\n")
    answer.content_type = "text/plain; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


def own_texts(drafts: Iterable[Unshared]) -> list[str]:
    """Each with the day it was last saved (Copenhagen). A form where only choices were made holds none."""
    kept = ((draft, written(draft.fields)) for draft in drafts)
    return [
        "\n".join([long_day(on_the_wall(draft.saved_at).date()), *texts]) for draft, texts in kept if texts
    ]


@bp.get("/cases/<uuid:case_id>/network/stay")
@allows(Permission.NETWORK_STAY, on=case_queries.find_case)
def stay(actor: Actor, case: Case) -> ResponseReturnValue:
    """A parent is not asked to leave the own child: what can be done instead."""
    caseworker = case_queries.caseworker_of(case)
    return render_template("network/stay.html", actor=actor, case=case, caseworker=caseworker)


@bp.route("/cases/<uuid:case_id>/network/break", methods=["GET", "POST"])
@allows(Permission.NETWORK_PAUSE, on=case_queries.find_case)
def take_break(actor: Actor, case: Case) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        stays = panels.what_stays(actor)
        return render_template("network/break.html", form=form, case=case, stays=stays)
    case_service.take_break(actor)
    return redirect(url_for(".come_back", case_id=actor.case_id), 303)


@bp.route("/cases/<uuid:case_id>/network/back", methods=["GET", "POST"])
@allows(Permission.NETWORK_COME_BACK, on=case_queries.own_seat)
def come_back(actor: Actor, seat: Member) -> ResponseReturnValue:
    """All that is open in a break: one button back, and the way out."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("network/come_back.html", form=form, actor=actor, since=seat.paused_at)
    case_service.end_break(actor)
    flash(_("Welcome back."))
    return redirect(url_for("cases.show_case", case_id=actor.case_id), 303)
