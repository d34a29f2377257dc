"""What remains before a plan can be sent out, as far as one person sees it."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.access.visibility import visible
from portal.cases.queries import is_hidden
from portal.db.session import session
from portal.plan.models.items import PlanItem
from portal.plan.models.needs import AGREEMENTS, CHILD, IN_ORDER, PEOPLE, SIGNAL, Need, Needs
from portal.plan.queries.child_views import children_heard
from portal.plan.queries.page import Plan
from portal.plan.queries.signals import hides_a_child, is_signal, said_of_signals, signal_of, whose
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
    items = _items(actor)
    sections = {one.section for one in items}
    return what_is_needed(actor, needs, written | sections | framing_seen(actor), items)


def _items(actor: Actor) -> Sequence[PlanItem]:
    """What stands in the sections; what is locked in the alarm card goes into no plan."""
    stands = (PlanItem.told.is_(None), PlanItem.hidden_at.is_(None), PlanItem.status != "removed")
    return session.scalars(select(PlanItem).where(visible(actor, PlanItem), *stands)).all()


def what_is_needed(
    actor: Actor, needs: Needs, written: Collection[str], items: Collection[PlanItem]
) -> list[Need]:
    """Each thing that is asked for, in the order of the plan. `written`: where something stands; `items`:
    what stands in the sections."""
    found = [Need(str(key), key in written) for key in IN_ORDER if key in needs.sections]
    if needs.people:
        here = len(_people(actor))
        found.append(Need(PEOPLE, here >= needs.people, here, needs.people))
    if needs.childs_view:
        found += [Need(CHILD, one.view is not None, child=one.child) for one in children_heard(actor)]
        found += _signals(actor, items)
    return found


def _signals(actor: Actor, items: Collection[PlanItem]) -> list[Need]:
    """Each signal has the yes of a child, or words that say why it goes on without. One point for all."""
    signals = [one for one in items if is_signal(one)]
    if not signals or hides_a_child(actor):
        return []
    children, said = said_of_signals(actor, {one.id for one in signals})
    asked = [signal_of(one.id, one.revision, whose(actor, one.author_id, children), said) for one in signals]
    return [Need(SIGNAL, all(one.may_go_out for one in asked))]


def _people(actor: Actor) -> list[object]:
    """Of the network: who has said yes and come, takes no break, and is known to the actor."""
    network = (seat for seat in actor.roster if seat.role is Role.NETWORK_PERSON)
    return [
        seat
        for seat in network
        if seat.person_id and not seat.left_at and not seat.paused and not is_hidden(actor, seat)
    ]
