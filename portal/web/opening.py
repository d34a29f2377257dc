"""Is a phone answered now, and when next? Where that is not known, nothing is said and nothing stands
first."""

from portal.settings import Settings
from portal.settings.opening import Opening
from portal.settings.telling import Unsafe
from portal.web.i18n import _, clock_time, weekday
from portal.web.moments import now, on_the_wall


def opens(settings: Settings, hours: str = "") -> str:
    """When a phone that is closed now is answered next, as in a sentence: "mandag kl. 8.00"; "" when it is
    open, or nobody said. `hours`: a person's own, which count when they are written as hours are."""
    if not settings.phone_open:
        return ""
    told, wall = _own(hours) or Opening.read(settings.phone_open), on_the_wall(now())
    if told.is_open(wall):
        return ""
    again = told.opens_next(wall)
    return str(_("%(day)s at %(time)s", day=weekday(again), time=clock_time(again)))


def _own(hours: str) -> Opening | None:
    try:
        return Opening.read(hours)
    except Unsafe:
        return None
