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

from portal.access.guard import public, signed_in
from portal.cases import queries, service
from portal.cases.forms import ConfirmForm
from portal.cases.models import Invitation
from portal.web.i18n import _
from portal.web.limits import limited

bp = Blueprint("invitations", __name__)
LONGEST_TOKEN = 64


@bp.after_request
def tell_nobody_the_link(response: Response) -> Response:
    """Only the origin may be told onwards; `no-referrer` would make browsers refuse the form."""
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@bp.errorhandler(service.NotOpen)
def not_open(_error: service.NotOpen) -> ResponseReturnValue:
    """Wrong, used, taken back and too old look the same to a visitor."""
    _forget()
    return render_template("cases/invitation_closed.html"), 410


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@limited("invitation")
@public()
def envelope(token: str) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("cases/invitation_envelope.html", form=form)
    cookie["invitation"] = str(service.see_invitation(token[:LONGEST_TOKEN]).id)
    return redirect(url_for(".letter"), 303)


@bp.route("/invitation", methods=["GET", "POST"])
@limited("invitation")
@public()
def letter() -> ResponseReturnValue:
    invitation, form = _mine(), ConfirmForm()
    if not form.validate_on_submit():
        seat, inviter = queries.seat_of(invitation)
        return render_template(
            "cases/invitation_letter.html",
            form=form,
            invitation=invitation,
            seat=seat,
            inviter=inviter.name.split()[0],
        )
    cookie["said_yes"] = service.accept_invitation(invitation.id)
    return redirect(url_for("people.login_citizen", next=url_for(".join")), 303)


@bp.post("/invitation/no")
@limited("invitation")
@public()
def decline() -> ResponseReturnValue:
    service.decline_invitation(_mine().id, cookie.get("said_yes", ""))
    _forget()
    return redirect(url_for(".declined"), 303)


@bp.get("/invitation/declined")
@public()
def declined() -> ResponseReturnValue:
    return render_template("cases/invitation_declined.html")


@bp.route("/invitation/join", methods=["GET", "POST"])
@limited("invitation")
@signed_in()
def join() -> ResponseReturnValue:
    """After MitID: the person sees who the page thinks it is, and steps in."""
    invitation, form = _mine(), ConfirmForm()
    if not form.validate_on_submit():
        seat, inviter = queries.seat_of(invitation)
        return render_template(
            "cases/invitation_join.html", form=form, seat=seat, inviter=inviter.name.split()[0]
        )
    try:
        seat = service.join(invitation, current_user.person_id, cookie.get("said_yes", ""))
    except service.AlreadyHere:
        flash(_("You are part of this already."))
        return make_response(redirect(url_for("cases.home"), 303))
    _forget()
    return redirect(url_for("cases.show_case", case_id=seat.case_id), 303)


def _mine() -> Invitation:
    """The invitation this browser has opened. Raises NotOpen when there is none, or another said yes."""
    known = cookie.get("invitation")
    found = service.still_open(queries.invitation_by_id(UUID(known)) if known else None)
    if found.accepted_at and not service.said_yes_here(found, cookie.get("said_yes", "")):
        raise service.NotOpen
    return found


def _forget() -> None:
    for kept in ("invitation", "said_yes"):
        cookie.pop(kept, None)
