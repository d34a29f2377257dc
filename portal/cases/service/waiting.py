"""What a case waits for: the oldest promise among all rooms, stored so that lists need no joins."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from portal.cases.models import Case
from portal.db.session import session

Promises = Callable[[UUID], Iterable[tuple[datetime, str]]]
_promises: list[Promises] = []


def adopt_promises(sources: list[Promises]) -> None:
    """Take in how each room tells what a case (id) waits for: (by when in UTC, why)."""
    _promises[:] = sources


def settle_attention(case_id: UUID) -> None:
    """Let the case wait by the oldest promise that is left. Every verb that makes or keeps one ends here."""
    case = session.get_one(Case, case_id, with_for_update={"key_share": True}, populate_existing=True)
    waits = [promise for source in _promises for promise in source(case_id)]
    case.attention_at, case.attention_why = min(waits, default=(None, None))
    session.flush()
