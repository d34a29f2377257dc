"""What a case waits for: the oldest promise among all rooms, stored so that lists need no joins."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, union_all

from portal.cases.models import Case
from portal.db import held

Promises = Callable[[UUID], Select[datetime, str]]
_promises: list[Promises] = []


def adopt_promises(sources: list[Promises]) -> None:
    """Take in how each room tells what a case (id) waits for: `at` (UTC) and `why`, one row for a promise."""
    _promises[:] = sources


def settle_attention(case_id: UUID) -> None:
    """Let the case wait by the oldest promise that is left when the transaction commits. Every verb that
    makes or keeps one ends here."""
    waits = union_all(*(source(case_id) for source in _promises)).subquery()
    oldest = select(waits.c.at, waits.c.why).order_by(waits.c.at, waits.c.why).limit(1)
    held.says_at_commit(
        Case.__tablename__,
        case_id,
        attention_at=oldest.with_only_columns(waits.c.at).scalar_subquery(),
        attention_why=oldest.with_only_columns(waits.c.why).scalar_subquery(),
    )
