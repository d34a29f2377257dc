"""Authors change their own words; the earlier wording stays in history."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from portal.db import held as locks
from portal.db.session import session
from portal.writing.models import EarlierWording
from portal.writing.moved import TextHasMoved


class Worded(Protocol):
    """Anything with words that counts its own changes."""

    id: Any
    case_id: Any
    words: Any
    revision: Any


def held(thing: Worded, seen: int, mine: str) -> None:
    """Lock the text, and refuse if it is not the one the writer saw. Raises TextHasMoved.

    Where the door has locked the whole case before the text was loaded, that lock is enough.
    """
    lock(thing)
    if thing.revision != seen:
        raise TextHasMoved(theirs=thing.words, mine=mine, revision=thing.revision)


def lock(thing: Worded) -> None:
    """Load the text as it is now, and let nobody change it until this transaction ends."""
    if locks.remembered(thing.case_id) is None:
        session.refresh(thing, with_for_update={"key_share": True})


def reword(thing: Worded, seen: int, *, by: UUID, **fields: Any) -> None:
    """Give a contribution new words (and other fields), keeping what it said before. `by`: who does it (a
    person's id). Raises TextHasMoved."""
    held(thing, seen, fields["words"])
    before = {name: _plain(getattr(thing, name)) for name in fields}
    case_id: UUID = thing.case_id
    told = {"case_id": case_id, "contribution_id": thing.id, "revision": thing.revision, "by_id": by}
    session.add(EarlierWording(**told, fields=before))
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.revision += 1
    session.flush()


def earlier(thing: Worded) -> list[EarlierWording]:
    """What a text said before, in the order in which it was said. Who may read which of them is not for this
    package to say: see `cases.queries.wordings`."""
    return list(
        session.scalars(
            select(EarlierWording)
            .where(EarlierWording.case_id == thing.case_id, EarlierWording.contribution_id == thing.id)
            .order_by(EarlierWording.revision)
        )
    )


def _plain(value: Any) -> Any:
    """A value as JSON holds it; a moment as ISO 8601 with its zone, an id as text."""
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value
