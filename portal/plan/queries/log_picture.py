"""One agreement over some weeks: how often each thing was seen. Plain data in, places out.

Counts stand beside one another and are never weighed: no share, no average, no verdict.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.plan.models.log import Mark

WEEKS = 8
"""As many as the narrowest phone shows with marks that can be told from one another."""


@dataclass(frozen=True)
class Seen:
    """One mark of the picture: so many `times` in one week. `x`: the middle of the week, in per cent."""

    mark: Mark
    times: int
    x: float


@dataclass(frozen=True)
class WeekSeen:
    """A week that something was seen in. `begins`: its Monday."""

    begins: date
    marks: tuple[Seen, ...]


@dataclass(frozen=True)
class Picture:
    """The weeks with something in them, oldest first; the picture reaches from `first` to the week of
    `last` (Mondays)."""

    first: date
    last: date
    weeks: tuple[WeekSeen, ...]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def drawn(seen: Iterable[tuple[date, str]], first: date) -> Picture:
    """The picture of what was seen on these days, in the weeks from `first` (a Monday)."""
    counted: dict[date, Counter[str]] = {}
    for day, mark in seen:
        counted.setdefault(monday(day), Counter())[mark] += 1
    weeks = tuple(_week(begins, counted[begins], first) for begins in sorted(counted))
    return Picture(first, first + timedelta(weeks=WEEKS - 1), weeks)


def _week(begins: date, times: Counter[str], first: date) -> WeekSeen:
    across = round(((begins - first).days / 7 + 0.5) / WEEKS * 100, 2)
    return WeekSeen(begins, tuple(Seen(mark, times[mark], across) for mark in Mark if times[mark]))
