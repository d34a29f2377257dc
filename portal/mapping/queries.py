"""What is on the map, as far as the actor sees it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.db.session import session
from portal.mapping.models import ONLY_MINE, Category, MapEntry
from portal.writing import drafts
from portal.writing.models import Draft


def entries(actor: Actor) -> list[MapEntry]:
    """Every sentence on the map that the actor sees, oldest first."""
    return list(
        session.scalars(select(MapEntry).where(visible(actor, MapEntry)).order_by(MapEntry.created_at))
    )


def find_entry(actor: Actor, entry_id: UUID) -> MapEntry | None:
    return session.scalar(select(MapEntry).where(MapEntry.id == entry_id, visible(actor, MapEntry)))


@dataclass(frozen=True)
class OnlyMine:
    """A sentence that only its writer reads."""

    id: UUID
    category: Category
    words: str


def only_mine(actor: Actor) -> list[OnlyMine]:
    """What the actor keeps under *Kun mig* on this map."""
    return [_opened(note) for note in drafts.only_mine(actor.person_id, actor.case_id, ONLY_MINE)]


def find_only_mine(actor: Actor, note_id: UUID) -> OnlyMine | None:
    note = drafts.find_kept(actor.person_id, actor.case_id, note_id)
    return _opened(note) if note else None


def _opened(note: Draft) -> OnlyMine:
    return OnlyMine(note.id, Category(note.fields["category"][0]), note.fields["words"][0])
