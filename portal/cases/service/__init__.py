"""What people do with a case. Each verb changes something and tells the history, together.

One file for each kind of act; rooms import from here.
"""

from portal.cases.service.codes import find_by_code, make_new_code
from portal.cases.service.digits import WrongCode, for_once, new_digits, told_once
from portal.cases.service.guests import (
    ask_back,
    come_in,
    keep_seat,
    let_back,
    may_be_a_guest,
    open_link,
    takes_guests,
)
from portal.cases.service.inviting import ByLetter, end_links, forget_addresses, invite, token_hash
from portal.cases.service.joining import (
    AlreadyHere,
    NotOpen,
    accept_invitation,
    adopt_addressed,
    adopt_welcomes,
    decline_invitation,
    give_back,
    hand_to_newcomer,
    join,
    said_yes_here,
    see_invitation,
    still_open,
)
from portal.cases.service.keys import NoKeyFits, rotate_keys
from portal.cases.service.matching import AnotherNumber, NoNumber, NotTheOne, Said
from portal.cases.service.opening import (
    close_seat,
    leave,
    name_parent,
    open_case,
    take_seat,
    tell_number,
)
from portal.cases.service.own_seats import give_place, open_place
from portal.cases.service.places import NoPlace, come_back, find_to_open, take_back
from portal.cases.service.saying import (
    Reply,
    answer,
    hide_own_words,
    named_or_all,
    say,
    say_beside,
    say_together,
)
from portal.cases.service.telling import Waits, adopt_waits, hand_over, remind, still, tell
from portal.cases.service.waiting import adopt_promises, settle_attention

__all__ = [
    "AlreadyHere",
    "AnotherNumber",
    "ByLetter",
    "NoKeyFits",
    "NoNumber",
    "NoPlace",
    "NotOpen",
    "NotTheOne",
    "Reply",
    "Said",
    "Waits",
    "WrongCode",
    "accept_invitation",
    "adopt_addressed",
    "adopt_promises",
    "adopt_waits",
    "adopt_welcomes",
    "answer",
    "ask_back",
    "close_seat",
    "come_back",
    "come_in",
    "decline_invitation",
    "end_links",
    "find_by_code",
    "find_to_open",
    "for_once",
    "forget_addresses",
    "give_back",
    "give_place",
    "hand_over",
    "hand_to_newcomer",
    "hide_own_words",
    "invite",
    "join",
    "keep_seat",
    "leave",
    "let_back",
    "make_new_code",
    "may_be_a_guest",
    "name_parent",
    "named_or_all",
    "new_digits",
    "open_case",
    "open_link",
    "open_place",
    "remind",
    "rotate_keys",
    "said_yes_here",
    "say",
    "say_beside",
    "say_together",
    "see_invitation",
    "settle_attention",
    "still",
    "still_open",
    "take_back",
    "take_seat",
    "takes_guests",
    "tell",
    "tell_number",
    "token_hash",
    "told_once",
]
