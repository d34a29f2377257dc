"""Inviting: what is asked, and the link with how far it has come.

Whether the link is sent is asked together with the invitation itself, so that the letter is written in the
same transaction: nobody has the link but while the verb runs, and an invitation that is not saved sends
nothing.
"""

from typing import Any, TypeVar
from uuid import UUID

from flask import current_app, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.levels import Content
from portal.access.permissions import Permission
from portal.cases import queries, service
from portal.cases.forms import ConfirmForm, InviteAgainForm, InviteParentForm, WayForm
from portal.cases.models import Case, Membership
from portal.cases.queries import Invited
from portal.cases.routes.cases import bp
from portal.messages.addresses import as_people_write_it
from portal.settings import Settings
from portal.web.limits import limited, me
from portal.web.qr import qr

Asks = TypeVar("Asks", bound=WayForm)


@bp.route("/cases/<uuid:case_id>/members/invite-parent", methods=["GET", "POST"])
@limited("invite", by=me)
@allows(Permission.CASE_INVITE_PARENT, on=queries.find_case, keeps=True)
def invite_parent(actor: Actor, case: Case) -> ResponseReturnValue:
    form = InviteParentForm()
    form.offer([(child.id, child.first_name) for child in case.children])
    form.offer_number(tells_cpr=_settings().citizen.tells_cpr)
    if not may_send(form).validate_on_submit():
        return render_template("cases/invite_parent.html", form=form, case=case)
    named = {"name": form.name.data, "relation": form.relation.data, "children": form.children.data or ()}
    code = service.new_digits()
    seat, token = service.name_parent(actor, **named, **asked_with(form, code))
    return show_link(actor.case_id, seat.id, token, code)


@bp.route("/cases/<uuid:case_id>/members/<uuid:membership_id>/invite", methods=["GET", "POST"])
@limited("invite", by=me)
@allows(Permission.CASE_INVITE_PARENT, on=queries.find_parent_to_come, keeps=True)
def invite_again(actor: Actor, seat: Membership) -> ResponseReturnValue:
    """A new link for a parent whose own was lost, too old, or did not arrive."""
    form = InviteAgainForm()
    form.offer_number(tells_cpr=_settings().citizen.tells_cpr)
    if not may_send(form).validate_on_submit():
        return render_template("cases/invite_again.html", form=form, seat=seat)
    code = service.new_digits()
    token = service.invite(actor, seat, asked="", **asked_with(form, code))
    return show_link(actor.case_id, seat.id, token, code)


def may_send(form: Asks) -> Asks:
    """The form, with the ways of sending a link that the municipality has opened."""
    form.offer_ways(_settings().channels)
    return form


def by_letter(form: WayForm) -> service.ByLetter | None:
    """How the inviter wants the link sent; None when they give it themselves."""
    if not form.sends:
        return None
    return service.ByLetter(form.way.data, form.to, address_of_link)


def asked_with(form: InviteAgainForm, code: str) -> dict[str, Any]:
    """What the inviter filled in, and the code, as the verbs take them."""
    return {**in_the_letter(form, code), "born": form.birthdate.data, "cpr": form.number}


def in_the_letter(form: Any, code: str) -> dict[str, Any]:
    """What every invitation is made with, from a WayForm with the inviter's words."""
    asked = {"words": form.words.data, "by_letter": by_letter(form)}
    return {**asked, "days": _settings().invite_days, "code": code}


def show_link(case_id: UUID, membership_id: UUID, token: str, code: str = "") -> ResponseReturnValue:
    """Lead the inviter to the link and, once, to the code that is said aloud. The link is kept in the
    inviter's own browser until sign-out, and stored nowhere else (but in a letter on its way)."""
    cookie["code"] = service.for_once(membership_id, code)
    cookie["links"] = {**dict(list(cookie.get("links", {}).items())[-2:]), str(membership_id): token}
    return redirect(url_for("cases.invitation_link", case_id=case_id, membership_id=membership_id), 303)


@bp.get("/cases/<uuid:case_id>/members/<uuid:membership_id>/link")
@allows(Permission.CASE_READ, on=queries.find_seat, kind=Content.PEOPLE)
def invitation_link(actor: Actor, seat: Membership) -> ResponseReturnValue:
    """The link, for as long as this browser has it; the code this one time; and, for the inviter alone, where
    the link was sent."""
    token, invited = cookie.get("links", {}).get(str(seat.id)), queries.find_invited(actor, seat.id)
    link, code = address_of_link(token) if token else None, cookie.pop("code", "")
    return render_template(
        "cases/invitation_link.html",
        seat=seat,
        link=link,
        square=qr(link) if link else "",
        code=service.told_once(code, seat.id),
        actor=actor,
        form=ConfirmForm(),
        **_how_far(actor, invited),
    )


def _how_far(actor: Actor, invited: Invited | None) -> dict[str, Any]:
    if invited is None:
        return {"invited": None, "progress": "", "sent_to": ""}
    mine = invited.invitation.invited_by_id == actor.person_id
    sent_to = as_people_write_it(invited.invitation.address) if mine else ""
    return {"invited": invited, "progress": invited.invitation.progress_for(actor), "sent_to": sent_to}


def address_of_link(token: str) -> str:
    return _settings().origin + url_for("invitations.envelope", token=token)


def _settings() -> Settings:
    told: Settings = current_app.config["SETTINGS"]
    return told
