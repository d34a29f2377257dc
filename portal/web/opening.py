"""Is a phone answered now, and when next? Where that is not known, nothing is said and nothing stands
first."""

from portal.settings import Settings
from portal.settings.opening import Opening
from portal.settings.telling import Unsafe
from portal.web.i18n import _, clock_time, day, weekday
from portal.web.moments import now, on_the_wall

A_WEEK = 7


def opens(settings: Settings, hours: str = "") -> str:
    """When a phone that is closed now is answered next, as in a sentence: "mandag kl. 8.00", with its date
    from a week on; "" when it is open, or nobody said. `hours`: a person's own, which count when they are
    written as hours are."""
    if not settings.phone_open:
        return ""
    told, wall, closed = _own(hours) or Opening.read(settings.phone_open), on_the_wall(now()), settings.closed
    if told.is_open(wall, closed):
        return ""
    again = told.opens_next(wall, closed)
    near = (again.date() - wall.date()).days < A_WEEK
    return str(_("%(day)s at %(time)s", day=(weekday if near else day)(again), time=clock_time(again)))


def _own(hours: str) -> Opening | None:
    try:
        return Opening.read(hours)
    except Unsafe:
        return None
