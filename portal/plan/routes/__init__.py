"""The pages of the plan: agreements, the plan as a whole and on paper, its log, and what is offered."""

from portal.plan.routes import compared, log, paper, whole
from portal.plan.routes.agreements import bp
from portal.plan.routes.offers import OFFERS

__all__ = ["OFFERS", "bp", "compared", "log", "paper", "whole"]
