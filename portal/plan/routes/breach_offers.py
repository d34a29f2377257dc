"""What breaches offer: the open ones on the front page, and words for the history."""

from typing import Any

from flask import url_for

from portal.access.actor import Actor
from portal.cases.models import Case
from portal.cases.panels import Offers, Panel
from portal.plan.routes.offers import versions_of
from portal.web.i18n import _


def _panel(actor: Actor, _case: Case) -> Panel | None:
    found = versions_of(actor.for_own_duties()).broken
    return Panel("plan/breaches_open.html", {"open": found}) if found else None


def _place(thing: Any) -> str:
    return url_for("plan.show_breach", case_id=thing.case_id, breach_id=thing.id)


BREACH_OFFERS = Offers(
    guests=True,
    corner=frozenset({"panel"}),
    panel=_panel,
    said_in={"breach": _place},
    tells={
        "plan.breach_reported": lambda _detail: _("wrote that an agreement was not kept"),
        "plan.called_together": lambda _detail: _("called the network together"),
        "plan.breach_closed": lambda _detail: _("said what we do now"),
    },
)
