"""What makes it time to ask everybody anew how a child is doing, told by the rooms in which it happened; and
for which families that time has come. For the caseworker alone, and no part of the case row, which a family's
page loads too.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Subquery, func, select, union_all

OccasionsIn = Callable[[], Select[tuple[UUID, datetime, str]]]
ToAsk = Callable[[], Select[tuple[UUID, str]]]
_occasions: list[OccasionsIn] = []
_to_ask: list[ToAsk] = []


def adopt_occasions(*sources: OccasionsIn, ask: ToAsk) -> None:
    """Take in how each room tells its occasions: a case (id), from when on answers count for it (UTC), and
    what it is; and how the room of the answers tells which cases are to be asked anew, and why."""
    _occasions[:], _to_ask[:] = sources, [ask]


def occasions() -> Subquery:
    """Every occasion of every case: `case_id`, `since` and `what`."""
    every = union_all(*(source() for source in _occasions)).subquery()
    case_id, since, what = every.c
    return select(case_id.label("case_id"), since.label("since"), what.label("what")).subquery()


def first_to_ask() -> Subquery:
    """For each case where it is time to ask, `case_id` and `what` makes it so; of several the gravest, which
    is the first by the alphabet. To be joined."""
    case_id, what = _to_ask[0]().subquery().c
    return select(case_id.label("case_id"), func.min(what).label("what")).group_by(case_id).subquery()
