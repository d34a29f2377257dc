"""Where a permission is missing: a legal ground, its second yes, its end; and when a child was born."""

from uuid import UUID

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access import looked
from portal.access.actor import Actor, MunicipalRole
from portal.access.guard import allows, employed
from portal.access.levels import Content
from portal.access.permissions import Permission
from portal.cases.forms import ConfirmForm
from portal.cases.models import Membership
from portal.network import queries, service
from portal.network.forms.grounds import GROUNDS, YES, BirthForm, ConfirmGroundForm, GroundForm
from portal.network.models import LAWS, Ground, Named
from portal.network.queries import lacking
from portal.network.queries.grounds import to_confirm
from portal.network.queries.lacking import Standing
from portal.network.routes.people import bp, place_of
from portal.web.i18n import _

SECTIONS = {ground.value: law for ground, law in LAWS.items()}


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/ground", methods=["GET", "POST"])
@allows(Permission.NETWORK_GROUND, on=lacking.find_lacking, keeps=True)
def record_ground(actor: Actor, named: Named) -> ResponseReturnValue:
    """For one custody holder at a time."""
    form, lacking_yes = GroundForm(queries.today(), SECTIONS), named.needs_a_ground()
    form.offer([(seat.membership_id, str(seat)) for seat in lacking_yes])
    if not form.validate_on_submit():
        return render_template("network/record_ground.html", form=form, named=named, laws=SECTIONS)
    instead_of = next(seat for seat in lacking_yes if seat.membership_id == form.instead_of.data)
    service.record_ground(actor, named, instead_of, _recorded(form))
    flash(_("It is written down. A team leader must say yes before it holds."))
    return redirect(place_of(actor.case_id, named.person.id), 303)


def _recorded(form: GroundForm) -> service.Recorded:
    decided_on, until = form.decided_on.data, form.until.data
    assert decided_on is not None
    assert until is not None
    return service.Recorded(
        ground=Ground(form.ground.data),
        law=form.section,
        reason=form.words.data or "",
        decided_by=form.decided_by.data or "",
        decided_on=decided_on,
        until=until,
    )


@bp.route("/cases/<uuid:case_id>/network/grounds/<uuid:ground_id>/end", methods=["GET", "POST"])
@allows(Permission.NETWORK_GROUND, on=lacking.find_ground)
def end_ground(actor: Actor, standing: Standing) -> ResponseReturnValue:
    form, person = ConfirmForm(), standing.named.person
    if not form.validate_on_submit():
        return render_template("network/end_ground.html", form=form, standing=standing, grounds=GROUNDS)
    service.end_ground(actor, standing.named, standing.ground)
    flash(_("The ground holds no more."))
    return redirect(place_of(actor.case_id, person.id), 303)


@bp.get("/grounds")
@employed(MunicipalRole.TEAM_LEADER)
def grounds_to_confirm() -> ResponseReturnValue:
    """What waits for a leader's yes or no. It names no family: that is the next page, which is a look."""
    return render_template("network/to_confirm.html", waits=to_confirm(current_user.person_id))


@bp.route("/grounds/<uuid:ground_id>", methods=["GET", "POST"])
@employed(MunicipalRole.TEAM_LEADER, sends=Content.LEGAL_GROUND)
def confirm_ground(ground_id: UUID) -> ResponseReturnValue:
    """The second of the staff reads why, and answers, with a login of the last minutes."""
    asked = next(iter(to_confirm(current_user.person_id, ground_id)), None)
    if asked is None:
        abort(404)
    looked.note(asked.ground.case_id, None, Permission.NETWORK_GROUND, "seen")
    form = ConfirmGroundForm()
    if not form.validate_on_submit():
        return render_template("network/confirm_ground.html", form=form, asked=asked, grounds=GROUNDS)
    holds = form.answer.data == YES
    (service.confirm_ground if holds else service.refuse_ground)(current_user.person_id, asked)
    flash(_("It holds from now on.") if holds else _("Nothing is shared on it."))
    return redirect(url_for(".grounds_to_confirm"), 303)


@bp.route("/cases/<uuid:case_id>/network/born/<uuid:membership_id>", methods=["GET", "POST"])
@allows(Permission.NETWORK_GROUND, on=lacking.find_childs_seat)
def tell_birthdate(actor: Actor, seat: Membership) -> ResponseReturnValue:
    form = BirthForm()
    if not form.validate_on_submit():
        age = current_app.config["SETTINGS"].own_consent_age
        return render_template("network/born.html", form=form, seat=seat, age=age)
    assert form.birthdate.data is not None
    service.tell_birthdate(actor, seat, form.birthdate.data)
    flash(_("It is written down."))
    return redirect(url_for(".show_network", case_id=actor.case_id), 303)
