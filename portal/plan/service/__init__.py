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
from portal.plan.service.deciding import (
    ChildTold,
    did_not_say,
    say_own_view,
    tell_of_child,
    write_down_yes,
)
from portal.plan.service.hanging import CannotHang, say_of_hanging
from portal.plan.service.log import NotInForce, NotThatDay, Seen, write_in_log
from portal.plan.service.suspending import AlreadyOnPause, resume, suspend
from portal.plan.service.versions import (
    ChildNotHeard,
    NothingToSend,
    StillWaiting,
    WordsAreNew,
    put_in_force,
    say_of_part,
    send_out,
)

__all__ = [
    "AlreadyOnPause",
    "CannotBeBound",
    "CannotBeTakenIn",
    "CannotHang",
    "ChildNotHeard",
    "ChildTold",
    "NotInForce",
    "NotThatDay",
    "NothingToSend",
    "Seen",
    "StillWaiting",
    "Wanted",
    "WordsAreNew",
    "answer_agreement",
    "did_not_say",
    "hand_over",
    "propose_agreement",
    "propose_change",
    "put_in_force",
    "resume",
    "reword_own",
    "say_of_hanging",
    "say_of_part",
    "say_own_view",
    "send_out",
    "suspend",
    "take_in",
    "tell_of_child",
    "write_down_yes",
    "write_in_log",
]
