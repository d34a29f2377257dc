"""What the rule of visibility says of one table, whoever asks. Put together once: each question only adds the
actor (see `portal.access.visibility`)."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_

from portal.access.models import Audience, Contribution, NamedReader

SAID, READER = Contribution.__table__, NamedReader.__table__
"""The tables, not the classes: a condition on mapped attributes takes far longer to put together."""
BESIDE: tuple[FromClause, ...] = (SAID.alias("beside"), SAID.alias("beside_that"))
"""An answer stands beside a suggestion, which stands beside an agreement; nothing stands deeper."""


class Parts:
    """The conditions of one table."""

    def __init__(self, columns: Any) -> None:
        self.case_id, self.level, self.author_id = columns.case_id, columns.level, columns.author_id
        self.about_id, self.child_id, self.created_at = columns.about_id, columns.child_id, columns.created_at
        self.open = and_(columns.hidden_at.is_(None), columns.audience != Audience.ONLY_ME.value)
        self.stands = columns.taken_back_at.is_(None)
        self.waits = and_(columns.held_at.is_not(None), self.open)
        self.written_by_id = columns.written_by_id
        self.let_through = columns.held_at.is_(None)
        self.for_all_kinds = columns.professional_only.is_(False)
        self.about_nobody: ColumnElement[bool] = columns.about_id.is_(None)
        self.about_no_child: ColumnElement[bool] = columns.child_id.is_(None)
        self.said_to_all = columns.audience == Audience.IN_CASE.value
        self.released = columns.released_at.is_not(None)
        self.for_newcomers = columns.open_to_newcomers.is_(True)
        self.alone: ColumnElement[bool] = columns.beside_id.is_(None)
        self.beside = {other: other.c.id == columns.beside_id for other in BESIDE}
        self.readers = READER.c.contribution_id == columns.id


@lru_cache(maxsize=128)
def parts_of(thing: Any) -> Parts:
    """Of a table, a room's class or an alias of one. Some live for one question."""
    return Parts(thing.c if isinstance(thing, FromClause) else thing)
