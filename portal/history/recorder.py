"""Write what happened, in the same transaction as the thing that happened."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import rfc8785
from sqlalchemy import BigInteger, Text, Uuid, column, select, table

from portal.db import held
from portal.db.clock import now
from portal.db.on_behalf import hand_of
from portal.db.session import session
from portal.history.models import Event

BEGINNING = "0" * 64
chain = table(
    "case", column("id", Uuid()), column("story_number", BigInteger()), column("story_head", Text())
)


def record(
    what: str, *, by: UUID | None, case_id: UUID, subject_id: UUID | None = None, **detail: Any
) -> Event:
    """Add one event to the case's chain.

    `what` is `room.verb_done`; `subject_id` the contribution it is about: the event is shown to those who
    see that. `detail` holds plain JSON values, never words of the case. The case row is locked, so that two
    verbs at once form one chain. `by`: in whose name; the event says who did it.
    """
    number, head = _end_of_chain(case_id)
    event = Event(
        id=uuid4(),
        created_at=now(),
        case_id=case_id,
        number=number + 1,
        what=what,
        by_id=hand_of(by),
        subject_id=subject_id,
        detail=detail,
        previous_hash=head,
    )
    event.hash = fingerprint(event)
    session.add(event)
    held.says_at_commit(chain.name, case_id, story_number=event.number, story_head=event.hash)
    held.remember(case_id, (event.number, event.hash))
    return event


def _end_of_chain(case_id: UUID) -> tuple[int, str]:
    """The number and hash of the last event, under a lock on the case that no other verb gets meanwhile.

    The door takes the lock for most requests; here it is taken for the rest. `key_share`: whoever only
    points at the case, as every new row does, need not wait; without it two writers would wait for each
    other.
    """
    known: tuple[int, str] | None = held.remembered(case_id)
    if known is not None:
        return known
    row = session.execute(
        select(chain.c.story_number, chain.c.story_head)
        .where(chain.c.id == case_id)
        .with_for_update(key_share=True)
    ).one()
    return row.story_number, row.story_head


def fingerprint(event: Event) -> str:
    """SHA-256 over the event's canonical JSON (RFC 8785), the hash of the one before it included."""
    return hashlib.sha256(
        rfc8785.dumps(
            {
                "id": str(event.id),
                "case": str(event.case_id),
                "number": event.number,
                "what": event.what,
                "by": str(event.by_id),
                "subject": str(event.subject_id),
                "at": moment(event.created_at),
                "detail": event.detail,
                "previous": event.previous_hash,
            }
        )
    ).hexdigest()


def moment(at: datetime) -> str:
    """A moment as it stands in hashed text: UTC, microseconds always written."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
