"""*Det sagde jeg ikke*: of words that another wrote down in one's name."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.cases import panels, queries, service
from portal.cases.forms import ConfirmForm
from portal.cases.routes.cases import bp
from portal.web.i18n import _


@bp.route("/cases/<uuid:case_id>/said/<uuid:contribution_id>/not-said", methods=["GET", "POST"])
@allows(Permission.CONTRIBUTION_NOT_SAID, on=queries.find_contribution, corner=True)
def not_said(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        shown = {"form": form, "thing": thing, "authors": queries.authors(actor), "actor": actor}
        return render_template("cases/not_said.html", **shown)
    service.say_not_said(actor, thing)
    flash(_("It stands beside the words now that you did not say them."))
    return redirect(panels.place_of(thing.kind, thing) or url_for(".show_case", case_id=actor.case_id), 303)
