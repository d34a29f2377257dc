"""When a phone is answered, as data: `mon-fri 8-15, thu 8-17`. Days and times of day on a Danish wall."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from portal.settings.closed import Closed
from portal.settings.telling import Unsafe

DAYS = (
    ("mon", "man"),
    ("tue", "tir"),
    ("wed", "ons"),
    ("thu", "tor"),
    ("fri", "fre"),
    ("sat", "lør"),
    ("sun", "søn"),
)
NUMBER = {name: number for number, names in enumerate(DAYS) for name in names}
CLOCK = r"(\d{1,2})(?:[.:](\d\d))?"
DAY, TO = r"([a-zæøå]{3})[a-zæøå]*", r" ?(?:-|\u2013|til|to) ?"
PART = re.compile(rf"{DAY}(?:{TO}{DAY})?,? (?:kl\.? )?{CLOCK}{TO}{CLOCK}")
ALL = re.compile(rf"{PART.pattern}(?:, ?{PART.pattern})*")
A_YEAR = 366


@dataclass(frozen=True)
class Opening:
    """By weekday (0 is Monday) from when until when, on days on which it is not closed."""

    hours: Mapping[int, tuple[time, time]]

    @classmethod
    @lru_cache(maxsize=64)
    def read(cls, text: str) -> "Opening":
        """Days in English or Danish, short or whole; a later part stands in place of an earlier one. Raises
        Unsafe."""
        told = text.strip().lower()
        wrong = Unsafe(f"{text!r} are no hours; write for example mon-fri 8-15, thu 8-17")
        if not ALL.fullmatch(told):
            raise wrong
        hours: dict[int, tuple[time, time]] = {}
        for part in PART.finditer(told):
            try:
                hours |= _days_of(*part.groups())
            except (KeyError, ValueError) as fault:
                raise wrong from fault
        return cls(hours)

    def is_open(self, wall: datetime, closed: Closed) -> bool:
        opens, closes = self.hours.get(wall.weekday(), (time.max, time.min))
        return opens <= wall.time() < closes and not closed.holds(wall.date())

    def opens_next(self, wall: datetime, closed: Closed) -> datetime:
        """When it is opened after this moment on the wall; the same clock on another day."""
        for ahead in range(A_YEAR):
            day = wall + timedelta(days=ahead)
            if day.weekday() in self.hours and not closed.holds(day.date()):
                opens = datetime.combine(day.date(), self.hours[day.weekday()][0], tzinfo=wall.tzinfo)
                if opens > wall:
                    return opens
        raise AssertionError("fewer days can be named than there are weeks in a year")


def readable(text: str) -> str:
    """The setting as it was written, if it can be read; nothing is "nobody knows". Raises Unsafe."""
    if text:
        Opening.read(text)
    return text


def _days_of(first: str, last: str | None, *clock: str | None) -> dict[int, tuple[time, time]]:
    """Raises KeyError for no day, ValueError for no time of day, and for an end before its beginning."""
    begin, end = NUMBER[first], NUMBER[last or first]
    opens, closes = (time(int(hour or 0), int(minute or 0)) for hour, minute in (clock[:2], clock[2:]))
    if begin > end or opens >= closes:
        raise ValueError(first)
    return dict.fromkeys(range(begin, end + 1), (opens, closes))
