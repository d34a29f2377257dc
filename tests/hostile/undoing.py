"""Let a request run to its end on the real database, see what it would have kept, and take it all back."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import get_ident
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import Session, SessionTransaction

from portal.db import knocks
from portal.db.session import session

CHANGE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
BOOKKEEPING = frozenset({"look", "user_session", "knock"})
"""Written for every request that is let in: who looked, that the person is still here, how often one came."""


class Kept:
    """Which tables each transaction that was committed wrote to, bookkeeping apart."""

    def __init__(self) -> None:
        self.commits: list[frozenset[str]] = []
        self.twins: set[str] = set()
        self._written: dict[int, set[str]] = {}

    def clear(self) -> None:
        self.commits.clear()
        self.twins.clear()

    @property
    def tables(self) -> set[str]:
        return set().union(*self.commits)

    def wrote(self, _connection: object, cursor: Any, statement: str, told: Any, *_rest: object) -> None:
        if (found := CHANGE.match(statement)) and cursor.rowcount:
            self._written.setdefault(get_ident(), set()).add(found[1].lower())

    def flushed(self, db: Session, _context: object) -> None:
        """Rows of one flush that say the very same, however often it was asked for."""
        rows = Counter((type(one).__name__, *_said_by(one)) for one in db.new)
        self.twins |= {f"{count} {row[0]}s alike" for row, count in rows.items() if count > 1}

    def committed(self, db: Session) -> None:
        if not db.in_nested_transaction():
            written = frozenset(self._written.pop(get_ident(), ())) - BOOKKEEPING
            self.commits += [written] if written else []

    def ended(self, _db: Session, transaction: SessionTransaction) -> None:
        if transaction.parent is None:
            self._written.pop(get_ident(), None)


def _said_by(thing: Any) -> tuple[str, ...]:
    """What a new row says, without what is drawn or counted for each."""
    columns = inspect(thing).mapper.column_attrs.keys()
    return tuple(f"{name}={getattr(thing, name)}" for name in columns if name not in ("id", "created_at"))


@contextmanager
def watched(engine: Engine) -> Iterator[Kept]:
    """What is kept meanwhile, by whichever thread."""
    kept = Kept()
    told = [
        (engine, "after_cursor_execute", kept.wrote),
        (Session, "after_flush", kept.flushed),
        (Session, "after_commit", kept.committed),
        (Session, "after_transaction_end", kept.ended),
    ]
    for target, name, listener in told:
        event.listen(target, name, listener)
    try:
        yield kept
    finally:
        for target, name, listener in told:
            event.remove(target, name, listener)


@contextmanager
def undone(engine: Engine) -> Iterator[None]:
    """Whatever is committed inside is taken back at the end: each attack meets the family as it was."""
    session.remove()
    with engine.connect() as connection:
        everything = connection.begin()
        session.configure(bind=connection, join_transaction_mode="create_savepoint")
        try:
            with patch.object(knocks, "apart", lambda: nullcontext(connection)):
                yield
        finally:
            session.remove()
            everything.rollback()
            session.configure(bind=engine, join_transaction_mode="conditional_savepoint")
