"""*Fortryd*: one tap beside what was just sent."""

from typing import Any

from flask import current_app, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.carrying_out import CAN_BE_TAKEN_BACK
from portal.access.guard import allows
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.cases import panels, queries, service
from portal.cases.routes.cases import bp
from portal.web.i18n import _, _l

WHY_TOO_LATE = {
    service.GoneOn: _l("You have done more here since then, and that counts. So it cannot be undone now."),
    service.TooLate: _l("It is too late to undo. Somebody may have read it, or got a message."),
}


@bp.post("/cases/<uuid:case_id>/said/<uuid:contribution_id>/undo")
@allows(Permission.CONTRIBUTION_TAKE_BACK, on=queries.find_own_words, corner=True)
def take_back(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    """Own words that were sent a moment ago are a draft again; or it is too late."""
    there = (panels.place_of(thing.kind, thing) or url_for(".show_case", case_id=actor.case_id)).split("#")[0]
    try:
        at = service.take_words_back(actor, thing)
    except service.TooLate as late:
        flash(WHY_TOO_LATE[type(late)])
        return redirect(there, 303)
    if at is None:
        flash(_("You have taken it back. Only you can see these words now."))
        return redirect(there, 303)
    flash(_("You have taken it back, and nobody got a message. Your words are kept here, and not sent."))
    return redirect(at, 303)


@bp.app_context_processor
def what_was_just_sent() -> dict[str, Any]:
    """For what is said once on top of a page."""
    seconds = current_app.config["SETTINGS"].undo_seconds
    return {"can_be_taken_back": _can_be_taken_back, "undo_seconds": seconds}


def _can_be_taken_back() -> list[str]:
    """Where they are taken back: said once, as the confirmation is."""
    told = [str(one).split() for one in get_flashed_messages(category_filter=[CAN_BE_TAKEN_BACK])]
    return [url_for("cases.take_back", case_id=case_id, contribution_id=said) for case_id, said in told]
