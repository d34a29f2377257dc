"""Is every chain of events whole?"""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select

from portal.db.session import session
from portal.history.models import Event
from portal.history.recorder import BEGINNING, chain, fingerprint

BATCH = 1000


def faults() -> Iterator[str]:
    """One sentence for each case whose chain is broken: an event changed, missing or too many."""
    heads = {row.id: (row.story_number, row.story_head) for row in session.execute(select(chain))}
    rows = session.scalars(
        select(Event).order_by(Event.case_id, Event.number).execution_options(yield_per=BATCH)
    )
    for case_id, events in groupby(rows, key=lambda event: event.case_id):
        number, head, fault = _walk(list(events))
        if fault is None and heads.pop(case_id, None) != (number, head):
            fault = "the end of the chain is not where the case says"
        heads.pop(case_id, None)
        if fault:
            yield f"case {case_id}: {fault}"
    yield from (
        f"case {case_id}: all of its events are missing"
        for case_id, (number, _head) in heads.items()
        if number
    )


def _walk(events: list[Event]) -> tuple[int, str, str | None]:
    head, number = BEGINNING, 0
    for event in events:
        if event.number != number + 1 or event.previous_hash != head:
            return number, head, f"an event is missing or moved after number {number}"
        if fingerprint(event) != event.hash:
            return number, head, f"event number {event.number} was changed"
        head, number = event.hash, event.number
    return number, head, None
