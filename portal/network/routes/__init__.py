"""The pages of the network.

One file for each kind of page; the app imports from here.
"""

from portal.network.routes.circles import move, show_trust, take_trust_back, trust
from portal.network.routes.grounds import (
    confirm_ground,
    end_ground,
    grounds_to_confirm,
    record_ground,
    tell_birthdate,
)
from portal.network.routes.joining import invite, take_invitation_back, taken_back, withdraw
from portal.network.routes.leaving import come_back, leave, own_words, stay, take_break
from portal.network.routes.offers import OFFERS
from portal.network.routes.people import answer, bp, name_person, open_up, say_no, show_network

__all__ = [
    "OFFERS",
    "answer",
    "bp",
    "come_back",
    "confirm_ground",
    "end_ground",
    "grounds_to_confirm",
    "invite",
    "leave",
    "move",
    "name_person",
    "open_up",
    "own_words",
    "record_ground",
    "say_no",
    "show_network",
    "show_trust",
    "stay",
    "take_break",
    "take_invitation_back",
    "take_trust_back",
    "taken_back",
    "tell_birthdate",
    "trust",
    "withdraw",
]
