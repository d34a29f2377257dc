"""When things happen in a demo story, counted back from today, so that the story is as fresh as the day."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from portal.db.clock import COPENHAGEN, SATURDAY, end_of_working_day, is_working_day, on_the_wall

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
IN_A_WEEK = re.compile(r"w(\d+) (\w{3}) (\d\d:\d\d)")
BEFORE_CLOSING = re.compile(r"d(\d+) (\d\d:\d\d)")
FARTHEST = 8
"""No story counts more working days back than this."""


def moment(when: str, today: datetime) -> datetime:
    """The moment (UTC) that `when` says, on Danish walls.

    `w3 tue 19:30` is the Tuesday three weeks before this week. `d3 10:00` is the third working day before the
    next closing time: what is promised for three working days runs out then. Raises ValueError.
    """
    if found := IN_A_WEEK.fullmatch(when):
        weeks, day, clock = int(found[1]), DAYS.index(found[2]), found[3]
        here = on_the_wall(today).date()
        then = here - timedelta(days=here.weekday(), weeks=weeks + _weeks_lost(today)) + timedelta(days=day)
    elif found := BEFORE_CLOSING.fullmatch(when):
        then, clock = _back(on_the_wall(end_of_working_day(today)).date(), int(found[1])), found[2]
    else:
        raise ValueError(f"no moment in a story: {when!r}")
    return datetime.combine(then, time.fromisoformat(clock), COPENHAGEN).astimezone(UTC)


def _back(day: date, left: int, counts: Callable[[date], bool] = is_working_day) -> date:
    """The `left`-th day before this one that counts."""
    while left > 0:
        day -= timedelta(days=1)
        left -= counts(day)
    return day


def _weeks_lost(today: datetime) -> int:
    """How many weeks more the weeks of a story are counted back: public holidays push its last working days
    back, and what comes before them in the story stays before them."""
    here = on_the_wall(today).date()
    usual = _back(here, FARTHEST, lambda day: day.weekday() < SATURDAY)
    lost = usual - _back(on_the_wall(end_of_working_day(today)).date(), FARTHEST)
    return max(0, -(-lost.days // len(DAYS)))
