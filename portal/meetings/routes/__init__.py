"""The pages of meetings: what stands, what one does with a meeting, the file for a calendar, the offers."""

from portal.meetings.routes import calendar, changing
from portal.meetings.routes.meetings import bp
from portal.meetings.routes.offers import OFFERS

__all__ = ["OFFERS", "bp", "calendar", "changing"]
