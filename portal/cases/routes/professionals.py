"""A professional of the family's: let in, given another last day, and let go."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries, service
from portal.cases.forms import ConfirmForm, EndForm, ProfessionalForm
from portal.cases.models import Case, Membership
from portal.cases.routes.cases import bp
from portal.cases.routes.inviting import in_the_letter, may_send, show_link
from portal.web.i18n import _, day
from portal.web.limits import limited, me


@bp.route("/cases/<uuid:case_id>/members/invite-professional", methods=["GET", "POST"])
@limited("invite", by=me)
@allows(Permission.CASE_LET_IN_PROFESSIONAL, on=queries.find_case, keeps=True)
def invite_professional(actor: Actor, case: Case) -> ResponseReturnValue:
    form = may_send(ProfessionalForm())
    if not form.validate_on_submit():
        return render_template("cases/invite_professional.html", form=form, case=case)
    code, term = service.new_digits(), service.Term(form.purpose.data, form.until.data, *form.on_a_law())
    named = {"name": form.name.data, "relation": form.relation.data}
    seat, token = service.let_in_professional(actor, term, **named, **in_the_letter(form, code))
    return show_link(actor.case_id, seat.id, token, code)


@bp.route("/cases/<uuid:case_id>/members/<uuid:membership_id>/term", methods=["GET", "POST"])
@allows(Permission.CASE_LET_IN_PROFESSIONAL, on=queries.find_professional)
def move_end(actor: Actor, seat: Membership) -> ResponseReturnValue:
    form = EndForm(until=seat.until)
    if not form.validate_on_submit():
        return render_template("cases/move_end.html", form=form, no=ConfirmForm(formdata=None), seat=seat)
    service.move_end(actor, seat, form.until.data)
    if seat.longer_until:
        flash(_("We ask the parents. Until they have answered, the day is as before."))
    else:
        flash(_("%(name)s is here until %(date)s now.", name=seat.name, date=day(form.until.data)))
    return redirect(url_for(".members", case_id=actor.case_id), 303)


@bp.post("/cases/<uuid:case_id>/members/<uuid:membership_id>/end")
@allows(Permission.CASE_LET_IN_PROFESSIONAL, on=queries.find_professional)
def end_term(actor: Actor, seat: Membership) -> ResponseReturnValue:
    service.end_term(actor, seat)
    flash(_("%(name)s is not part of this any more.", name=seat.name))
    return redirect(url_for(".members", case_id=actor.case_id), 303)
