"""What people do with a case. Each verb changes something and tells the history, together.

One file for each kind of act; rooms import from here.
"""

from portal.cases.service.inviting import (
    AlreadyHere,
    ByLetter,
    NotOpen,
    accept_invitation,
    adopt_addressed,
    adopt_welcomes,
    decline_invitation,
    end_links,
    forget_addresses,
    hand_to_newcomer,
    invite,
    join,
    said_yes_here,
    see_invitation,
    still_open,
    token_hash,
)
from portal.cases.service.opening import (
    close_seat,
    leave,
    name_parent,
    open_case,
    take_seat,
    tell_number,
)
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
    "ByLetter",
    "NotOpen",
    "Reply",
    "Waits",
    "accept_invitation",
    "adopt_addressed",
    "adopt_promises",
    "adopt_waits",
    "adopt_welcomes",
    "answer",
    "close_seat",
    "decline_invitation",
    "end_links",
    "forget_addresses",
    "hand_over",
    "hand_to_newcomer",
    "hide_own_words",
    "invite",
    "join",
    "leave",
    "name_parent",
    "named_or_all",
    "open_case",
    "remind",
    "said_yes_here",
    "say",
    "say_beside",
    "say_together",
    "see_invitation",
    "settle_attention",
    "still",
    "still_open",
    "take_seat",
    "tell",
    "tell_number",
    "token_hash",
]
