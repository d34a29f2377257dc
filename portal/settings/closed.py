"""On which days the municipality is closed besides its weekends: the public holidays of Denmark, and what a
setting adds: `06-05, 12-24, 2027-05-07` (month and day of every year, or one day).

Reckoned from Easter: a package that knows the holidays of every country would cost each worker 18 MB.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.easter import easter

from portal.settings.telling import Unsafe

FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Holidays as days from Easter Sunday, from Maundy Thursday to the second day of Pentecost. General Prayer
Day is none since 2024 (act 214 of 2023)."""
EVERY_YEAR = ("01-01", "12-25", "12-26")
USUALLY = "06-05, 12-24, 12-31"
"""No public holidays, but municipalities are closed: Constitution Day, Christmas Eve, New Year's Eve."""
LEAP_YEAR = "2024-"
MOST = 40


@dataclass(frozen=True)
class Closed:
    """Days by name (`12-24`, `2027-05-07`), beside the public holidays."""

    named: frozenset[str]

    @classmethod
    @lru_cache(maxsize=64)
    def read(cls, text: str) -> "Closed":
        """Nothing is "only the public holidays". Raises Unsafe."""
        named = [one.strip() for one in text.split(",") if one.strip()]
        if not all(map(_is_day, named)):
            raise Unsafe(f"{text!r} are no days; write for example {USUALLY}, 2027-05-07")
        if len(named) > MOST:
            raise Unsafe(f"at most {MOST} days can be named on which it is closed")
        return cls(frozenset(named).union(EVERY_YEAR))

    def holds(self, day: date) -> bool:
        """Is it closed on this day? Weekends are not asked about."""
        name = day.isoformat()
        return not self.named.isdisjoint((name, name[5:])) or (day - easter(day.year)).days in FROM_EASTER


def _is_day(name: str) -> bool:
    whole = LEAP_YEAR + name if len(name) == len("12-24") else name
    try:
        return date.fromisoformat(whole).isoformat() == whole
    except ValueError:
        return False


def days_readable(text: str) -> str:
    """The setting as it was written, if it can be read. Raises Unsafe."""
    Closed.read(text)
    return text
