"""The pages of a case.

One file for each kind of page; the app and other rooms import from here.
"""

from portal.cases.routes.cases import OFFERS, bp
from portal.cases.routes.inviting import (
    asked_with,
    by_letter,
    invite_again,
    invite_parent,
    may_send,
    show_link,
)

__all__ = [
    "OFFERS",
    "asked_with",
    "bp",
    "by_letter",
    "invite_again",
    "invite_parent",
    "may_send",
    "show_link",
]
