"""The portal's own drawings for sheets that a child reads; each is a file in layouts/drawings/."""

from portal.web.i18n import _l

DRAWINGS = {
    "star": _l("A star"),
    "house": _l("A house"),
    "phone": _l("A phone"),
    "door": _l("A door"),
    "bed": _l("A bed"),
    "hand": _l("A hand"),
    "friend": _l("Two who belong together"),
    "clock": _l("A clock"),
}
FIRST = "star"
"""Stands until somebody chooses another: it says nothing about the words beside it."""
