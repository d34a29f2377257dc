"""What remains before a plan can be sent out, as far as one person sees it."""

from collections.abc import Collection

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.access.visibility import visible
from portal.cases.queries import is_hidden
from portal.db.session import session
from portal.plan.models.items import PlanItem
from portal.plan.models.needs import AGREEMENTS, CHILD, IN_ORDER, PEOPLE, Need, Needs
from portal.plan.queries.child_views import children_heard
from portal.plan.queries.page import Plan
from portal.plan.queries.statements import framing_seen


def before_sending(actor: Actor, plan: Plan, needs: Needs) -> list[Need]:
    """For the page of the plan: to the caseworker always, to the family until a plan applies. Nothing while
    people are asked, and to those who see their own duties alone."""
    writing = plan.written or not plan.in_force
    concerned = writing if actor.role is Role.CASEWORKER else not plan.in_force
    if not needs.any or not actor.shares_the_whole_case or not concerned or plan.part.version:
        return []
    agreed = any(one.rule.agreement.applies for one in (*plan.applies, *plan.written))
    written = {AGREEMENTS} if agreed else set()
    return what_is_needed(actor, needs, written | _sections(actor) | framing_seen(actor))


def _sections(actor: Actor) -> set[str]:
    """Those where something stands; what is locked in the alarm card goes into no plan."""
    stands = (PlanItem.told.is_(None), PlanItem.hidden_at.is_(None), PlanItem.status != "removed")
    return set(session.scalars(select(PlanItem.section).where(visible(actor, PlanItem), *stands).distinct()))


def what_is_needed(actor: Actor, needs: Needs, written: Collection[str]) -> list[Need]:
    """Each thing that is asked for, in the order of the plan. `written`: where something stands."""
    found = [Need(str(key), key in written) for key in IN_ORDER if key in needs.sections]
    if needs.people:
        here = len(_people(actor))
        found.append(Need(PEOPLE, here >= needs.people, here, needs.people))
    if needs.childs_view:
        found += [Need(CHILD, one.view is not None, child=one.child) for one in children_heard(actor)]
    return found


def _people(actor: Actor) -> list[object]:
    """Of the network: who has said yes and come, takes no break, and is known to the actor."""
    network = (seat for seat in actor.roster if seat.role is Role.NETWORK_PERSON)
    return [
        seat
        for seat in network
        if seat.person_id and not seat.left_at and not seat.paused and not is_hidden(actor, seat)
    ]
