"""What is in the plan, as far as the actor sees it; which part of a version is whose.

One file for each thing that is looked up; pages and verbs import from here.
"""

from portal.plan.queries.agreements import (
    Duty,
    duties,
    find_agreement,
    find_current,
    find_to_answer,
    find_wish,
    next_position,
    said_in_plan,
    that_bind,
)
from portal.plan.queries.page import Entry, Plan, WishShown, plan
from portal.plan.queries.parts import Approver, Line, Part, Sent, Versions, my_part, not_shown, seats_known_to
from portal.plan.queries.versions import (
    YES_OR_BACK,
    acts_of,
    approvers,
    find_my_part,
    find_out,
    is_in_force,
    may_be_bound,
    this_plan,
    to_send,
    today,
    versions,
)

__all__ = [
    "YES_OR_BACK",
    "Approver",
    "Duty",
    "Entry",
    "Line",
    "Part",
    "Plan",
    "Sent",
    "Versions",
    "WishShown",
    "acts_of",
    "approvers",
    "duties",
    "find_agreement",
    "find_current",
    "find_my_part",
    "find_out",
    "find_to_answer",
    "find_wish",
    "is_in_force",
    "may_be_bound",
    "my_part",
    "next_position",
    "not_shown",
    "plan",
    "said_in_plan",
    "seats_known_to",
    "that_bind",
    "this_plan",
    "to_send",
    "today",
    "versions",
]
