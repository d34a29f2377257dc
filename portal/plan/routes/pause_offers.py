"""What stands first at home and on the card while the plan is on pause, or a provisional one is over."""

from portal.access.actor import Actor
from portal.cases.models import Case
from portal.cases.panels import Offers, Panel
from portal.plan.routes.offers import versions_of


def _paused(actor: Actor, _case: Case) -> Panel | None:
    """What holds now, while the plan is on pause, or after the days of a provisional one."""
    found = versions_of(actor if actor.both else actor.for_own_duties())
    if found.paused:
        return Panel("plan/paused_panel.html", {"paused": found.paused}, first=True)
    then = found.terms.get(found.over.version.id) if found.over else None
    return Panel("plan/over_panel.html", {"then": then}, first=True) if then and not found.out else None


PAUSE_OFFERS = Offers(
    guests=True,
    corner=frozenset({"panel", "card"}),
    shown_as=frozenset({"panel", "card"}),
    panel=_paused,
    card=_paused,
)
