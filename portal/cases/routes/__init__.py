"""The pages of a case.

One file for each kind of page; the app and other rooms import from here.
"""

from portal.cases.routes.cases import OFFERS, bp
from portal.cases.routes.inviting import by_letter, invite_again, invite_parent, may_send, show_link
from portal.cases.routes.searching import search
from portal.cases.routes.sharing import choose_readers, hand_older

__all__ = [
    "OFFERS",
    "bp",
    "by_letter",
    "choose_readers",
    "hand_older",
    "invite_again",
    "invite_parent",
    "may_send",
    "search",
    "show_link",
]
