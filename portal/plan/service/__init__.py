"""What people do with the plan. Each verb changes something and tells the history, together.

One file for agreements, one for the plan as a whole, one for the log; pages and the app import from here.
"""

from portal.plan.service.agreements import (
    CannotBeBound,
    CannotBeTakenIn,
    Wanted,
    answer_agreement,
    hand_over,
    propose_agreement,
    propose_change,
    reword_own,
    take_in,
)
from portal.plan.service.hanging import CannotHang, say_of_hanging
from portal.plan.service.log import NotInForce, NotThatDay, Seen, write_in_log
from portal.plan.service.merging import SameFieldsMoved
from portal.plan.service.versions import (
    NothingToSend,
    StillWaiting,
    WordsAreNew,
    put_in_force,
    say_of_part,
    send_out,
)

__all__ = [
    "CannotBeBound",
    "CannotBeTakenIn",
    "CannotHang",
    "NotInForce",
    "NotThatDay",
    "NothingToSend",
    "SameFieldsMoved",
    "Seen",
    "StillWaiting",
    "Wanted",
    "WordsAreNew",
    "answer_agreement",
    "hand_over",
    "propose_agreement",
    "propose_change",
    "put_in_force",
    "reword_own",
    "say_of_hanging",
    "say_of_part",
    "send_out",
    "take_in",
    "write_in_log",
]
