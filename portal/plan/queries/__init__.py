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
from portal.plan.queries.approving import Approver, not_shown
from portal.plan.queries.at_meeting import (
    MissingYes,
    SaidForMe,
    find_missing_yes,
    find_said_for_me,
    said_for_me,
)
from portal.plan.queries.child_views import Heard, MyView, children_heard, find_child, find_my_view
from portal.plan.queries.compared import Compared, Editions, compare, find_edition, find_editions
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
from portal.plan.queries.parts import Line, Part, Sent, Versions, my_part, seats_known_to
from portal.plan.queries.told import told_when_sent_out
from portal.plan.queries.versions import (
    YES_OR_BACK,
    acts_of,
    approvers,
    find_in_force,
    find_my_part,
    find_out,
    find_paused,
    find_version,
    is_in_force,
    may_be_bound,
    this_plan,
    to_send,
    today,
    versions,
)
from portal.plan.queries.waited_for import cases_with_a_plan_out, who_has_not_said_yes

__all__ = [
    "YES_OR_BACK",
    "Approver",
    "Compared",
    "Duty",
    "Editions",
    "Entry",
    "Hanging",
    "Heard",
    "Line",
    "Log",
    "MissingYes",
    "MyView",
    "Observed",
    "Part",
    "Plan",
    "SaidForMe",
    "Sent",
    "ToObserve",
    "Versions",
    "Week",
    "Whole",
    "WishShown",
    "acts_of",
    "approvers",
    "bound_by",
    "cases_with_a_plan_out",
    "children_heard",
    "compare",
    "duties",
    "find_agreement",
    "find_agreement_to_observe",
    "find_child",
    "find_child_to_observe",
    "find_current",
    "find_edition",
    "find_editions",
    "find_hanging",
    "find_in_force",
    "find_missing_yes",
    "find_my_part",
    "find_my_view",
    "find_out",
    "find_paused",
    "find_said_for_me",
    "find_to_answer",
    "find_version",
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
    "said_for_me",
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
    "written_in_seat",
]
