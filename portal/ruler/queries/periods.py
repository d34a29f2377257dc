"""When there are too many answers to tell apart, which of them stand in the picture.

Nothing is put together: each answer that stands is one that somebody gave. Of each person the newest of a
period stands, and the most worried, since a bad day must not vanish behind a good one that came after it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from portal.db.clock import on_the_wall

MOST = 12
"""As many periods as a line may have on the narrowest phone before its marks lie on one another."""


class Period(StrEnum):
    """How long the periods are, the shortest first."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Answered(Protocol):
    """One answer of one person."""

    @property
    def person_id(self) -> Hashable: ...
    @property
    def at(self) -> datetime: ...
    @property
    def step(self) -> int: ...


One = TypeVar("One", bound=Answered)
WHICH: dict[Period, Callable[[date], Hashable]] = {
    Period.WEEK: lambda day: day.isocalendar()[:2],
    Period.MONTH: lambda day: (day.year, day.month),
    Period.QUARTER: lambda day: (day.year, (day.month + 2) // 3),
    Period.YEAR: lambda day: day.year,
}


def thinned(answers: Sequence[One]) -> tuple[list[One], Period | None]:
    """All of them, or those that stand for their period; and the shortest period that leaves room.

    `answers`: oldest first. The period is None where there was room for all.
    """
    if not _too_many((one.person_id for one in answers), MOST * 2):
        return list(answers), None
    by = next((period for period in Period if not _crowded(answers, period)), Period.YEAR)
    kept: set[int] = set()
    for same in _of_each_period(answers, by).values():
        newest = same[-1]
        worst = max(same, key=lambda number: (answers[number].step, number))
        kept |= {newest, worst}
    return [one for number, one in enumerate(answers) if number in kept], by


def _too_many(whose: Iterable[Hashable], most: int) -> bool:
    return any(times > most for times in Counter(whose).values())


def _crowded(answers: Sequence[Answered], period: Period) -> bool:
    """Has anybody answered in more periods than there is room for?"""
    return _too_many((person for person, _which in _of_each_period(answers, period)), MOST)


def _of_each_period(
    answers: Sequence[Answered], period: Period
) -> dict[tuple[Hashable, Hashable], list[int]]:
    """Where in `answers` those of one person in one period (of days on a Danish wall) stand."""
    found: dict[tuple[Hashable, Hashable], list[int]] = {}
    for number, one in enumerate(answers):
        which = WHICH[period](on_the_wall(one.at).date())
        found.setdefault((one.person_id, which), []).append(number)
    return found
