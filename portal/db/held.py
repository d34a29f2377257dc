"""What this transaction has locked, and what it read under the lock: known until the transaction ends."""

from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.db.session import session

HELD = "held"


def remember(key: UUID, value: Any) -> None:
    """The row `key` is locked by this transaction; `value` is what it said, or says now."""
    session.info.setdefault(HELD, {})[key] = value


def remembered(key: UUID) -> Any | None:
    """What was read of the row `key` under this transaction's own lock, or None when it is not locked."""
    return session.info.get(HELD, {}).get(key)


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _let_go(db: Session) -> None:
    db.info.pop(HELD, None)
