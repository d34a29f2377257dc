"""A request behind an open door: its draft is offered, and what is sent twice is carried out once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, current_app, flash, g, make_response, redirect, request
from flask import session as cookie
from flask_login import current_user

from portal.access.writing_for import place, prepare
from portal.db.session import session
from portal.web.i18n import _
from portal.writing import drafts, just_sent, once

CAN_BE_TAKEN_BACK = "can be taken back"
"""What is said to the page that comes next, in the way of all that is said once: not a sentence, but ids."""


def form_sent() -> once.Sending | None:
    """The form that this request carries; None when it only asks for a page."""
    if request.method != "POST":
        return None
    random = request.form.get("once", "")
    key = once.fingerprint(random, place(), request.form.to_dict(flat=False)) if random else ""
    return once.Sending(current_user.person_id, key, place())


def carried_out_once(keeps: bool, sent: once.Sending | None, view: Callable[[], Any]) -> Any:
    """The view's answer; for a form that has been carried out before, where it led then. `keeps`: the door
    keeps words, so a draft of them is offered on the page, and dropped when they are sent."""
    me = current_user.person_id
    if sent is None:
        g.draft = drafts.find(me, place()) if keeps else None
        prepare()
        return view()
    sent.ask()
    if sent.location:
        return _already(sent.location)
    before = dict(cookie)
    prepare()
    if keeps and "speaks" not in g:
        just_sent.give_time(current_app.config["SETTINGS"].undo_seconds)
    response = make_response(view())
    if response.status_code != 303:
        return _unless_a_twin_came_first(sent, response, before)
    if keeps and sent.drafted:
        drafts.drop(me, place())
    _offer_to_take_it_back(me)
    return _remembered(sent, response, before) if sent.once else response


def _offer_to_take_it_back(me: UUID) -> None:
    at = request.full_path.removesuffix("?")
    sent = just_sent.keep(me, at, request.form.to_dict(flat=False))
    if sent is not None:
        flash(f"{sent.case_id} {sent.contribution_id}", CAN_BE_TAKEN_BACK)


def _unless_a_twin_came_first(sent: once.Sending, response: Response, before: dict[str, Any]) -> Response:
    """What was asked while waiting for the lock may be older than what a twin of the form has done."""
    twin = once.earlier_answer(sent.person_id, sent.once) if sent.once else None
    if twin is None:
        return response
    session.rollback()
    return _as_the_twin(twin, before)


def _remembered(sent: once.Sending, response: Response, before: dict[str, Any]) -> Response:
    try:
        once.carried_out(sent.person_id, sent.once, response.location)
    except once.AlreadySent:
        return _as_the_twin(once.earlier_answer(sent.person_id, sent.once) or "/", before)
    return response


def _as_the_twin(location: str, before: dict[str, Any]) -> Response:
    """What this request wrote was undone; so is what it left in the cookie, a link to nothing for one."""
    cookie.clear()
    cookie.update(before)
    return _already(location)


def _already(location: str) -> Response:
    flash(_("We already have it. You do not need to send it again."))
    return make_response(redirect(location, 303))


def undone(keep: Callable[[], bool]) -> bool:
    """Undo what this request has done, and keep its words: see `keeping.keep_words`. Are they a draft now?"""
    session.rollback()
    kept = keep()
    session.commit()
    return kept
