"""The portal's only clock."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.settings.closed import USUALLY, Closed

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

told: ContextVar[datetime | None] = ContextVar("told", default=None)
"""The time that is told instead of the real one, in this thread alone. Only `portal.db.past` may set it."""


def now() -> datetime:
    """This moment, in UTC."""
    return told.get() or datetime.now(UTC)


CLOSING_HOUR, SATURDAY = 16, 5
_closed = [Closed.read(USUALLY)]


def close_on(days: Closed) -> None:
    """Take the days on which the municipality is closed besides its weekends."""
    _closed[:] = [days]


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and not _closed[0].holds(day)


def end_of_working_day(moment: datetime, after: int = 0) -> datetime:
    """Closing time on the `after`-th working day from now; with 0, today's, or after it the next day's.

    Weekends and the days of `close_on` are no working days.
    """
    wall = on_the_wall(moment)
    day = wall.date()
    if after == 0 and wall.hour >= CLOSING_HOUR:
        day += timedelta(days=1)
    while after > 0 or not is_working_day(day):
        day += timedelta(days=1)
        after -= is_working_day(day)
    return datetime(day.year, day.month, day.day, CLOSING_HOUR, tzinfo=COPENHAGEN)


def on_the_wall(moment: datetime) -> datetime:
    """The same moment as the clock on a Danish wall shows it."""
    return moment.astimezone(COPENHAGEN)


class NoSuchTime(ValueError):
    """The clock on the wall never shows this: in spring it goes from 2 to 3."""


def by_the_wall(day: date, clock: time) -> datetime:
    """The moment (UTC) when a Danish wall shows this day and time; in autumn the first of the two.

    Raises NoSuchTime. The day must be well inside the years that `datetime` knows.
    """
    shown = datetime.combine(day, clock)
    moment = shown.replace(tzinfo=COPENHAGEN).astimezone(UTC)
    if on_the_wall(moment).replace(tzinfo=None) != shown:
        raise NoSuchTime(shown.isoformat())
    return moment


def whole_day(moment: datetime) -> tuple[datetime, datetime]:
    """The Danish day that a moment falls on: its first moment, and the first of the next (UTC)."""
    day = on_the_wall(moment).date()
    return by_the_wall(day, time()), by_the_wall(day + timedelta(days=1), time())
