"""The pages of a case.

One file for each kind of page; the app and other rooms import from here.
"""

from portal.cases.routes.apart import apart
from portal.cases.routes.cases import OFFERS, bp
from portal.cases.routes.held import APART_OFFERS
from portal.cases.routes.inviting import by_letter, invite_again, invite_parent, may_send, show_link

__all__ = [
    "APART_OFFERS",
    "OFFERS",
    "apart",
    "bp",
    "by_letter",
    "invite_again",
    "invite_parent",
    "may_send",
    "show_link",
]
