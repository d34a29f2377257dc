"""Keeping parents apart: what is decided, what is kept secret, and the second person's yes before it ends."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access import looked
from portal.access.actor import Actor, MunicipalRole
from portal.access.guard import allows, employed
from portal.access.levels import Content
from portal.access.permissions import Permission
from portal.cases import queries, service
from portal.cases.forms import YES, ApartForm, AskToEndForm, ConfirmForm, EndApartForm, SecretForm
from portal.cases.models import Case, ShieldKind
from portal.cases.queries import Apart, KeptSecret, OneSecret
from portal.cases.routes.cases import bp
from portal.web.i18n import _

STAFF = (MunicipalRole.CASEWORKER, MunicipalRole.TEAM_LEADER)


@bp.get("/cases/<uuid:case_id>/apart")
@allows(Permission.CASE_KEEP_APART, on=queries.find_case)
def apart(actor: Actor, case: Case) -> ResponseReturnValue:
    return render_template("cases/apart.html", case=case, apart=queries.shields_in(actor), **_names(actor))


def _names(actor: Actor) -> dict[str, Any]:
    return {"authors": queries.authors(actor)}


@bp.route("/cases/<uuid:case_id>/apart/decide", methods=["GET", "POST"])
@allows(Permission.CASE_KEEP_APART, on=queries.find_case, keeps=True)
def keep_apart(actor: Actor, case: Case) -> ResponseReturnValue:
    form = ApartForm()
    seats = [(seat.membership_id, str(seat)) for seat in queries.of_the_family_side(actor)]
    form.offer(seats, queries.first_day(None))
    if not form.validate_on_submit():
        return render_template("cases/keep_apart.html", form=form, case=case)
    decision = service.Decision(
        kind=ShieldKind(form.kind.data),
        reason=form.reason.data,
        from_date=form.from_date.data,
        review_on=form.review_on.data or date.max,
    )
    service.keep_apart(actor, form.protected.data, form.others.data or (), decision)
    flash(_("From now on they are hidden."))
    return redirect(url_for(".apart", case_id=case.id), 303)


@bp.route("/cases/<uuid:case_id>/apart/<uuid:shield_id>/end", methods=["GET", "POST"])
@allows(Permission.CASE_KEEP_APART, on=queries.find_shield, keeps=True)
def ask_to_end(actor: Actor, apart: Apart) -> ResponseReturnValue:
    form = AskToEndForm()
    if not form.validate_on_submit():
        return render_template("cases/ask_to_end.html", form=form, apart=apart, actor=actor)
    service.ask_to_end(actor, apart, form.why.data, queries.caseworkers_in(actor.roster))
    flash(_("It stands until another of you says yes."))
    return redirect(url_for(".apart", case_id=actor.case_id), 303)


@bp.get("/apart")
@employed(*STAFF)
def to_end() -> ResponseReturnValue:
    """What waits for a second person's yes or no. It names no family: that is the next page, which is a
    look."""
    return render_template("cases/to_end.html", waits=queries.to_end(current_user.person_id, leads=_leads()))


@bp.route("/apart/<uuid:shield_id>", methods=["GET", "POST"])
@employed(*STAFF, sends=Content.SHIELD_ENDS)
def end_apart(shield_id: UUID) -> ResponseReturnValue:
    """The second person reads why, and answers; the answer takes a login of the last minutes."""
    asked = next(iter(queries.to_end(current_user.person_id, leads=_leads(), only=[shield_id])), None)
    if asked is None:
        abort(404)
    looked.note(asked.shield.case_id, None, Permission.CASE_KEEP_APART, "seen")
    form = EndApartForm()
    if not form.validate_on_submit():
        return render_template("cases/end_apart.html", form=form, asked=asked)
    ends = form.answer.data == YES
    (service.say_yes_to_end if ends else service.say_no_to_end)(current_user.person_id, asked)
    flash(_("They can see one another now.") if ends else _("They stay hidden."))
    return redirect(url_for(".to_end"), 303)


def _leads() -> bool:
    return MunicipalRole.TEAM_LEADER in current_user.municipal_roles


@bp.route("/cases/<uuid:case_id>/members/<uuid:membership_id>/secret", methods=["GET", "POST"])
@allows(Permission.CASE_KEEP_SECRET, on=queries.find_kept_secret, keeps=True)
def kept_secret(actor: Actor, kept: KeptSecret) -> ResponseReturnValue:
    """*Det, der skal holdes hemmeligt*: by the one it protects, or the caseworker."""
    form = SecretForm()
    if not form.validate_on_submit():
        page = {"form": form, "actor": actor, "kept": kept, "take_out": ConfirmForm(formdata=None)}
        return render_template("cases/kept_secret.html", **page, **_names(actor))
    service.keep_secret(actor, kept, form.kind.data, form.told.data)
    flash(_("It is kept. We watch for it in everything that is written."))
    return redirect(_secrets_of(actor, kept.seat.membership_id), 303)


@bp.post("/cases/<uuid:case_id>/members/<uuid:membership_id>/secret/<uuid:secret_id>/take-out")
@allows(Permission.CASE_KEEP_SECRET, on=queries.find_secret)
def take_out_secret(actor: Actor, one: OneSecret) -> ResponseReturnValue:
    service.take_out_secret(actor, one.secret)
    flash(_("It is taken out."))
    return redirect(_secrets_of(actor, one.seat.membership_id), 303)


def _secrets_of(actor: Actor, membership_id: UUID) -> str:
    return url_for(".kept_secret", case_id=actor.case_id, membership_id=membership_id)
