"""Bringing somebody who supports one: who is there, a new one, and letting one go."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries, service
from portal.cases.forms import ConfirmForm, SupportForm
from portal.cases.models import Case, Membership
from portal.cases.routes.cases import bp
from portal.cases.routes.inviting import in_the_letter, may_send, show_link
from portal.web.i18n import _
from portal.web.limits import limited, me


@bp.get("/cases/<uuid:case_id>/support")
@allows(Permission.CASE_BRING_SUPPORT, on=queries.find_case)
def support(actor: Actor, case: Case) -> ResponseReturnValue:
    return render_template(
        "cases/support.html",
        case=case,
        mine=queries.my_support(actor),
        progress=queries.progress_by_seat(actor),
        form=ConfirmForm(),
    )


@bp.route("/cases/<uuid:case_id>/support/invite", methods=["GET", "POST"])
@limited("invite", by=me)
@allows(Permission.CASE_BRING_SUPPORT, on=queries.find_case, keeps=True)
def invite_support(actor: Actor, case: Case) -> ResponseReturnValue:
    form = may_send(SupportForm())
    if not form.validate_on_submit():
        return render_template("cases/invite_support.html", form=form, case=case)
    code, relation = service.new_digits(), str(_("support person for %(name)s", name=actor.name))
    asked = in_the_letter(form, code) | {"born": form.birthdate.data}
    seat, token = service.bring_support(actor, name=form.name.data, relation=relation, **asked)
    return show_link(actor.case_id, seat.id, token, code)


@bp.post("/cases/<uuid:case_id>/support/<uuid:membership_id>/end")
@allows(Permission.CASE_BRING_SUPPORT, on=queries.find_my_support)
def let_support_go(actor: Actor, seat: Membership) -> ResponseReturnValue:
    service.let_support_go(actor, seat)
    flash(_("%(name)s is not here with you any more, and can read nothing.", name=seat.name))
    return redirect(url_for(".support", case_id=actor.case_id), 303)
