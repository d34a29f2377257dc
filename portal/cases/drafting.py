"""Keeping a draft while a person writes, and throwing it away. For that person alone, in that place alone.

A file of its own: forms of every room send their unfinished words here.
"""

from uuid import UUID

from flask import Blueprint, Response, abort, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.access.actor import Level
from portal.access.arriving import find_actor
from portal.access.door import door_of
from portal.access.guard import signed_in
from portal.access.levels import Content
from portal.web.i18n import _, clock_time
from portal.writing import drafts, once

bp = Blueprint("drafts", __name__)


@bp.post("/drafts")
@signed_in(saves=True, kind=Content.OWN_DRAFTS, corner=True)
def keep() -> ResponseReturnValue:
    """Save an unfinished form: 204, with the time of day it was saved."""
    place, case_id = _place()
    if once.was_sent(current_user.person_id, request.form.get("once", "")):
        return _nothing_to_show()
    saved_at = drafts.keep(current_user.person_id, place, request.form.to_dict(flat=False), case_id)
    return _nothing_to_show(clock_time(saved_at))


def _nothing_to_show(saved_at: str = "") -> Response:
    answer = Response(status=204, headers={"X-Saved-At": saved_at} if saved_at else None)
    del answer.headers["Content-Type"]  # there is no content
    return answer


@bp.post("/drafts/throw-away")
@signed_in(kind=Content.OWN_DRAFTS, corner=True)
def throw_away() -> ResponseReturnValue:
    place, _case_id = _place()
    drafts.drop(current_user.person_id, place)
    flash(_("You have thrown the draft away."))
    return redirect(place, 303)


def _place() -> tuple[str, UUID | None]:
    """The page the words belong to: one of ours, that keeps drafts, in a case the person is a member of.
    Else 404."""
    place = drafts.place_of(request.form.get("place", "")[: drafts.LONGEST_PLACE])
    if not place.startswith("/") or place.startswith("//"):
        abort(404)
    try:
        endpoint, parts = current_app.url_map.bind("").match(place.partition("?")[0], method="POST")
    except (HTTPException, RequestRedirect, ValueError):
        abort(404)
    if not door_of(current_app.view_functions[endpoint]).keeps:
        abort(404)
    case_id: UUID | None = parts.get("case_id")
    if case_id is not None and find_actor(current_user.person_id, case_id, Level.MITID) is None:
        abort(404)
    return place, case_id
