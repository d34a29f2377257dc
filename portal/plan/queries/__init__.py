"""What is in the plan, as far as the actor sees it; which part of a version is whose.

One file for each thing that is looked up; pages and verbs import from here.
"""

from portal.plan.queries.agreements import (
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
from portal.plan.queries.answer_sheet import AnswerSheet, find_answer_sheet, my_answer_sheet
from portal.plan.queries.approving import not_shown
from portal.plan.queries.at_meeting import (
    MissingYes,
    SaidForMe,
    find_missing_yes,
    find_said_for_me,
    said_for_me,
)
from portal.plan.queries.breach import (
    breaches,
    find_breach,
    find_to_report,
    reported_in_seat,
    to_call,
    who_else_reads,
)
from portal.plan.queries.breach_clock import promises_of_breaches, urgent
from portal.plan.queries.child_views import MyView, children_heard, find_child, find_my_view
from portal.plan.queries.compared import Editions, compare, find_edition, find_editions
from portal.plan.queries.hanging import Hanging, find_hanging, may_have_read
from portal.plan.queries.held import find_version
from portal.plan.queries.items import (
    find_contact,
    find_item,
    find_item_to_answer,
    find_item_to_change,
    find_item_wish,
    find_item_with_a_day,
    find_secret_item,
    item_is_in_force,
    items_naming,
    may_be_named_in,
    named_in,
    next_place_in,
    open_section,
)
from portal.plan.queries.lasting import (
    cases_followed_up_soon,
    find_archivable,
    follow_ups,
    next_follow_up,
    term_of,
    who_follows_up,
)
from portal.plan.queries.leading import (
    ForLeader,
    KeptOut,
    asked_of_leaders,
    find_pause,
    find_question,
    find_to_keep_out,
    leader_lets_it_begin,
    lets_it_begin,
    on_pause,
    to_answer,
    waits_for_leaders,
)
from portal.plan.queries.lines import AnyLine, ItemLine, Line
from portal.plan.queries.log import log, written_in_seat
from portal.plan.queries.observed import (
    Observed,
    ToObserve,
    find_agreement_to_observe,
    find_child_to_observe,
    readers_of_log,
    to_observe,
)
from portal.plan.queries.occasions import occasions
from portal.plan.queries.page import plan
from portal.plan.queries.paper import Week, week
from portal.plan.queries.parts import Part, Sent, Versions, my_part, seats_known_to
from portal.plan.queries.pocket import pocket
from portal.plan.queries.responses import responses
from portal.plan.queries.said_of_plan import acts_of, plan_answers
from portal.plan.queries.section import ItemShown, section_page
from portal.plan.queries.shown import Entry
from portal.plan.queries.statements import StatementShown, statement_is_in_force, statements_to_send
from portal.plan.queries.told import told_when_sent_out
from portal.plan.queries.tried import DrillShown, ToTry, drills, find_drill, find_to_try
from portal.plan.queries.versions import (
    approvers,
    find_in_force,
    find_my_part,
    find_out,
    find_paused,
    is_in_force,
    items_to_send,
    may_be_bound,
    this_plan,
    to_send,
    today,
    versions,
)
from portal.plan.queries.waited_for import cases_with_a_plan_out, who_has_not_answered
from portal.plan.queries.whole import Whole, whole
from portal.plan.queries.wordings import (
    as_columns,
    as_seen,
    changed_since,
    groups_of,
    said_by,
    wording_after,
)

__all__ = [
    "AnswerSheet",
    "AnyLine",
    "DrillShown",
    "Editions",
    "Entry",
    "ForLeader",
    "Hanging",
    "ItemLine",
    "ItemShown",
    "KeptOut",
    "Line",
    "MissingYes",
    "MyView",
    "Observed",
    "Part",
    "SaidForMe",
    "Sent",
    "StatementShown",
    "ToObserve",
    "ToTry",
    "Versions",
    "Week",
    "Whole",
    "acts_of",
    "approvers",
    "as_columns",
    "as_seen",
    "asked_of_leaders",
    "bound_by",
    "breaches",
    "cases_followed_up_soon",
    "cases_with_a_plan_out",
    "changed_since",
    "children_heard",
    "compare",
    "drills",
    "duties",
    "find_agreement",
    "find_agreement_to_observe",
    "find_answer_sheet",
    "find_archivable",
    "find_breach",
    "find_child",
    "find_child_to_observe",
    "find_contact",
    "find_current",
    "find_drill",
    "find_edition",
    "find_editions",
    "find_hanging",
    "find_in_force",
    "find_item",
    "find_item_to_answer",
    "find_item_to_change",
    "find_item_wish",
    "find_item_with_a_day",
    "find_missing_yes",
    "find_my_part",
    "find_my_view",
    "find_out",
    "find_pause",
    "find_paused",
    "find_question",
    "find_said_for_me",
    "find_secret_item",
    "find_to_answer",
    "find_to_keep_out",
    "find_to_report",
    "find_to_try",
    "find_version",
    "find_wish",
    "follow_ups",
    "groups_of",
    "is_in_force",
    "item_is_in_force",
    "items_naming",
    "items_to_send",
    "leader_lets_it_begin",
    "lets_it_begin",
    "log",
    "may_be_bound",
    "may_be_named_in",
    "may_have_read",
    "my_answer_sheet",
    "my_part",
    "named_in",
    "next_follow_up",
    "next_place_in",
    "next_position",
    "not_shown",
    "occasions",
    "on_pause",
    "open_section",
    "plan",
    "plan_answers",
    "pocket",
    "promises_of_breaches",
    "readers_of_log",
    "reported_in_seat",
    "responses",
    "said_by",
    "said_for_me",
    "said_in_plan",
    "seats_known_to",
    "section_page",
    "statement_is_in_force",
    "statements_to_send",
    "term_of",
    "that_bind",
    "this_plan",
    "to_answer",
    "to_call",
    "to_observe",
    "to_send",
    "today",
    "told_when_sent_out",
    "urgent",
    "versions",
    "waits_for_leaders",
    "week",
    "who_else_reads",
    "who_follows_up",
    "who_has_not_answered",
    "whole",
    "wording_after",
    "written_in_seat",
]
