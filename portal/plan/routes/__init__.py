"""The pages of the plan: agreements, the plan as a whole and on paper, its log, and what is offered."""

from portal.plan.routes import compared, deciding, log, paper, suspending, whole
from portal.plan.routes.agreements import bp
from portal.plan.routes.offers import OFFERS, PAUSE_OFFERS

__all__ = ["OFFERS", "PAUSE_OFFERS", "bp", "compared", "deciding", "log", "paper", "suspending", "whole"]
