"""The pages of the plan: agreements and the other sections, the whole of it and on paper, its log, and what
is offered."""

from portal.plan.routes import (
    alarm,
    answer_sheets,
    approving,
    booklet,
    breach,
    calendars,
    checked,
    childs_own,
    closing,
    compared,
    deciding,
    for_the_child,
    lasting,
    leading,
    log,
    paper,
    sections,
    steps,
    suspending,
    tried,
    whole,
)
from portal.plan.routes.agreements import bp
from portal.plan.routes.breach_offers import BREACH_OFFERS
from portal.plan.routes.closing import CLOSING_OFFERS
from portal.plan.routes.look_offers import LOOK_OFFERS
from portal.plan.routes.offers import OFFERS
from portal.plan.routes.pause_offers import PAUSE_OFFERS

__all__ = [
    "BREACH_OFFERS",
    "CLOSING_OFFERS",
    "LOOK_OFFERS",
    "OFFERS",
    "PAUSE_OFFERS",
    "alarm",
    "answer_sheets",
    "approving",
    "booklet",
    "bp",
    "breach",
    "calendars",
    "checked",
    "childs_own",
    "closing",
    "compared",
    "deciding",
    "for_the_child",
    "lasting",
    "leading",
    "log",
    "paper",
    "sections",
    "steps",
    "suspending",
    "tried",
    "whole",
]
