"""Where everything stands in the picture of the answers over time. Plain data in, percentages out.

The best step is at the top. Time runs one way in every language, so that all round a table point at the same
place. An answer stands by its day, and each person has a lane inside every step: two who say the same stand
beside each other, and nobody's mark covers another's. Nothing here is an average, and nothing is a verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from string import ascii_uppercase
from uuid import UUID

from portal.db.clock import on_the_wall
from portal.ruler.queries.periods import Period, thinned

FIRST_DAY, LAST_DAY = 8.0, 92.0
"""Where the first and the last day stand: far enough from the edges for a date to be written under them."""
BETWEEN_DATES = 42.0
"""Two dates nearer than this would touch on the narrowest phone."""
LANES = 0.66
"""How much of a step's height its lanes share; the rest keeps the steps apart."""
BESIDE, AT_MOST_BESIDE = 1.8, 6.0
"""How far aside each person stands of the one before, and of all together."""
AGAIN = 2.6
"""How far aside a person's second answer of a day stands of the first."""
BETWEEN_FLAGS = 13.0
"""Flags nearer than this would touch on the narrowest phone; those that do are one."""
Who = UUID | str
"""Whose line it is: a person (id), or what is no person's own answer (see `readings.line_of`)."""


@dataclass(frozen=True)
class Told:
    """One answer that is a step (1 is best), given at `at` (UTC). `sealed`: only its author sees it yet."""

    id: UUID
    person_id: Who
    at: datetime
    step: int
    sealed: bool = False


@dataclass(frozen=True)
class Flag:
    """Something else that happened, on `day`. Those that stand at the same place have the same `letter`."""

    day: date
    letter: str
    x: float


@dataclass(frozen=True)
class Point:
    """An answer in its place: `x` from the oldest day, `y` from the best step, both in per cent."""

    told: Told
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """One person's answers, oldest first."""

    person_id: Who
    points: tuple[Point, ...]

    @property
    def strokes(self) -> list[tuple[Point, Point]]:
        return list(pairwise(self.points))


@dataclass(frozen=True)
class Day:
    """A day that is written under the picture, with the column that leads to it (per cent).

    `leads_to`: the newest answer of the day.
    """

    day: date
    leads_to: UUID
    x: float
    begins: float
    width: float


@dataclass(frozen=True)
class Picture:
    """One picture: a line for each person, from the day `first` to `last` on a Danish wall calendar.

    `by`: there were too many answers to tell apart, so each person has at most two in each such period.
    `begins`, `ends`: the days at its edges.
    """

    lines: tuple[Line, ...]
    days: tuple[Day, ...]
    first: date
    last: date
    by: Period | None = None
    flags: tuple[Flag, ...] = ()
    begins: date = date.max
    ends: date = date.min

    @property
    def poles(self) -> list[Flag]:
        """One flag for each letter."""
        return list({flag.letter: flag for flag in self.flags}.values())

    @property
    def sealed(self) -> bool:
        """Is there an answer that only its author sees yet?"""
        return any(point.told.sealed for line in self.lines for point in line.points)


def day_of(moment: datetime) -> date:
    """The day it was in Denmark."""
    return on_the_wall(moment).date()


def drawn(
    told: Sequence[Told],
    *,
    steps: int,
    people: Sequence[Who],
    moments: Iterable[datetime] = (),
    letters: Iterator[str] | None = None,
    beside: "Picture | None" = None,
) -> Picture | None:
    """The picture of answers on one ruler of so many `steps`, with lanes in the order of `people`.

    `moments` (UTC): when something else happened; what was before the first answer has no flag. `letters`:
    what flags are called, where other pictures have some too. `beside`: the picture whose days it runs over
    as well. None when there is nothing to draw, or one answer beside nothing: one mark is no line, and says
    nothing about time.
    """
    if len(told) < 2 and not (told and beside):
        return None
    shown, by = thinned(_in_order(told))
    newest = {day_of(one.at): one.id for one in shown}
    days = sorted(newest)
    happened = sorted(day for day in map(day_of, moments) if day >= days[0])
    first, last = days[0], max([days[-1], *happened])
    if beside:
        first, last = min(first, beside.begins), max(last, beside.ends)
    across = {day: _across(day, first, last) for day in [*days, *happened]}
    answered = dict.fromkeys(one.person_id for one in shown)
    order = [person for person in dict.fromkeys([*people, *answered]) if person in answered]
    lanes = {person: _Lane(number, len(order), steps) for number, person in enumerate(order)}
    lines = tuple(
        _line(person, [one for one in shown if one.person_id == person], lane, across)
        for person, lane in lanes.items()
    )
    written = _written({day: across[day] for day in days}, newest)
    flags = _flagged(happened, across, letters or names_of_flags())
    return Picture(lines, written, days[0], days[-1], by, flags, begins=first, ends=last)


def names_of_flags() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def _flagged(days: Sequence[date], across: dict[date, float], letters: Iterator[str]) -> tuple[Flag, ...]:
    """Each day with its letter, the oldest first; at the place of the first of those it would touch."""
    flags: list[Flag] = []
    for day in days:
        x = round(across[day], 2)
        stands = flags[-1] if flags and x - flags[-1].x < BETWEEN_FLAGS else None
        flags.append(Flag(day, stands.letter, stands.x) if stands else Flag(day, next(letters), x))
    return tuple(flags)


def _in_order(told: Sequence[Told]) -> list[Told]:
    """Oldest first; the same picture every time, also when two answers came at the same moment."""
    return sorted(told, key=lambda one: (one.at, str(one.id)))


def _across(day: date, first: date, last: date) -> float:
    if first == last:
        return (FIRST_DAY + LAST_DAY) / 2
    return FIRST_DAY + (LAST_DAY - FIRST_DAY) * ((day - first).days / (last - first).days)


@dataclass(frozen=True)
class _Lane:
    """A person's place among `of` people on a ruler of so many steps."""

    number: int
    of: int
    steps: int

    @property
    def _from_the_middle(self) -> float:
        """-0.5 to 0.5; nothing for one who is alone."""
        return (self.number + 0.5) / self.of - 0.5

    @property
    def aside(self) -> float:
        return self._from_the_middle * min(BESIDE * self.of, AT_MOST_BESIDE)

    def down(self, step: int) -> float:
        return (step - 0.5 + self._from_the_middle * LANES) / self.steps * 100


def _line(person_id: Who, told: list[Told], lane: _Lane, across: dict[date, float]) -> Line:
    points: list[Point] = []
    before: dict[date, int] = {}
    for one in _in_order(told):
        day = day_of(one.at)
        again = before[day] = before.get(day, -1) + 1
        x = min(across[day] + lane.aside + again * AGAIN, 97.0)
        points.append(Point(one, round(x, 2), round(lane.down(one.step), 2)))
    return Line(person_id, tuple(points))


def _written(across: dict[date, float], newest: dict[date, UUID]) -> tuple[Day, ...]:
    """The days there is room to write, the newest and the oldest first of all, each in its column."""
    chosen: list[date] = []
    for day in (max(across), min(across), *sorted(across, reverse=True)):
        if all(abs(across[day] - across[other]) >= BETWEEN_DATES for other in chosen):
            chosen.append(day)
    chosen.sort()
    edges = [0.0, *((across[a] + across[b]) / 2 for a, b in pairwise(chosen)), 100.0]
    return tuple(
        Day(day, newest[day], round(across[day], 2), round(begins, 2), round(ends - begins, 2))
        for day, (begins, ends) in zip(chosen, pairwise(edges), strict=True)
    )
