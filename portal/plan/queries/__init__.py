"""What is in the plan, as far as the actor sees it; which part of a version is whose.

One file for each thing that is looked up; pages and verbs import from here.
"""

from portal.plan.queries.agreements import (
    Duty,
    bound_by,
    duties,
    find_agreement,
    find_current,
    find_to_answer,
    find_wish,
    next_position,
    said_in_plan,
    that_bind,
)
from portal.plan.queries.hanging import Hanging, find_hanging, may_have_read
from portal.plan.queries.log import Log, log, written_in_seat
from portal.plan.queries.observed import (
    Observed,
    ToObserve,
    find_agreement_to_observe,
    find_child_to_observe,
    readers_of_log,
    to_observe,
)
from portal.plan.queries.page import Entry, Plan, WishShown, plan
from portal.plan.queries.paper import Week, Whole, week, whole
from portal.plan.queries.parts import Approver, Line, Part, Sent, Versions, my_part, not_shown, seats_known_to
from portal.plan.queries.told import told_when_sent_out
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
from portal.plan.queries.waited_for import cases_with_a_plan_out, who_has_not_said_yes
from portal.plan.queries.wordings import as_seen, changed_since, wording_after

__all__ = [
    "YES_OR_BACK",
    "Approver",
    "Duty",
    "Entry",
    "Hanging",
    "Line",
    "Log",
    "Observed",
    "Part",
    "Plan",
    "Sent",
    "ToObserve",
    "Versions",
    "Week",
    "Whole",
    "WishShown",
    "acts_of",
    "approvers",
    "as_seen",
    "bound_by",
    "cases_with_a_plan_out",
    "changed_since",
    "duties",
    "find_agreement",
    "find_agreement_to_observe",
    "find_child_to_observe",
    "find_current",
    "find_hanging",
    "find_my_part",
    "find_out",
    "find_to_answer",
    "find_wish",
    "is_in_force",
    "log",
    "may_be_bound",
    "may_have_read",
    "my_part",
    "next_position",
    "not_shown",
    "plan",
    "readers_of_log",
    "said_in_plan",
    "seats_known_to",
    "that_bind",
    "this_plan",
    "to_observe",
    "to_send",
    "today",
    "told_when_sent_out",
    "versions",
    "week",
    "who_has_not_said_yes",
    "whole",
    "wording_after",
    "written_in_seat",
]
