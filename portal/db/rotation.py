"""Lock everything that is encrypted with the newest key, a batch at a time, while the portal runs.

A row that somebody changes meanwhile is left to them: it was locked with the newest key as it was written.
Stopped half-way, the next run finds what is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import Column, Text, literal, select, type_coerce, update

from portal.db.base import Base
from portal.db.sealed import Encrypted, renewed
from portal.db.session import session

BATCH = 200


@dataclass
class Count:
    """What became of one column (`table.column`): locked anew, locked so already, opened by none of our
    keys."""

    column: str
    anew: int = 0
    already: int = 0
    lost: int = 0


def rotate() -> Iterator[Count]:
    """Every encrypted column, one after another. Commits after each batch."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Encrypted):
                yield _rotated(column)


def _rotated(column: Column[Any]) -> Count:
    count, last = Count(f"{column.table.name}.{column.name}"), None
    while rows := _batch(column, last):
        for key, locked in rows:
            _lock_anew(column, key, locked, count)
        session.commit()
        last = rows[-1][0]
    return count


def _batch(column: Column[Any], last: Any) -> list[tuple[Any, str]]:
    """Keys and ciphertext of the rows after `last`."""
    (key,) = column.table.primary_key
    rows = select(key, type_coerce(column, Text())).where(column.is_not(None)).order_by(key).limit(BATCH)
    found = session.execute(rows if last is None else rows.where(key > last)).all()
    return [(one, locked) for one, locked in found]


def _lock_anew(column: Column[Any], key: Any, locked: str, count: Count) -> None:
    (primary,) = column.table.primary_key
    try:
        new = renewed(locked)
    except InvalidToken:
        count.lost += 1
        return
    if new is None:
        count.already += 1
        return
    same = type_coerce(column, Text()) == locked
    values = {column.name: literal(new, Text())}
    session.execute(update(column.table).where(primary == key, same).values(values))
    count.anew += 1
