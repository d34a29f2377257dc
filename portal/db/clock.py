"""The portal's only clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def on_the_wall(moment: datetime) -> datetime:
    """The same moment as the clock on a Danish wall shows it."""
    return moment.astimezone(COPENHAGEN)
