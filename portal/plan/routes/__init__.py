"""The pages of the plan: agreements and the other sections, the whole of it and on paper, its log, and what
is offered."""

from portal.plan.routes import alarm, log, paper, sections, whole
from portal.plan.routes.agreements import bp
from portal.plan.routes.offers import OFFERS

__all__ = ["OFFERS", "alarm", "bp", "log", "paper", "sections", "whole"]
