"""The pages of the plan: agreements, the plan as a whole and on paper, and what other pages are offered."""

from portal.plan.routes import paper, whole
from portal.plan.routes.agreements import bp
from portal.plan.routes.offers import OFFERS

__all__ = ["OFFERS", "bp", "paper", "whole"]
