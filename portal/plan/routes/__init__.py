"""The pages of the plan: agreements, the plan as a whole and on paper, its log, and what is offered."""

from portal.plan.routes import answer_sheets, for_the_child, log, paper, whole
from portal.plan.routes.agreements import bp
from portal.plan.routes.offers import OFFERS

__all__ = ["OFFERS", "answer_sheets", "bp", "for_the_child", "log", "paper", "whole"]
