"""How old a child is, in the bands by which signs are told (domain 1.4): those of the ruler, else our own."""

from datetime import date

from portal.access.actor import Member, Role
from portal.cases.models import CaseChild
from portal.cases.queries import age_on
from portal.ruler.models import AgeBand, Definition

BANDS = ((1, "0-11m"), (3, "1-2"), (6, "3-5"), (10, "6-9"), (15, "10-14"), (18, "15-17"), (23, "18-22"))
"""Below so many whole years, the name of the band, where the ruler tells no ages."""
UNBORN = "unborn"
"""What the files call it too; pages say it in the words of the file."""


def age_band(born: date | None, day: date) -> str:
    """The band on that day (both in Copenhagen); empty where nobody has told when the child was born, and for
    one who has grown out of the ruler."""
    if born is None:
        return ""
    if day < born:
        return UNBORN
    years = age_on(born, day)
    return next((name for below, name in BANDS if years < below), "")


def band_of(told: Definition | None, born: date | None, day: date) -> AgeBand | None:
    """The age of the ruler that a child born then is in on that day (both in Copenhagen)."""
    if told is None or born is None:
        return None
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return next((band for band in told.age_bands if band.from_months <= months <= band.to_months), None)


def seat_of_child(child: CaseChild, roster: tuple[Member, ...]) -> Member | None:
    """The child's own seat, today or before: it has the child's name, as every seat of a child is given."""
    own = [seat for seat in roster if seat.role is Role.CHILD and seat.name == child.first_name]
    return next((seat for seat in own if seat.left_at is None), own[0] if own else None)
