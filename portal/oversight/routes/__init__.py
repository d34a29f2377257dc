"""The pages of this room, and what it offers to others."""

from portal.oversight.routes.leading import bp
from portal.oversight.routes.looks import OFFERS

__all__ = ["OFFERS", "bp"]
