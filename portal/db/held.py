"""What this transaction has locked, what it read under the lock, and what those rows say when it commits."""

from collections.abc import Hashable
from typing import Any
from uuid import UUID

from sqlalchemy import event, update
from sqlalchemy.orm import Session, SessionTransaction

from portal.db.base import Base
from portal.db.session import session

HELD, TO_SAY = "held", "to_say"


def remember(key: Hashable, value: Any) -> None:
    """The row `key` is locked by this transaction; `value` is what it said, or says now."""
    session.info.setdefault(HELD, {})[key] = value


def remembered(key: Hashable) -> Any | None:
    """What was read of the row `key` under this transaction's own lock, or None when it is not locked."""
    return session.info.get(HELD, {}).get(key)


def says_at_commit(table: str, key: UUID, **values: Any) -> None:
    """Let the row `key` of `table` say these values (or SQL that tells them) when this transaction commits.

    However many verbs say something of the row, it is written once, after everything else.
    """
    session.info.setdefault(TO_SAY, {}).setdefault((table, key), {}).update(values)


@event.listens_for(Session, "before_commit")
def _say(db: Session) -> None:
    if db.in_nested_transaction() or not db.info.get(TO_SAY):
        return
    db.flush()
    for (name, key), values in db.info.pop(TO_SAY).items():
        table = Base.metadata.tables[name]
        db.execute(update(table).where(table.c.id == key).values(**values))


@event.listens_for(Session, "after_transaction_end")
def _let_go(db: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        for kept in (HELD, TO_SAY):
            db.info.pop(kept, None)
