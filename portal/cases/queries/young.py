"""The children who are old enough to be asked themselves before somebody is let in.

How old is the municipality's to say: taken in once, when the portal is put together.
"""

from datetime import date

from portal.access.actor import Member, Role

_from_age = [15]


def adopt_own_consent_age(years: int) -> None:
    """Take in from which age (years) a child is asked itself."""
    _from_age[:] = [years]


def age_on(born: date, day: date) -> int:
    """Whole years on that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def asked_themselves(roster: tuple[Member, ...], day: date) -> list[Member]:
    """The children here who are old enough on this day (Copenhagen). One whose birth date nobody has written
    is asked: in doubt nothing is shared."""
    return [
        seat
        for seat in roster
        if seat.role is Role.CHILD
        and seat.person_id
        and seat.left_at is None
        and (seat.born is None or age_on(seat.born, day) >= _from_age[0])
    ]
