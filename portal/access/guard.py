"""The door of every view. The app refuses to start while a view has none.

Order of refusal (design 3): not signed in, to login, for every address alike; not a member, missing, or not
visible at any level, the same 404; visible but the login too weak, a step-up page; visible but not allowed,
403.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from flask import Flask, Response, abort, flash, g, make_response, redirect, request, url_for
from flask_login import current_user

from portal.access import looked
from portal.access.actor import Actor, Level, MunicipalRole
from portal.access.decisions import may, verbs_without_rule
from portal.access.permissions import Permission
from portal.web.errors import LoginTooWeak
from portal.web.i18n import _, language
from portal.writing import drafts, once

View = Callable[..., Any]


class ActorSource(Protocol):
    """How a person (id) becomes an actor in a case (id); None for one who is no member of it today.

    `to_change`: the case is locked until the transaction ends, so that verbs on one case come one by one.
    """

    def __call__(
        self, person_id: UUID, case_id: UUID, level: Level, *, to_change: bool = False
    ) -> Actor | None: ...


@dataclass(frozen=True)
class Door:
    """Who may open a view, and how its request ends. `saves`: also without a 303. `keeps`: its words are
    never lost. `unnoticed`: asked by an open page, not by a person."""

    to: str
    saves: bool = False
    keeps: bool = False
    unnoticed: bool = False


def door_of(view: View) -> Door:
    """The door of a view. Every view has one, or the app would not have started."""
    door: Door = view.door  # type: ignore[attr-defined]
    return door


_actor_source: list[ActorSource] = []


def adopt_actor_source(source: ActorSource) -> None:
    """Take in where actors come from."""
    _actor_source[:] = [source]


def public(*, saves: bool = False) -> Callable[[View], View]:
    """A view that anyone may open."""
    return _with(Door("public", saves))


def signed_in(*, saves: bool = False, level: Level = Level.MITID) -> Callable[[View], View]:
    """A view about nothing but the signed-in person's own matters."""

    def surely() -> bool:
        if current_user.level < level:
            raise LoginTooWeak
        return True

    return _behind(Door("signed in", saves), surely)


def employed(role: MunicipalRole, *, keeps: bool = False) -> Callable[[View], View]:
    """A view for people the municipality employs in `role`. For everybody else the address does not exist."""
    return _behind(Door(f"employed: {role}", keeps=keeps), lambda: role in current_user.municipal_roles)


def allows(
    permission: Permission,
    on: Callable[..., Any],
    *,
    keeps: bool = False,
    level: Level = Level.MITID,
    unnoticed: bool = False,
) -> Callable[[View], View]:
    """Open a view to members who hold `permission` on the thing that `on(actor, **ids)` finds in their case.

    The view is handed the actor and the thing itself, never an id to look up. `unnoticed`: nobody opened
    anything, a page that stands open asked. So it is no look, and the session goes on resting; refusals are
    noted all the same.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(case_id: UUID, **parts: Any) -> Any:
            g.unnoticed = unnoticed
            if not current_user.is_authenticated:
                return to_login(keeps, case_id)
            actor = find_actor(current_user.person_id, case_id, current_user.level)
            ids = {name: part for name, part in parts.items() if isinstance(part, UUID)}
            subject = on(replace(actor, level=Level.FRESH), **ids) if actor else None
            _let_through(permission, case_id, actor, subject, level)
            g.actor = actor
            return _carried_out_once(keeps, case_id, lambda: view(actor, subject))

        guarded.door = Door(permission.value, keeps=keeps, unnoticed=unnoticed)  # type: ignore[attr-defined]
        return guarded

    return decorate


def find_actor(person_id: UUID, case_id: UUID, level: Level) -> Actor | None:
    """The person as a member of the case today, or None. A POST locks the case until it ends.

    A guest was let into one case. Every other is to that session as if it were not there.
    """
    if current_user.case_id not in (None, case_id):
        return None
    actor = _actor_source[0](person_id, case_id, level, to_change=request.method == "POST")
    return replace(actor, language=language()) if actor else None


def _let_through(
    permission: Permission, case_id: UUID, actor: Actor | None, subject: object, level: Level
) -> None:
    if actor is None or subject is None:
        looked.note(case_id, actor, permission, "missing")
        abort(404)
    if actor.level < max(level, getattr(subject, "level", level)):
        looked.note(case_id, actor, permission, "too_weak")
        raise LoginTooWeak
    if not may(actor, permission, subject):
        looked.note(case_id, actor, permission, "refused")
        abort(403)
    if not g.unnoticed:
        looked.note(case_id, actor, permission, "seen")


def _with(door: Door) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]
        return view

    return decorate


def _behind(door: Door, fits: Callable[[], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**ids: Any) -> Any:
            if not current_user.is_authenticated:
                return to_login(door.keeps, None)
            if not fits():
                abort(404)
            if door.saves:
                return view(**ids)
            return _carried_out_once(door.keeps, None, lambda: view(**ids))

        guarded.door = door  # type: ignore[attr-defined]
        return guarded

    return decorate


def to_login(keeps: bool, case_id: UUID | None) -> Response:
    """Send a person to login. A form that comes after the idle limit loses nothing: it becomes that
    person's draft."""
    late: UUID | None = g.get("was_here")
    if (
        request.method == "POST"
        and keeps
        and late
        and (case_id is None or find_actor(late, case_id, Level.MITID))
    ):
        drafts.keep(late, request.path, request.form.to_dict(flat=False), case_id)
    came_back = request.method == "GET" or keeps
    return make_response(redirect(url_for("people.front", next=request.path if came_back else None), 303))


def _carried_out_once(keeps: bool, case_id: UUID | None, view: Callable[[], Any]) -> Any:
    me = current_user.person_id
    if request.method != "POST":
        g.draft = drafts.find(me, request.path) if keeps else None
        return view()
    sent = request.form.get("once", "")
    key = once.fingerprint(sent, request.path, request.form.to_dict(flat=False)) if sent else ""
    earlier, drafted = once.before(me, key, request.path)
    if earlier:
        return _already(earlier)
    response = make_response(view())
    if response.status_code != 303:
        return response
    if keeps and drafted:
        drafts.drop(me, request.path)
    return _remembered(me, key, response) if key else response


def _remembered(me: UUID, key: str, response: Response) -> Response:
    try:
        once.carried_out(me, key, response.location)
    except once.AlreadySent:
        return _already(once.earlier_answer(me, key) or "/")
    return response


def _already(location: str) -> Response:
    flash(_("We already have it. You do not need to send it again."))
    return make_response(redirect(location, 303))


def refuse_to_start_with_open_doors(app: Flask) -> None:
    """Raise RuntimeError while any view has no door, or any verb has no rule."""
    doorless = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "door"))
    unruled = sorted(verbs_without_rule())
    if doorless or unruled:
        raise RuntimeError(f"views without a door: {doorless}; verbs without a rule: {unruled}")
