"""Sentences on the map, and those that only their writer reads."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.db.session import session
from portal.mapping.models import AROUND, ONLY_MINE, Category, MapEntry
from portal.writing import drafts
from portal.writing.models import Draft


def entries(actor: Actor) -> list[MapEntry]:
    """Every sentence on the map that the actor sees, oldest first."""
    return list(
        session.scalars(
            select(MapEntry).where(visible(actor, MapEntry)).order_by(MapEntry.created_at, MapEntry.id)
        )
    )


def find_entry(actor: Actor, entry_id: UUID) -> MapEntry | None:
    return session.scalar(select(MapEntry).where(MapEntry.id == entry_id, visible(actor, MapEntry)))


def dangers(actor: Actor) -> list[MapEntry]:
    """What could happen, as it stands: what its author has hidden is left out."""
    stands = (MapEntry.category == Category.DANGER_STATEMENT, MapEntry.hidden_at.is_(None))
    return list(
        session.scalars(
            select(MapEntry)
            .where(visible(actor, MapEntry), *stands)
            .order_by(MapEntry.created_at, MapEntry.id)
        )
    )


@dataclass(frozen=True)
class OnlyMine:
    """A sentence that only its writer reads."""

    id: UUID
    category: Category
    words: str
    around: dict[str, str]


def only_mine(actor: Actor) -> list[OnlyMine]:
    """What the actor keeps under *Kun mig* on this map."""
    return [_opened(note) for note in drafts.only_mine(actor.person_id, actor.case_id, ONLY_MINE)]


def find_only_mine(actor: Actor, note_id: UUID) -> OnlyMine | None:
    note = drafts.find_kept(actor.person_id, actor.case_id, note_id)
    return _opened(note) if note else None


def _opened(note: Draft) -> OnlyMine:
    told = {name: values[0] for name, values in note.fields.items() if name in AROUND}
    return OnlyMine(note.id, Category(note.fields["category"][0]), note.fields["words"][0], told)
