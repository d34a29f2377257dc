"""The pages of one who is invited: the envelope, who asks and why, yes or no, and the way in (design 8).

A file of its own: these pages are open to people who are nobody here yet. Opening the link changes nothing
(mail scanners open links). The link leaves the address bar at the first press; from there the browser's
signed cookie knows which invitation it is.
"""

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask import (
    session as cookie,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import Role
from portal.access.guard import public, signed_in
from portal.cases import queries, service
from portal.cases.forms import ConfirmForm
from portal.cases.models import Invitation, Membership
from portal.people.service import birthdate_in
from portal.web import own_device
from portal.web.i18n import _
from portal.web.limits import limited

bp = Blueprint("invitations", __name__)
LONGEST_TOKEN = 64
SAID = {
    service.AnotherNumber: "another_number",
    service.NoNumber: "no_number",
    service.NotAtWork: "not_at_work",
}


@bp.after_request
def tell_nobody_the_link(response: Response) -> Response:
    """Only the origin may be told onwards; `no-referrer` would make browsers refuse the form."""
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@bp.errorhandler(service.NotOpen)
def not_open(_error: service.NotOpen) -> ResponseReturnValue:
    """Wrong, used, taken back and too old look the same to a visitor."""
    forget()
    return render_template("cases/invitation_closed.html"), 410


@bp.errorhandler(service.NotYet)
def not_yet(_error: service.NotYet) -> ResponseReturnValue:
    """The invitation stays as it is: the person comes again."""
    return render_template("cases/invitation_not_yet.html"), 409


@bp.errorhandler(service.NotTheOne)
def not_the_one(error: service.NotTheOne) -> ResponseReturnValue:
    service.give_back(mine(), cookie.pop("said_yes", ""), error)
    return redirect(url_for(f"guests.{SAID.get(type(error), 'someone_else')}"), 303)


@bp.errorhandler(service.KnownElsewhere)
def known_elsewhere(_error: service.KnownElsewhere) -> ResponseReturnValue:
    return render_template("cases/known_elsewhere.html"), 403


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@limited("invitation")
@public()
def envelope(token: str) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("cases/invitation_envelope.html", form=form)
    invitation, back = service.open_link(token[:LONGEST_TOKEN])
    forget()
    cookie["invitation"] = str(invitation.id)
    if back:
        cookie["back"] = back
    return redirect(url_for("guests.guest" if back else ".letter"), 303)


@bp.route("/invitation", methods=["GET", "POST"])
@limited("invitation")
@public()
def letter() -> ResponseReturnValue:
    invitation, form = mine(), ConfirmForm()
    seat, inviter = queries.seat_of(invitation)
    guests = service.takes_guests(invitation, seat) and "by_code" not in cookie
    if not form.validate_on_submit():
        shown = {"seat": seat, "inviter": inviter.name.split()[0], "guests": guests}
        return render_template("cases/invitation_letter.html", form=form, invitation=invitation, **shown)
    cookie["said_yes"] = service.accept_invitation(invitation.id)
    return redirect(url_for("guests.doors") if guests else _to_login(invitation, seat), 303)


def _to_login(invitation: Invitation, seat: Membership) -> str:
    """A professional comes in from work, everybody else with MitID."""
    if seat.role == Role.PROFESSIONAL:
        return url_for("people.login_staff", next=url_for(".join"))
    return _to_mitid(invitation)


def _to_mitid(invitation: Invitation) -> str:
    """The way to MitID and back. It is asked for a CPR number only where one must be met."""
    join = url_for(".join")
    if invitation.cpr_fingerprint is not None:
        cookie["to_match"] = {"invitation": str(invitation.id), "next": join}
    return url_for("people.login_citizen", next=join)


@bp.post("/invitation/no")
@limited("invitation")
@public()
def decline() -> ResponseReturnValue:
    service.decline_invitation(mine().id, cookie.get("said_yes", ""))
    forget()
    return redirect(url_for(".declined"), 303)


@bp.get("/invitation/declined")
@public()
def declined() -> ResponseReturnValue:
    return render_template("cases/invitation_declined.html")


@bp.route("/invitation/join", methods=["GET", "POST"])
@limited("invitation")
@signed_in()
def join() -> ResponseReturnValue:
    """After the login: the person sees who the page thinks it is, and steps in."""
    invitation, form = mine(), ConfirmForm()
    if _must_still_ask(invitation):
        return redirect(_to_mitid(invitation), 303)
    if not form.validate_on_submit():
        return _is_this_you(invitation, form)
    try:
        seat = _joined(invitation)
    except service.AlreadyHere:
        flash(_("You are part of this already."))
        return make_response(redirect(url_for("cases.home"), 303))
    forget()
    return _inside(seat)


def _must_still_ask(invitation: Invitation) -> bool:
    """Is there a number to meet that this login did not ask MitID for? An older login did not."""
    wanted = invitation.cpr_fingerprint is not None and invitation.accepted_at is not None
    return wanted and current_user.numbers_for(invitation.id) is None


def _is_this_you(invitation: Invitation, form: ConfirmForm) -> ResponseReturnValue:
    seat, inviter = queries.seat_of(invitation)
    if seat.role == Role.PROFESSIONAL and not _at_work():
        return redirect(url_for("guests.not_at_work"), 303)
    return render_template(
        "cases/invitation_join.html", form=form, seat=seat, inviter=inviter.name.split()[0]
    )


def _joined(invitation: Invitation) -> Membership:
    number = invitation.cpr_fingerprint is not None
    asked = number or invitation.birthdate
    born = birthdate_in(current_user.session_id, forget_number=number) if asked else None
    said = service.Said(born, current_user.numbers_for(invitation.id) or (), at_work=_at_work())
    return service.join_with_mitid(invitation, current_user.person_id, cookie.get("said_yes", ""), said=said)


def _inside(seat: Membership) -> Response:
    """To the case. The phone of a child who comes in by MitID need not be known any more."""
    answer = make_response(redirect(url_for("cases.show_case", case_id=seat.case_id), 303))
    if seat.role == Role.CHILD:
        own_device.forget_here(answer)
    return answer


def _at_work() -> bool:
    return bool(current_user.kind == "staff")


def mine() -> Invitation:
    """The invitation this browser has opened. Raises NotOpen when there is none, or another said yes."""
    known = cookie.get("invitation")
    found = service.still_open(queries.invitation_by_id(UUID(known)) if known else None)
    if found.accepted_at and not service.said_yes_here(found, cookie.get("said_yes", "")):
        raise service.NotOpen
    return found


def forget() -> None:
    """Leave nothing of an invitation in this browser."""
    for kept in ("invitation", "said_yes", "by_code", "back", "to_match"):
        cookie.pop(kept, None)
