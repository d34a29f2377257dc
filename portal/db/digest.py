"""One hash of all data, so that a request can be shown to have changed nothing."""

import hashlib
import json
from typing import Any

from sqlalchemy import Table, select

from portal.db.base import Base
from portal.db.session import session

WITHOUT = frozenset(
    {
        *("user_session", "login_state", "spent_logout"),  # who is signed in
        *("sign_in_audit", "look", "look_seal", "sealed_look"),  # logs
        "knock",  # how often somebody tried
    }
)
AT_ONCE = 1000


def digest() -> str:
    """SHA-256 (hex) over every row of every table but sessions and logs.

    It is the same on both databases, whatever order they answer in; encrypted columns count as what they say,
    so new keys change nothing. Needs the keys, and every model to be loaded.
    """
    whole = hashlib.sha256()
    for name, table in sorted(Base.metadata.tables.items()):
        if name not in WITHOUT:
            whole.update(_of(table))
    return whole.hexdigest()


def _of(table: Table) -> bytes:
    """One table: its name, and its rows in the order of their hashes."""
    rows = session.execute(select(table).execution_options(yield_per=AT_ONCE))
    return hashlib.sha256(b"".join([table.name.encode(), *sorted(_row(row) for row in rows)])).digest()


def _row(row: Any) -> bytes:
    told = json.dumps(row._asdict(), default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).digest()
