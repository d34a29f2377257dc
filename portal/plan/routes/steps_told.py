"""What the history tells of what people say of a plan, of how it begins, lasts and ends, and of a leader's
yes."""

from collections.abc import Callable
from typing import Any

from portal.web.i18n import _

STEPS_TOLD: dict[str, Callable[[dict[str, Any]], str]] = {
    "plan.suspended": lambda _detail: _("put the plan on pause"),
    "plan.resumed": lambda _detail: _("let the plan apply again"),
    "plan.in_force": lambda _detail: _("let the plan begin"),
    "plan.seen": lambda _detail: _("has seen the plan"),
    "plan.understood": lambda _detail: _("understands the plan"),
    "plan.concurs": lambda _detail: _("agrees with what the plan says"),
    "plan.agree": lambda _detail: _("said yes to the plan"),
    "plan.taken_back": lambda _detail: _("took a yes to the plan back"),
    "plan.said_no": lambda _detail: _("said no to the plan"),
    "plan.said_not_yet": lambda _detail: _("said not yet to the plan"),
    "plan.wrote_down_no": lambda _detail: _("wrote down a no that was said at a meeting"),
    "plan.wrote_down_not_yet": lambda _detail: _("wrote down a not yet that was said at a meeting"),
    "plan.written_down": lambda _detail: _("wrote down a yes that was said at a meeting"),
    "plan.not_said": lambda _detail: _("said that a yes was never said"),
    "plan.provisional": lambda _detail: _("said how many days the plan applies"),
    "plan.days_over": lambda _detail: _("The days of the plan were over"),
    "plan.leader_asked": lambda _detail: _("asked a leader about the plan"),
    "plan.leader_said_yes": lambda _detail: _("said yes as a leader"),
    "plan.leader_said_no": lambda _detail: _("said no as a leader"),
    "plan.condition_told": lambda _detail: _("told how it turned out"),
    "plan.follow_up_set": lambda _detail: _("set a day for the next follow-up"),
    "plan.followed_up": lambda _detail: _("wrote what was said at a follow-up"),
    "plan.check_told": lambda _detail: _("wrote what a check found"),
    "plan.handed_over_card": lambda _detail: _("wrote how the alarm card was handed over"),
    "plan.children_asked": lambda _detail: _("began to ask the children what the plan has been like"),
    "plan.closed": lambda _detail: _("closed the plan"),
    "plan.archived": lambda _detail: _("put the closed plan away"),
}
