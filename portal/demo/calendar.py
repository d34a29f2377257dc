"""When things happen in a demo story, counted back from today, so that the story is as fresh as the day."""

import re
from datetime import UTC, datetime, time, timedelta

from portal.db.clock import COPENHAGEN, SATURDAY, end_of_working_day, on_the_wall

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
IN_A_WEEK = re.compile(r"w(\d+) (\w{3}) (\d\d:\d\d)")
BEFORE_CLOSING = re.compile(r"d(\d+) (\d\d:\d\d)")


def moment(when: str, today: datetime) -> datetime:
    """The moment (UTC) that `when` says, on Danish walls.

    `w3 tue 19:30` is the Tuesday three weeks before this week. `d3 10:00` is the third working day before the
    next closing time: what is promised for three working days runs out then. Raises ValueError.
    """
    if found := IN_A_WEEK.fullmatch(when):
        weeks, day, clock = int(found[1]), DAYS.index(found[2]), found[3]
        here = on_the_wall(today).date()
        date = here - timedelta(days=here.weekday(), weeks=weeks) + timedelta(days=day)
    elif found := BEFORE_CLOSING.fullmatch(when):
        date, clock = on_the_wall(end_of_working_day(today)).date(), found[2]
        left = int(found[1])
        while left > 0:
            date -= timedelta(days=1)
            left -= date.weekday() < SATURDAY
    else:
        raise ValueError(f"no moment in a story: {when!r}")
    return datetime.combine(date, time.fromisoformat(clock), COPENHAGEN).astimezone(UTC)
