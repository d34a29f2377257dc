"""Who opened what, and who was refused. Noted at the door, written after the request's own transaction has
ended.

Inside `BEGIN IMMEDIATE` a second writer would wait for itself until it fails; and a look must also be kept
when the request saves nothing.
"""

from uuid import UUID

from flask import g
from flask_login import current_user

from portal.access.actor import Actor, MunicipalRole
from portal.access.permissions import Permission
from portal.access.purposes import Purpose, purpose_of
from portal.db import sealed
from portal.db.session import session
from portal.history.models import Look


def note(case_id: UUID, actor: Actor | None, permission: Permission, outcome: str) -> None:
    """Remember one look for the end of the request."""
    g.look = Look(
        case_id=case_id,
        person_id=current_user.person_id,
        role=actor.role if actor else None,
        what=permission.value,
        outcome=outcome,
        reason=purpose_of(actor) if actor else None,
    )


def note_oversight(case_id: UUID) -> None:
    """Remember that a leader went through who has looked at this case, and why."""
    g.look = Look(
        case_id=case_id,
        person_id=current_user.person_id,
        role=MunicipalRole.TEAM_LEADER,
        what=Permission.LOOKS_READ.value,
        outcome="seen",
        reason=Purpose.OVERSIGHT,
    )


def seen_as(person_id: UUID) -> None:
    """It was a look at what this person sees."""
    g.look.as_id = person_id


def searched_for(words: str) -> None:
    """It was a look for these words."""
    g.look.words = sealed.seal(words.encode())


def write() -> None:
    """Write the look of this request, if there was one, in a transaction of its own."""
    look: Look | None = g.pop("look", None)
    if look is not None:
        session.add(look)
        session.commit()
