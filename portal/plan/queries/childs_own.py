"""What is the child's own in the plan: the page where the child meets it, and what it is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import with_polymorphic

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.models import CaseChild
from portal.cases.queries import find_case
from portal.db.session import session
from portal.plan.models.items import ItemProposal, PlanItem
from portal.plan.models.locks import ChildsSignal
from portal.plan.models.sections import Section
from portal.plan.queries.items import find_item_to_answer, in_order
from portal.plan.queries.locks import locks_of
from portal.plan.queries.signals import Said, Signal, is_signal, named, whose

FOR_THE_CHILD = (Section.OBJECT.value, Section.CHILD.value)


@dataclass(frozen=True)
class OwnSignal:
    """A signal of the child, or (with `wish`) what somebody wants it to be; and what children have said."""

    item: PlanItem
    signal: Signal | None
    wish: ItemProposal | None = None

    @property
    def said(self) -> Contribution:
        return self.wish or self.item


@dataclass(frozen=True)
class ChildsOwn:
    """What one child sees of its own part of the plan. `words`: those to the child, when they are finished;
    `more_to_come`: others are not."""

    child: CaseChild
    signals: Sequence[OwnSignal]
    words: Sequence[PlanItem]
    more_to_come: bool

    def mine(self, one: OwnSignal) -> Said | None:
        """What this child has said of it last."""
        said = [*one.signal.said, *filter(None, [one.signal.yes])] if one.signal else []
        return next((told for told in said if told.child_id == self.child.id), None)


def childs_own(actor: Actor) -> ChildsOwn | None:
    """None for one who is no child, and where it cannot be told which child of the case it is."""
    case = find_case(actor) if actor.role is Role.CHILD else None
    me = named(actor.name, case.children) if case else None
    if case is None or me is None:
        return None
    items, wishes = _said(actor)
    locks = locks_of(actor, items, wishes)
    mine = [one for one in items if is_signal(one) and me in whose(actor, one.author_id, case.children)]
    signals = [OwnSignal(one, locks.signal(one, one.revision)) for one in mine]
    by_id = {one.id: one for one in mine}
    about = [(wish, by_id[wish.item_id]) for wish in wishes if wish.item_id in by_id]
    signals += [OwnSignal(item, locks.of_wish(wish, item), wish) for wish, item in about]
    told = [(one, locks.of_words(one, one.revision)) for one in items]
    words = [one for one, lock in told if lock and (lock.locked or one.author_id == actor.person_id)]
    return ChildsOwn(me, signals, words, any(lock and one not in words for one, lock in told))


def _said(actor: Actor) -> tuple[list[PlanItem], list[ItemProposal]]:
    thing: Any = with_polymorphic(Contribution, [PlanItem, ItemProposal])
    wanted = or_(thing.PlanItem.section.in_(FOR_THE_CHILD), thing.kind == "item_proposal")
    found = session.scalars(
        select(thing).where(visible(actor, thing), wanted).order_by(thing.created_at)
    ).all()
    items = in_order(one for one in found if isinstance(one, PlanItem) and one.applies)
    wishes = [one for one in found if isinstance(one, ItemProposal) and one.is_open and not one.hidden_at]
    return items, wishes


def find_my_signal(actor: Actor, thing_id: UUID) -> ChildsSignal | None:
    """A signal, or what somebody wants it to be, that the child who asks is asked about."""
    case = find_case(actor) if actor.role is Role.CHILD else None
    me = named(actor.name, case.children) if case else None
    return _of(actor, me, thing_id, case.children) if case and me else None


def find_signal_of_child(actor: Actor, child_id: UUID, thing_id: UUID) -> ChildsSignal | None:
    """The same for the caseworker, who has talked with the child."""
    case = find_case(actor)
    children = case.children if case else []
    child = next((one for one in children if one.id == child_id), None)
    return _of(actor, child, thing_id, children) if child else None


def _of(actor: Actor, child: CaseChild, thing_id: UUID, children: Sequence[CaseChild]) -> ChildsSignal | None:
    about = find_item_to_answer(actor, thing_id)
    if about is None or not is_signal(about.item) or not about.item.applies:
        return None
    theirs = child in whose(actor, about.item.author_id, children)
    return ChildsSignal(child, about) if theirs else None
