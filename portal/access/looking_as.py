"""Which page a member asks to see as another member sees it: the address says so, and every address on that
page goes on saying so. Only doors marked `shown_as` open, and nothing can be sent there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask, abort, current_app, g, request

from portal.access import looked
from portal.access.actor import Actor, Level, Member
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.access.seeing_as import laid_over, level_of, may_be_looked_as
from portal.web.errors import NotForThem
from portal.web.saving import READING as SENDS_NOTHING

ASKED = "as"


def init_app(app: Flask) -> None:
    app.url_defaults(_go_on)
    app.context_processor(lambda: {"seen_as": None if g.get("nobody_asked") else g.get("seen_as")})
    app.jinja_env.globals.update(may_be_looked_as=_from_this_page)


def _from_this_page(actor: Actor) -> list[Member]:
    """Nobody, where the actor of the page is another than the one who reads it (see `writing_for`)."""
    return [] if "speaks" in g else may_be_looked_as(actor)


def asked() -> bool:
    """Does the address ask for a page as another sees it?"""
    return ASKED in request.args


Finds = Callable[[UUID, UUID, Level], Actor | None]


def both(
    viewer: Actor, permission: Permission, level: Level, find: Finds | None, on: Callable[[Actor], Any]
) -> tuple[Actor, Any]:
    """Whoever looks, and the member whose sight the address asks for, as one; and what `on` finds for both.

    `find`: how a person (id) becomes an actor in a case (id); None for a door that is not shown so. Raises
    NotForThem when only one of them may open it.
    """
    two = laid_over(viewer, _other(viewer, permission, find))
    subject = on(two) if two.level >= level else None
    if subject is None or not may(two, permission, subject):
        raise NotForThem(g.pop("seen_as").name, back=request.path)
    return two, subject


def _other(viewer: Actor, permission: Permission, find: Finds | None) -> Actor:
    """Ends with 403 when something is sent, and with 404 when there is nobody to look as."""
    if request.method not in SENDS_NOTHING:
        looked.note(viewer.case_id, viewer, permission, "refused")
        abort(403)
    seat = _seat_asked_for(viewer) if find else None
    other = find(seat.person_id, viewer.case_id, level_of(seat)) if find and seat and seat.person_id else None
    if other is None:
        looked.note(viewer.case_id, viewer, permission, "missing")
        abort(404)
    looked.seen_as(other.person_id)
    g.seen_as = seat
    return other


def _seat_asked_for(actor: Actor) -> Member | None:
    """The seat (its id stands in the address), if the actor may look as the one who sits there."""
    try:
        seat_id = UUID(request.args[ASKED])
    except ValueError:
        return None
    return next((seat for seat in may_be_looked_as(actor) if seat.membership_id == seat_id), None)


def _go_on(endpoint: str, values: dict[str, Any]) -> None:
    """Links of such a page to others of the case lead on as the other; a form there is sent in vain."""
    seat: Member | None = g.get("seen_as")
    if seat and current_app.url_map.is_endpoint_expecting(endpoint, "case_id"):
        values.setdefault(ASKED, seat.membership_id)
