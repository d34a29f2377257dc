"""What comes due for the caseworker alone, beside what families were promised, and what is urgent: asked with
the list of cases.

No part of the case row: a family's page loads that row too.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, Subquery, func, select, union_all

DueIn = Callable[[], Select[tuple[UUID, date]]]
PastIn = Callable[[], Select[tuple[UUID, str]]]
UrgentIn = Callable[[], Select[tuple[UUID, datetime]]]
_sources: list[DueIn] = []
_past: list[PastIn] = []
_urgent: list[UrgentIn] = []
_worried: list[UrgentIn] = []


def adopt_due(sources: list[DueIn], *, past: list[PastIn]) -> None:
    """Take in how each room tells what has come due: a case (id) and the day, one row for each thing. `past`:
    the same of what was hoped to be done by a day that is over (ISO 8601)."""
    _sources[:], _past[:] = sources, past


def first_due() -> Subquery:
    """For each case where something has come due, the first such day: `case_id` and `on`, to be joined."""
    return _first_day_of(_sources)


def first_past() -> Subquery:
    """For each case where something was hoped to be done by now, the first such day: `case_id` and `on`."""
    return _first_day_of(_past)


def _first_day_of(sources: list[DueIn] | list[PastIn]) -> Subquery:
    every = union_all(*(source() for source in sources)).subquery()
    return (
        select(every.c[0].label("case_id"), func.min(every.c[1]).label("on")).group_by(every.c[0]).subquery()
    )


def adopt_urgent(sources: list[UrgentIn], *, worried: list[UrgentIn]) -> None:
    """Take in how each room tells what stands before all else on the list: a case (id), and by when (UTC).
    `worried`: the same of what somebody is so worried about that the stand-in is told at once too."""
    _urgent[:], _worried[:] = sources, worried


def first_urgent() -> Subquery:
    """For each case with something urgent, by when the first of it: `case_id` and `by`, to be joined."""
    return _first_of(_urgent)


def first_worried() -> Subquery:
    """For each case with such a worry that nobody has taken up, by when: `case_id` and `by`, to be joined."""
    return _first_of(_worried)


def _first_of(sources: list[UrgentIn]) -> Subquery:
    every = union_all(*(source() for source in sources)).subquery()
    return (
        select(every.c[0].label("case_id"), func.min(every.c[1]).label("by")).group_by(every.c[0]).subquery()
    )
