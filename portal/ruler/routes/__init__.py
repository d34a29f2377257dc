"""The pages of the ruler: over time, asking and answering, the answers together, and what is offered."""

from portal.ruler.routes import ages, drafts, faces, questions, rounds, rulers, scoring, writing
from portal.ruler.routes.offers import OFFERS
from portal.ruler.routes.over_time import bp

__all__ = [
    "OFFERS",
    "ages",
    "bp",
    "drafts",
    "faces",
    "questions",
    "rounds",
    "rulers",
    "scoring",
    "writing",
]
