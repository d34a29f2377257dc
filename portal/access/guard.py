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

from flask import Flask, Response, abort, g, make_response, redirect, request, url_for
from flask_login import current_user

from portal.access import looked, looking_as, writing_for
from portal.access.actor import Actor, Level, MunicipalRole
from portal.access.arriving import actor_source, find_actor, in_own_corner
from portal.access.carrying_out import carried_out_once, form_sent
from portal.access.decisions import may, verbs_without_rule
from portal.access.door import Door, View
from portal.access.keeping import keep_what_was_filled_in, to_login
from portal.access.levels import Content, least, without_level
from portal.access.permissions import WHILE_AWAY, Permission
from portal.web.errors import LoginTooWeak


def public(*, saves: bool = False) -> Callable[[View], View]:
    """A view that anyone may open."""
    return _with(Door("public", saves))


def signed_in(
    *,
    saves: bool = False,
    unnoticed: bool = False,
    kind: Content = Content.OWN_MATTERS,
    corner: bool = False,
    keeps: bool = False,
) -> Callable[[View], View]:
    """A view about nothing but the signed-in person's own matters. `unnoticed`, `corner`: see `allows`."""
    door = Door("signed in", saves, keeps=keeps, unnoticed=unnoticed, corner=corner, kind=kind)
    return _behind(door, lambda: bool(corner and current_user.place_id) or _known_well_for(kind))


def employed(
    *roles: MunicipalRole, keeps: bool = False, kind: Content = Content.WORK, sends: Content | None = None
) -> Callable[[View], View]:
    """A view for people the municipality employs in one of these roles; for everybody else the address does
    not exist. `sends`: the kind of what its form does, where that takes more than to read the page."""
    door = Door(f"employed: {' or '.join(roles)}", keeps=keeps, kind=kind, sends=sends)

    def fits() -> bool:
        wanted = sends if sends and request.method == "POST" else kind
        return not current_user.municipal_roles.isdisjoint(roles) and _known_well_for(wanted)

    return _behind(door, fits)


def _known_well_for(kind: Content) -> bool:
    """Do we know surely enough who is there? LoginTooWeak when not."""
    if current_user.level < least(kind):
        raise LoginTooWeak(fresh=current_user.level >= Level.MITID)
    return True


def allows(
    permission: Permission,
    on: Callable[..., Any],
    *,
    keeps: bool = False,
    kind: Content | None = None,
    unnoticed: bool = False,
    consent: bool = False,
    corner: bool = False,
    shown_as: bool = False,
    for_another: bool | Permission = False,
) -> Callable[[View], View]:
    """Open a view to members who hold `permission` on the thing that `on(actor, **ids)` finds in their case.

    The view is handed the actor and the thing itself, never an id. `kind`: of content, where that asks for
    another level than the permission does. `unnoticed`: nobody opened anything, a page that stands open
    asked: no look, and the session goes on resting; refusals are noted all the same. `corner`: a child whose
    place was opened in person is known well enough here, without MitID; every other door stays shut.
    `consent`: see `Door`. `shown_as`: see `looking_as`. `for_another`: see `writing_for`.
    """
    opens, name = Content.CONSENT if consent else kind or permission, permission.value
    door = Door(name, False, keeps, unnoticed, consent, corner, shown_as, opens, None, for_another, on)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(case_id: UUID, **parts: Any) -> Any:
            g.unnoticed = unnoticed
            if not current_user.is_authenticated:
                return to_login(keeps, case_id)
            sent = form_sent()
            actor = find_actor(current_user.person_id, case_id, current_user.level, sent)
            actor = in_own_corner(actor) if actor and corner else actor
            ids = {name: part for name, part in parts.items() if isinstance(part, UUID)}
            actor, subject = _opened(actor, case_id, permission, door, lambda who: on(who, **ids))
            return carried_out_once(keeps, sent, lambda: view(actor, subject))

        guarded.door = door  # type: ignore[attr-defined]
        return guarded

    return decorate


def _opened(
    actor: Actor | None, case_id: UUID, permission: Permission, door: Door, on: Callable[[Actor], Any]
) -> tuple[Actor, Any]:
    """Who comes in, and what is found; or the refusal. `g.actor` is who is there in truth."""
    if actor is not None and actor.paused and permission not in WHILE_AWAY:
        abort(_way_back(actor, door))
    if actor and writing_for.asked():
        g.actor = actor
        return writing_for.speaker(actor, permission, door.for_another, actor_source(), on)
    subject = on(replace(actor, level=Level.FRESH)) if actor else None
    actor = _let_through(permission, case_id, actor, subject, door)
    g.opened = permission, on
    if looking_as.asked():
        level, find = _level_for(actor, permission, door), actor_source() if door.shown_as else None
        actor, subject = looking_as.both(actor, permission, level, find, on)
    g.actor = actor
    return actor, subject


def _way_back(actor: Actor, door: Door) -> Response:
    """Whoever takes a break opens nothing; one tap leads back. What was filled in elsewhere is kept."""
    if door.unnoticed:
        abort(403)
    if door.keeps:
        keep_what_was_filled_in(actor)
    return make_response(redirect(url_for("network.come_back", case_id=actor.case_id), 303))


def _let_through(
    permission: Permission, case_id: UUID, actor: Actor | None, subject: object, door: Door
) -> Actor:
    if actor is None or subject is None:
        looked.note(case_id, actor, permission, "missing")
        abort(404)
    level = _level_for(actor, permission, door)
    if actor.level < max(level, getattr(subject, "level", level)):
        looked.note(case_id, actor, permission, "too_weak")
        kept = door.keeps and keep_what_was_filled_in(actor)
        consent = door.consent and not actor.is_professional
        raise LoginTooWeak(fresh=actor.level >= Level.MITID, consent=consent, kept=kept)
    if not may(actor, permission, subject):
        looked.note(case_id, actor, permission, "refused")
        abort(403)
    if not g.unnoticed:
        looked.note(case_id, actor, permission, "seen")
    return actor


def _level_for(actor: Actor, permission: Permission, door: Door) -> Level:
    """A professional gives a permission as part of the day's work, by the login of that day."""
    return least(permission if door.consent and actor.is_professional else door.kind or permission)


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


def refuse_to_start_with_open_doors(app: Flask) -> None:
    """Raise RuntimeError while any view has no door, any verb no rule, or any kind of content no level."""
    doorless = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "door"))
    unruled, unleveled = sorted(verbs_without_rule()), sorted(map(str, without_level()))
    if doorless or unruled or unleveled:
        told = {"a door": doorless, "a rule": unruled, "a level": unleveled}
        raise RuntimeError("; ".join(f"without {what}: {found}" for what, found in told.items()))
