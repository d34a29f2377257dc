"""The pages of the ruler: over time, answering, and what is offered."""

from portal.ruler.routes import drafts, rulers, scoring, writing
from portal.ruler.routes.offers import OFFERS
from portal.ruler.routes.over_time import bp

__all__ = ["OFFERS", "bp", "drafts", "rulers", "scoring", "writing"]
