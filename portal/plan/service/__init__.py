"""What people do with the plan. Each verb changes something and tells the history, together.

One file for agreements, one for items of the other sections, one for what both have in common, one for the
alarm card, one for the plan as a whole, one for the log; pages and the app import from here.
"""

from portal.plan.service.agreements import (
    Wanted,
    hand_over,
    lead_to,
    propose_agreement,
    propose_change,
    reword_own,
)
from portal.plan.service.alarm import Secret, give_number, take_number_back, take_out_secret, write_secret
from portal.plan.service.answering import NotAYes, say_no_to_plan, write_down_no
from portal.plan.service.beginning import CannotWait, Done, NotYet, put_in_force
from portal.plan.service.breach import (
    AlreadyClosed,
    NotKept,
    WhatNow,
    call_together,
    report_breach,
    say_what_now,
    settle_where_they_met,
)
from portal.plan.service.checking import Found, write_result
from portal.plan.service.closing import ask_children
from portal.plan.service.deciding import ChildTold, did_not_say, say_own_view, tell_of_child, write_down_yes
from portal.plan.service.hanging import CannotHang, say_of_hanging
from portal.plan.service.items import (
    NewItem,
    NotTheirs,
    StandsAlready,
    WantedOfItem,
    propose_item,
    propose_item_change,
    reword_own_item,
    take_out_own_item,
)
from portal.plan.service.lasting import Next, TooEarly, TooLate, archive, end_what_is_over, follow_up
from portal.plan.service.leading import (
    AlreadyAsked,
    Ground,
    NotAnsweredYet,
    SamePerson,
    Turned,
    answer_as_leader,
    ask_leader,
    ask_to_close,
    ask_without,
)
from portal.plan.service.locking import LacksAReason, lock_words, say_of_signal, tell_of_signal
from portal.plan.service.log import NotInForce, NotThatDay, Seen, write_in_log
from portal.plan.service.merging import SameFieldsMoved
from portal.plan.service.suspending import AlreadyOnPause, resume, suspend
from portal.plan.service.tried import (
    NobodyAsked,
    NotOpen,
    NotYourTurn,
    Question,
    answer_drill,
    ask_drill,
    open_drill,
    say_what_we_found,
)
from portal.plan.service.versions import (
    ChildNotHeard,
    Lasting,
    LeaderNotAsked,
    NothingToSend,
    NotReady,
    StillWaiting,
    WordsAreNew,
    say_of_part,
    send_out,
)
from portal.plan.service.wishes import CannotBeBound, CannotBeTakenIn, forget_answer, say_of, take_in

__all__ = [
    "AlreadyAsked",
    "AlreadyClosed",
    "AlreadyOnPause",
    "CannotBeBound",
    "CannotBeTakenIn",
    "CannotHang",
    "CannotWait",
    "ChildNotHeard",
    "ChildTold",
    "Done",
    "Found",
    "Ground",
    "LacksAReason",
    "Lasting",
    "LeaderNotAsked",
    "NewItem",
    "Next",
    "NobodyAsked",
    "NotAYes",
    "NotAnsweredYet",
    "NotInForce",
    "NotKept",
    "NotOpen",
    "NotReady",
    "NotThatDay",
    "NotTheirs",
    "NotYet",
    "NotYourTurn",
    "NothingToSend",
    "Question",
    "SameFieldsMoved",
    "SamePerson",
    "Secret",
    "Seen",
    "StandsAlready",
    "StillWaiting",
    "TooEarly",
    "TooLate",
    "Turned",
    "Wanted",
    "WantedOfItem",
    "WhatNow",
    "WordsAreNew",
    "answer_as_leader",
    "answer_drill",
    "archive",
    "ask_children",
    "ask_drill",
    "ask_leader",
    "ask_to_close",
    "ask_without",
    "call_together",
    "did_not_say",
    "end_what_is_over",
    "follow_up",
    "forget_answer",
    "give_number",
    "hand_over",
    "lead_to",
    "lock_words",
    "open_drill",
    "propose_agreement",
    "propose_change",
    "propose_item",
    "propose_item_change",
    "put_in_force",
    "report_breach",
    "resume",
    "reword_own",
    "reword_own_item",
    "say_no_to_plan",
    "say_of",
    "say_of_hanging",
    "say_of_part",
    "say_of_signal",
    "say_own_view",
    "say_what_now",
    "say_what_we_found",
    "send_out",
    "settle_where_they_met",
    "suspend",
    "take_in",
    "take_number_back",
    "take_out_own_item",
    "take_out_secret",
    "tell_of_child",
    "tell_of_signal",
    "write_down_no",
    "write_down_yes",
    "write_in_log",
    "write_result",
    "write_secret",
]
