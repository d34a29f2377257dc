"""The door of every view. The app refuses to start while a view has none.

Order of refusal (design 3): not signed in, to login, for every address alike; not a member, missing, or not
visible at any level, the same 404; visible but the login too weak, a step-up page; visible but not allowed,
403.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Flask, Response, abort, current_app, g, make_response, redirect, request, url_for
from flask_login import current_user

from portal.access import looked, looking_as, writing_for
from portal.access.actor import Actor, Level, MunicipalRole
from portal.access.actor_source import ActorSource
from portal.access.carrying_out import carried_out_once, form_sent
from portal.access.decisions import may, verbs_without_rule
from portal.access.door import Door, View, door_of
from portal.access.permissions import Permission
from portal.db.session import session
from portal.web.errors import LoginTooWeak
from portal.web.i18n import language
from portal.writing import drafts, once

_actor_source: list[ActorSource] = []


def adopt_actor_source(source: ActorSource) -> None:
    """Take in where actors come from."""
    _actor_source[:] = [source]


def public(*, saves: bool = False) -> Callable[[View], View]:
    """A view that anyone may open."""
    return _with(Door("public", saves))


def signed_in(
    *,
    saves: bool = False,
    unnoticed: bool = False,
    level: Level = Level.MITID,
    corner: bool = False,
    keeps: bool = False,
) -> Callable[[View], View]:
    """A view about nothing but the signed-in person's own matters. `unnoticed`, `corner`: see `allows`."""
    door = Door("signed in", saves, keeps=keeps, unnoticed=unnoticed, corner=corner)
    return _behind(door, lambda: bool(corner and current_user.place_id) or _known_well(level))


def employed(*roles: MunicipalRole, keeps: bool = False, fresh: bool = False) -> Callable[[View], View]:
    """A view for people the municipality employs in one of these roles. For everybody else the address does
    not exist."""
    door = Door(f"employed: {' or '.join(roles)}{', fresh login' * fresh}", keeps=keeps)
    least = Level.FRESH if fresh else Level.GUEST
    return _behind(door, lambda: not current_user.municipal_roles.isdisjoint(roles) and _known_well(least))


def _known_well(least: Level) -> bool:
    """Do we know surely enough who is there? LoginTooWeak when not."""
    if current_user.level < least:
        raise LoginTooWeak(fresh=current_user.level >= Level.MITID)
    return True


def allows(
    permission: Permission,
    on: Callable[..., Any],
    *,
    keeps: bool = False,
    level: Level = Level.MITID,
    unnoticed: bool = False,
    consent: bool = False,
    corner: bool = False,
    shown_as: bool = False,
    for_another: bool = False,
) -> Callable[[View], View]:
    """Open a view to members who hold `permission` on the thing that `on(actor, **ids)` finds in their case.

    The view is handed the actor and the thing itself, never an id. `unnoticed`: nobody opened anything, a
    page that stands open asked: no look, and the session goes on resting; refusals are noted all the same.
    `consent`: see `Door`. `corner`: a child whose place was opened in person is known well enough here,
    without MitID; every other door stays shut. `shown_as`: see `looking_as`.
    `for_another`: see `writing_for`.
    """
    door = Door(permission.value, False, keeps, unnoticed, consent, corner, shown_as, for_another)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(case_id: UUID, **parts: Any) -> Any:
            g.unnoticed = unnoticed
            if not current_user.is_authenticated:
                return to_login(keeps, case_id)
            sent = form_sent()
            actor = find_actor(current_user.person_id, case_id, current_user.level, sent)
            actor = _in_own_corner(actor) if actor and corner else actor
            ids = {name: part for name, part in parts.items() if isinstance(part, UUID)}
            actor, subject = _opened(actor, case_id, permission, level, door, lambda who: on(who, **ids))
            return carried_out_once(keeps, sent, lambda: view(actor, subject))

        guarded.door = door  # type: ignore[attr-defined]
        return guarded

    return decorate


def find_actor(
    person_id: UUID, case_id: UUID, level: Level, sending: once.Sending | None = None
) -> Actor | None:
    """The person as a member of the case today, or None. A POST locks the case until it ends.

    A guest was let into one case. Every other is to that session as if it were not there.
    """
    if current_user.case_id not in (None, case_id):
        return None
    to_change = request.method == "POST"
    actor = _actor_source[0](person_id, case_id, level, to_change=to_change, sending=sending)
    return replace(actor, language=language()) if actor and _still_on_duty(actor) else None


def _still_on_duty(actor: Actor) -> bool:
    """Whoever was let in without a seat must have come by the staff door, as a caseworker."""
    return actor.let_in_until is None or MunicipalRole.CASEWORKER in current_user.municipal_roles


def _in_own_corner(actor: Actor) -> Actor:
    """The device the child was given the place on, and the code the child chose, stand for MitID."""
    if current_user.place_id is None:
        return actor
    return replace(actor, level=max(actor.level, Level.MITID), in_own_corner=True)


def _opened(
    actor: Actor | None,
    case_id: UUID,
    permission: Permission,
    level: Level,
    door: Door,
    on: Callable[[Actor], Any],
) -> tuple[Actor, Any]:
    """Who comes in, and what is found; or the refusal. `g.actor` is who is there in truth."""
    if actor and writing_for.asked():
        g.actor = actor
        return writing_for.speaker(actor, permission, _actor_source[0] if door.for_another else None, on)
    subject = on(replace(actor, level=Level.FRESH)) if actor else None
    actor = _let_through(permission, case_id, actor, subject, level, door)
    if looking_as.asked():
        actor, subject = looking_as.both(
            actor, permission, level, _actor_source[0] if door.shown_as else None, on
        )
    g.actor = actor
    return actor, subject


def _let_through(
    permission: Permission, case_id: UUID, actor: Actor | None, subject: object, level: Level, door: Door
) -> Actor:
    if actor is None or subject is None:
        looked.note(case_id, actor, permission, "missing")
        abort(404)
    consent = door.consent and not actor.is_professional
    if actor.level < max(level, getattr(subject, "level", level), Level.FRESH if consent else level):
        looked.note(case_id, actor, permission, "too_weak")
        kept = door.keeps and _keep_what_was_filled_in(actor)
        raise LoginTooWeak(fresh=actor.level >= Level.MITID, consent=consent, kept=kept)
    if not may(actor, permission, subject):
        looked.note(case_id, actor, permission, "refused")
        abort(403)
    if not g.unnoticed:
        looked.note(case_id, actor, permission, "seen")
    return actor


def _keep_what_was_filled_in(actor: Actor) -> bool:
    """A form that comes with too weak a login loses nothing. Saved at once: the refusal saves nothing."""
    if request.method != "POST":
        return False
    drafts.keep(actor.person_id, writing_for.place(), request.form.to_dict(flat=False), actor.case_id)
    session.commit()
    return True


def _with(door: Door) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]
        return view

    return decorate


def _behind(door: Door, fits: Callable[[], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**ids: Any) -> Any:
            g.unnoticed = door.unnoticed
            if not current_user.is_authenticated:
                return to_login(door.keeps, None)
            if not fits():
                abort(404)
            if door.saves:
                return view(**ids)
            return carried_out_once(door.keeps, form_sent(), lambda: view(**ids))

        guarded.door = door  # type: ignore[attr-defined]
        return guarded

    return decorate


def to_login(keeps: bool, case_id: UUID | None) -> Response:
    """Send a person to login. A form that comes after the idle limit loses nothing: it becomes that
    person's draft."""
    late: UUID | None = g.get("was_here")
    if keeps and late:
        _keep(late, case_id)
    came_back = request.method == "GET" or keeps
    return make_response(redirect(url_for("people.front", next=request.path if came_back else None), 303))


def keep_words() -> bool:
    """Make what was sent to a door that keeps words its writer's draft, and tell whether it is one now: for
    a request that ends before it is carried out."""
    door = door_of(current_app.view_functions[request.endpoint or ""])
    if not door.keeps or not current_user.is_authenticated:
        return False
    return _keep(current_user.person_id, (request.view_args or {}).get("case_id"))


def _keep(person_id: UUID, case_id: UUID | None) -> bool:
    if request.method != "POST" or (case_id and not find_actor(person_id, case_id, Level.MITID)):
        return False
    drafts.keep(person_id, writing_for.place(), request.form.to_dict(flat=False), case_id)
    return True


def refuse_to_start_with_open_doors(app: Flask) -> None:
    """Raise RuntimeError while any view has no door, or any verb has no rule."""
    doorless = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "door"))
    unruled = sorted(verbs_without_rule())
    if doorless or unruled:
        raise RuntimeError(f"views without a door: {doorless}; verbs without a rule: {unruled}")
