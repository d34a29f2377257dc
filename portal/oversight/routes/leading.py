"""Opening a case without a seat, and the leader's round."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access import looked
from portal.access.actor import MunicipalRole
from portal.access.guard import employed
from portal.cases.forms import ConfirmForm
from portal.cases.models import OpeningKind
from portal.cases.panels import Panel, panels_for_leaders
from portal.oversight import queries, service
from portal.oversight.forms import OpeningForm, SignOffForm
from portal.oversight.models import Verdict
from portal.oversight.routes import telling
from portal.web.forms import say
from portal.web.i18n import _, clock_time
from portal.web.limits import limited, me

bp = Blueprint("oversight", __name__)


@bp.route("/oversight/open", methods=["GET", "POST"])
@limited("opening", by=me)
@employed(MunicipalRole.CASEWORKER, keeps=True)
def let_in() -> ResponseReturnValue:
    """A caseworker without a seat opens one case, by its number alone: there is no list to look through."""
    form, minutes = OpeningForm(), current_app.config["SETTINGS"].let_in_minutes
    if form.validate_on_submit():
        asked = (form.digits, OpeningKind(form.kind.data), form.words.data, minutes)
        try:
            opening = service.let_in(current_user.person_id, *asked)
        except service.CannotOpen:
            say(form.number, _("You cannot open a family with this number here. Look at it once more."))
        else:
            flash(_("You can read until %(time)s. Your leader knows.", time=clock_time(opening.ends_at)))
            return redirect(url_for("cases.show_case", case_id=opening.case_id), 303)
    return render_template("oversight/let_in_form.html", form=form, minutes=minutes)


@bp.get("/oversight")
@employed(MunicipalRole.TEAM_LEADER)
def overview() -> ResponseReturnValue:
    return render_template(
        "oversight/overview.html",
        openings=queries.openings(),
        samples=queries.samples(),
        month=service.month_to_go_through(),
        form=ConfirmForm(),
        telling=telling,
        panels=panels_for_leaders(current_user.person_id),
    )


@bp.post("/oversight/draw")
@employed(MunicipalRole.TEAM_LEADER)
def draw() -> ResponseReturnValue:
    """The sample of the last month, when the night has not drawn it."""
    if not ConfirmForm().validate_on_submit():
        abort(400)
    service.draw_sample(current_app.config["SETTINGS"].sample_looks)
    return redirect(url_for(".overview"), 303)


@bp.route("/oversight/openings/<uuid:opening_id>", methods=["GET", "POST"])
@employed(MunicipalRole.TEAM_LEADER)
def opening(opening_id: UUID) -> ResponseReturnValue:
    found, form = queries.find_opening(opening_id) or abort(404), SignOffForm()
    looked.note_oversight(found.opening.case_id)
    if not form.validate_on_submit():
        return render_template("oversight/opening.html", one=found, form=form, telling=telling)
    service.sign_off_opening(current_user.person_id, found.opening, *_said(form))
    flash(_("It is signed off."))
    return redirect(url_for(".overview"), 303)


@bp.get("/oversight/samples/<uuid:sample_id>")
@employed(MunicipalRole.TEAM_LEADER)
def sample(sample_id: UUID) -> ResponseReturnValue:
    found = queries.find_sample(sample_id) or abort(404)
    chosen = queries.sampled_in(found)
    return render_template("oversight/sample.html", sample=found, chosen=chosen, telling=telling)


@bp.route("/oversight/looks/<uuid:look_id>", methods=["GET", "POST"])
@employed(MunicipalRole.TEAM_LEADER)
def sampled_look(look_id: UUID) -> ResponseReturnValue:
    found, form = queries.find_sampled(look_id) or abort(404), SignOffForm()
    looked.note_oversight(found.look.case_id)
    if not form.validate_on_submit():
        return render_template("oversight/sampled_look.html", one=found, form=form, telling=telling)
    service.sign_off_look(current_user.person_id, found.look, *_said(form))
    flash(_("It is signed off."))
    return redirect(url_for(".sample", sample_id=found.look.sample_id), 303)


def _said(form: Any) -> tuple[Verdict, str]:
    return Verdict(form.verdict.data), form.words.data


def desk(_person_id: UUID) -> Panel:
    """Ways that stand on every caseworker's list of families; the leader's own only for a leader."""
    leads = MunicipalRole.TEAM_LEADER in current_user.municipal_roles
    return Panel("oversight/desk.html", {"leads": leads})
