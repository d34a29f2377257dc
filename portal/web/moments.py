"""A day and a time of day as people fill them in: kind words for what no calendar and no clock shows."""

from datetime import date, datetime, time, timedelta
from typing import Any

from wtforms import DateField, TimeField

from portal.db.clock import NoSuchTime, by_the_wall, now, on_the_wall
from portal.web.i18n import _, _n

__all__ = ["ClockTime", "Day", "now", "on_the_wall", "still_to_come", "time_left"]
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
FAR_AHEAD = timedelta(days=2 * 365)


class Day(DateField):
    """A day, with a kind word when it is not in the calendar."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(
                _(
                    "That day is not in the calendar. Write it like this: %(example)s",
                    example=(date(2027, 6, 4)).isoformat(),
                )
            ) from wrong


class ClockTime(TimeField):
    """A time of day on a Danish wall, as browsers send it or as people write it."""

    def __init__(self, label: Any, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, format=["%H:%M", "%H.%M"], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(
                _("No clock shows that time. Write it like this: %(example)s", example="14:30")
            ) from wrong


def time_left(until: datetime) -> str:
    """How long it is until a moment (UTC), rounded down: in hours, from two days on in days; "" when it has
    passed."""
    left = until - now()
    if left <= timedelta():
        return ""
    if left < AN_HOUR:
        return str(_("Less than an hour left."))
    if left < 2 * A_DAY:
        return str(_n("%(num)s hour left.", "%(num)s hours left.", left // AN_HOUR))
    return str(_n("%(num)s day left.", "%(num)s days left.", left // A_DAY))


def still_to_come(day: date, clock: time) -> datetime:
    """The moment (UTC) of a day and a time on a Danish wall. Raises ValueError in words for the person who
    filled them in, when that is not a moment within the next two years."""
    today = on_the_wall(now()).date()
    if day < today:
        raise ValueError(_("That day has passed. Choose a day to come."))
    if day > today + FAR_AHEAD:
        raise ValueError(_("That is too far ahead. Choose a day within two years."))
    try:
        moment = by_the_wall(day, clock)
    except NoSuchTime as gap:
        raise ValueError(
            _("That night the clock goes from 2 to 3, so that time is not there. Choose another time.")
        ) from gap
    if moment <= now():
        raise ValueError(_("That time has passed. Choose a time to come."))
    return moment
