"""The pages of the map: the map itself, writing on it, and paper."""

from portal.mapping.routes import labels, meeting, printed, scale, versions, writing
from portal.mapping.routes.offers import OFFERS
from portal.mapping.routes.showing import bp

__all__ = ["OFFERS", "bp", "labels", "meeting", "printed", "scale", "versions", "writing"]
