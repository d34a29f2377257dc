"""The pages of a case.

One file for each kind of page; the app and other rooms import from here.
"""

from portal.cases.routes.alarm import alarm_card
from portal.cases.routes.apart import apart
from portal.cases.routes.cases import OFFERS, bp
from portal.cases.routes.hand import not_said
from portal.cases.routes.held import APART_OFFERS
from portal.cases.routes.invited_on_paper import invitation_pdf
from portal.cases.routes.inviting import (
    asked_with,
    by_letter,
    invite_again,
    invite_parent,
    may_send,
    show_link,
)
from portal.cases.routes.professionals import end_term, invite_professional, move_end
from portal.cases.routes.searching import search
from portal.cases.routes.seats import OFFERS_OF_SEATS
from portal.cases.routes.sharing import choose_readers, hand_older
from portal.cases.routes.supporting import invite_support, let_support_go, support
from portal.cases.routes.taking_back import take_back
from portal.cases.routes.terms import (
    KINDS_OF_PAGE,
    answer_term,
    decline_term,
    take_term_back,
    term_taken_back,
)
from portal.cases.routes.wordings import wordings

__all__ = [
    "APART_OFFERS",
    "KINDS_OF_PAGE",
    "OFFERS",
    "OFFERS_OF_SEATS",
    "alarm_card",
    "answer_term",
    "apart",
    "asked_with",
    "bp",
    "by_letter",
    "choose_readers",
    "decline_term",
    "end_term",
    "hand_older",
    "invitation_pdf",
    "invite_again",
    "invite_parent",
    "invite_professional",
    "invite_support",
    "let_support_go",
    "may_send",
    "move_end",
    "not_said",
    "search",
    "show_link",
    "support",
    "take_back",
    "take_term_back",
    "term_taken_back",
    "wordings",
]
