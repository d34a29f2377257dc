"""What a case waits for: the oldest promise among all rooms, stored so that lists need no joins."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from portal.cases.models import Case
from portal.db.session import session

Promises = Callable[[UUID], Iterable[tuple[datetime, str]]]
_promises: list[Promises] = []


def adopt_promises(sources: list[Promises]) -> None:
    """Take in how each room tells what a case (id) waits for: (by when in UTC, why)."""
    _promises[:] = sources


def settle_attention(case_id: UUID) -> None:
    """Let the case wait by the oldest promise that is left. Every verb that makes or keeps one ends here."""
    session.flush()
    at, why = min((promise for source in _promises for promise in source(case_id)), default=(None, None))
    session.execute(update(Case).where(Case.id == case_id).values(attention_at=at, attention_why=why))
