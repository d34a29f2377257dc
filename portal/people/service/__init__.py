"""The verbs of signing in and out. Each leaves one line in the audit.

One file for each kind of act; rooms import from here.
"""

from portal.people.service.accounts import Order, end_for_another, look_up
from portal.people.service.at_work import adopt_awaits, refuse_strangers
from portal.people.service.ending import (
    AlreadyObeyed,
    end_all_of,
    end_elsewhere,
    end_everybodys,
    end_guests,
    end_here,
    end_place,
    obey,
    sign_out,
)
from portal.people.service.entering import choose_language, refuse, sign_in, welcome
from portal.people.service.guests import birthdate_in, guest_until_now, let_in_guest, new_guest
from portal.people.service.knowing import NotOnePerson, be_the_same, is_known_by_mitid

__all__ = [
    "AlreadyObeyed",
    "NotOnePerson",
    "Order",
    "adopt_awaits",
    "be_the_same",
    "birthdate_in",
    "choose_language",
    "end_all_of",
    "end_elsewhere",
    "end_everybodys",
    "end_for_another",
    "end_guests",
    "end_here",
    "end_place",
    "guest_until_now",
    "is_known_by_mitid",
    "let_in_guest",
    "look_up",
    "new_guest",
    "obey",
    "refuse",
    "refuse_strangers",
    "sign_in",
    "sign_out",
    "welcome",
]
