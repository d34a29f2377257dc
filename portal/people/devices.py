"""Where a person is signed in: see it, end one or all others; and stay a little longer in front of the page.

A file of its own: it is about sessions that are open, not about the way in or out.
"""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, flash, jsonify, redirect, render_template, url_for
from flask_login import current_user

from portal.access.actor import MunicipalRole
from portal.access.guard import signed_in
from portal.db.clock import now
from portal.people import service, sessions
from portal.people.signed_in import would_last
from portal.web.i18n import _, _l

bp = Blueprint("devices", __name__)
WORDS = {
    "phone": _l("Phone"),
    "tablet": _l("Tablet"),
    "computer": _l("Computer"),
    "": _l("Another device"),
}


@bp.get("/my-devices")
@signed_in()
def my_devices() -> str:
    mine = sessions.open_of(current_user.person_id, current_app.extensions["session_limits"])
    others = [one for one in mine if one.id != current_user.session_id]
    this_one = [one for one in mine if one.id == current_user.session_id]
    others_too = MunicipalRole.ADMINISTRATOR in current_user.municipal_roles
    shown = {"this_one": this_one, "others": others, "others_too": others_too}
    return render_template("people/my_devices.html", **shown, words=WORDS)


@bp.post("/my-devices/<uuid:session_id>/end")
@signed_in()
def end_one(session_id: UUID) -> Any:
    """One of the others. What is not the person's own, or is over already, does not exist."""
    if session_id == current_user.session_id or not service.end_here(current_user.person_id, session_id):
        abort(404)
    flash(_("You are signed out there."))
    return redirect(url_for(".my_devices"), 303)


@bp.post("/my-devices/end-others")
@signed_in()
def end_others() -> Any:
    service.end_elsewhere(current_user.person_id, but=current_user.session_id)
    flash(_("You are signed out everywhere else."))
    return redirect(url_for(".my_devices"), 303)


@bp.get("/still-here")
@signed_in(unnoticed=True, corner=True)
def time_left() -> Response:
    """An open page asks how many seconds its session has left. Asking does not prolong it."""
    return jsonify(left=int((current_user.over_at - now()).total_seconds()))


@bp.post("/still-here")
@signed_in(corner=True)
def stay() -> Response:
    """The person pressed *Stay signed in*: the request itself is what counts. The seconds from now."""
    return jsonify(left=int((would_last(current_user) - now()).total_seconds()))
