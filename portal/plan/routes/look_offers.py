"""What stands first at home for whoever promised to look: the network log, one tap away."""

from portal.access.actor import Actor, Role
from portal.cases.models import Case
from portal.cases.panels import Offers, Panel
from portal.plan.queries.lookers import who_looks
from portal.plan.routes.offers import versions_of


def _panel(actor: Actor, _case: Case) -> Panel | None:
    if actor.role is Role.CASEWORKER or actor.both:
        return None
    me = actor.for_own_duties()
    mine = [one for one in who_looks(me, versions_of(me)) if one.mine]
    return Panel("plan/looks_in.html", {"mine": mine}) if mine else None


LOOK_OFFERS = Offers(guests=True, panel=_panel)
