"""Inviting somebody who has every yes, and taking it back."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import service as case_service
from portal.cases.forms import ConfirmForm
from portal.cases.routes import KINDS_OF_PAGE, by_letter, may_send, show_link
from portal.network import queries, service
from portal.network.forms import InviteForm
from portal.network.models import Consent, Named
from portal.network.routes.people import bp, place_of
from portal.web.i18n import _
from portal.web.limits import limited, me


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/invite", methods=["GET", "POST"])
@limited("invite", by=me)
@allows(Permission.NETWORK_INVITE, on=queries.find_named, keeps=True)
def invite(actor: Actor, named: Named) -> ResponseReturnValue:
    form, days = may_send(InviteForm()), current_app.config["SETTINGS"].invite_days
    if not form.validate_on_submit():
        return render_template("network/invite.html", form=form, named=named, days=days)
    told = {"words": form.words.data, "asked": form.asked.data, "born": form.birthdate.data}
    told |= {"by_letter": by_letter(form)}
    try:
        code = case_service.new_digits()
        seat_id, token = service.invite(actor, named, days=days, code=code, **told)
    except service.NotReady:
        flash(_("Something changed while you were writing. Look at the list again."))
        return redirect(place_of(actor.case_id, named.person.id), 303)
    return show_link(actor.case_id, seat_id, token, code)


@bp.post("/cases/<uuid:case_id>/network/<uuid:network_person_id>/take-invitation-back")
@allows(Permission.NETWORK_INVITE, on=queries.find_named)
def take_invitation_back(actor: Actor, named: Named) -> ResponseReturnValue:
    service.take_invitation_back(actor, named.person)
    flash(_("The link to %(name)s leads nowhere now.", name=named.person.name))
    return redirect(place_of(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/withdraw", methods=["GET", "POST"])
@allows(Permission.NETWORK_WITHDRAW, on=queries.find_my_permission)
def withdraw(actor: Actor, consent: Consent) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("network/withdraw.html", form=form, consent=consent)
    service.withdraw(actor, consent)
    return redirect(
        url_for(".taken_back", case_id=actor.case_id, network_person_id=consent.network_person_id), 303
    )


@bp.get("/cases/<uuid:case_id>/network/<uuid:network_person_id>/taken-back")
@allows(Permission.NETWORK_WITHDRAW, on=queries.find_taken_back)
def taken_back(actor: Actor, consent: Consent) -> ResponseReturnValue:
    return render_template(
        "network/taken_back.html", consent=consent, read=queries.read_by(consent, actor), kinds=KINDS_OF_PAGE
    )
