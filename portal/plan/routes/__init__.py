"""The pages of the plan: agreements, the plan as a whole and on paper, its log, and what is offered."""

from portal.plan.routes import answer_sheets, breach, for_the_child, log, paper, tried, whole
from portal.plan.routes.agreements import bp
from portal.plan.routes.breach_offers import BREACH_OFFERS
from portal.plan.routes.offers import OFFERS

__all__ = [
    "BREACH_OFFERS",
    "OFFERS",
    "answer_sheets",
    "bp",
    "breach",
    "for_the_child",
    "log",
    "paper",
    "tried",
    "whole",
]
