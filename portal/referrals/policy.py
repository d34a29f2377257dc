"""Who may ask for help for whom. Who may do what with a referral is said by its lookups and constraints."""

from datetime import date

YOUNG = range(15, 18)
"""From 15 young people come in by MitID themselves (design 2); from 18 nobody is a child."""


def is_young(born: date | None, today: date) -> bool:
    """Is somebody born on this day 15 to 17 years old today? None: MitID did not say, so no."""
    if born is None:
        return False
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) in YOUNG
