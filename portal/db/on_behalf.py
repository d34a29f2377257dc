"""Words that one person writes down for another, in this transaction: who holds the pen is never left out."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.db import held

PEN = "pen"


@dataclass(frozen=True)
class WrittenDown:
    """`by_id` (a person) writes what `for_id` says. `how`: reading, interpreter, paper or meeting.
    `read_aloud`: it was read to them afterwards, and they agreed to it."""

    by_id: UUID
    for_id: UUID
    how: str
    read_aloud: bool


def write_down(pen: WrittenDown) -> None:
    """From here to the end of the transaction."""
    held.remember(PEN, pen)


def signed(author_id: UUID) -> dict[str, Any]:
    """What a contribution of this author says of who wrote it down; nothing when the author does so."""
    pen: WrittenDown | None = held.remembered(PEN)
    if pen is None or pen.for_id != author_id:
        return {}
    return {"written_by_id": pen.by_id, "written_how": pen.how, "read_aloud": pen.read_aloud}


def hand_of(person_id: UUID | None) -> UUID | None:
    """Who does in truth what is done in this person's name."""
    pen: WrittenDown | None = held.remembered(PEN)
    return pen.by_id if pen and pen.for_id == person_id else person_id
