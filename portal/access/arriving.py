"""Who a signed-in person is in a case, and how well we know them here."""

from dataclasses import replace
from uuid import UUID

from flask import request
from flask_login import current_user

from portal.access.actor import Actor, Level, MunicipalRole, Role
from portal.access.actor_source import ActorSource
from portal.web.i18n import language
from portal.writing import once

_actor_source: list[ActorSource] = []


def adopt_actor_source(source: ActorSource) -> None:
    """Take in where actors come from."""
    _actor_source[:] = [source]


def actor_source() -> ActorSource:
    """Where actors come from, told by the app."""
    return _actor_source[0]


def find_actor(
    person_id: UUID, case_id: UUID, level: Level, sending: once.Sending | None = None
) -> Actor | None:
    """The person as a member of the case today, or None. A POST locks the case until it ends.

    A guest was let into one case. Every other is to that session as if it were not there.
    """
    if current_user.case_id not in (None, case_id):
        return None
    to_change = request.method == "POST"
    actor = actor_source()(person_id, case_id, level, to_change=to_change, sending=sending)
    return replace(actor, language=language()) if actor and _still_on_duty(actor) else None


def _still_on_duty(actor: Actor) -> bool:
    """A caseworker, with a seat or let in without one, must have come by the staff door as a caseworker: who
    only administers the portal reads of no family, whatever seat somebody has given them."""
    is_free = actor.let_in_until is None and actor.role is not Role.CASEWORKER
    return is_free or MunicipalRole.CASEWORKER in current_user.municipal_roles


def in_own_corner(actor: Actor) -> Actor:
    """The device the child was given the place on, and the code the child chose, stand for MitID."""
    if current_user.place_id is None:
        return actor
    return replace(actor, level=max(actor.level, Level.MITID), in_own_corner=True)
