"""What breaches, and trying the plan, offer: what is open on the front page, and words for the history."""

from typing import Any

from flask import url_for

from portal.access.actor import Actor
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel
from portal.plan.queries.breach import called_together
from portal.plan.routes.offers import versions_of
from portal.web.i18n import _


def _panel(actor: Actor, _case: Case) -> Panel | None:
    found = versions_of(actor.for_own_duties())
    shown = {"open": found.broken, "applies": found.in_force is not None}
    return Panel("plan/breaches_open.html", shown) if found.broken else None


def _place(thing: Any) -> str:
    return url_for("plan.show_breach", case_id=thing.case_id, breach_id=thing.id)


def _place_of_drill(thing: Any) -> str:
    """The question itself, or the one that an answer is to."""
    drill = getattr(thing, "drill_id", thing.id)
    return url_for("plan.show_drill", case_id=thing.case_id, drill_id=drill)


BREACH_OFFERS = Offers(
    guests=True,
    corner=frozenset({"panel", "link"}),
    shown_as=frozenset({"link"}),
    panel=_panel,
    link=lambda actor: Link(_("Try the plan"), url_for("plan.show_drills", case_id=actor.case_id), 4),
    gathers=called_together,
    said_in={"breach": _place, "drill": _place_of_drill, "drill_answer": _place_of_drill},
    tells={
        "plan.breach_reported": lambda _detail: _("wrote that an agreement was not kept"),
        "plan.called_together": lambda _detail: _("called the network together"),
        "plan.breach_closed": lambda _detail: _("said what we do now"),
        "plan.drill_asked": lambda _detail: _("asked a question to try the plan"),
        "plan.drill_answered": lambda _detail: _("answered a question to try the plan"),
        "plan.drill_opened": lambda _detail: _("opened the answers to a question about the plan"),
        "plan.tried": lambda _detail: _("wrote what we found when we tried the plan"),
    },
)
