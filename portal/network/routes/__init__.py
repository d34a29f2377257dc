"""The pages of the network.

One file for each kind of page; the app imports from here.
"""

from portal.network.routes.grounds import (
    confirm_ground,
    end_ground,
    grounds_to_confirm,
    record_ground,
    tell_birthdate,
)
from portal.network.routes.joining import invite, leave, take_invitation_back, taken_back, withdraw
from portal.network.routes.offers import OFFERS
from portal.network.routes.people import answer, bp, name_person, open_up, say_no, show_network

__all__ = [
    "OFFERS",
    "answer",
    "bp",
    "confirm_ground",
    "end_ground",
    "grounds_to_confirm",
    "invite",
    "leave",
    "name_person",
    "open_up",
    "record_ground",
    "say_no",
    "show_network",
    "take_invitation_back",
    "taken_back",
    "tell_birthdate",
    "withdraw",
]
