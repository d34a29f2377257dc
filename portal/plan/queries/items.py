"""Items of the plan's sections, and proposals about them, as far as the actor sees them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, with_polymorphic
from sqlalchemy.orm.attributes import set_committed_value

from portal.access.actor import Actor, Member, Role
from portal.access.models import Contribution, NamedReader
from portal.access.visibility import visible
from portal.cases.models import Membership
from portal.cases.queries import members
from portal.db.session import session
from portal.plan.models import APPLIES, PlanVersion
from portal.plan.models.checked import CheckResult
from portal.plan.models.items import (
    AlarmNumber,
    Item,
    ItemProposal,
    ItemWish,
    OfSection,
    PlanItem,
    PlanItemLine,
    PlanItemSeat,
)
from portal.plan.models.sections import Section
from portal.plan.queries.signals import lets_it_be_taken_in

ORDER = list(Section)


def with_seats(query: Select[Any], thing: Any) -> list[Any]:
    """Run a query for contributions, and put beside each item whom it names, in the same statement."""
    found: dict[Any, list[PlanItemSeat]] = defaultdict(list)
    for one, seat in session.execute(query.add_columns(PlanItemSeat).outerjoin(PlanItemSeat, _names(thing))):
        found[one] += [seat] if seat else []
    for one, seats in found.items():
        if isinstance(one, PlanItem):
            _named(one, seats)
    return list(found)


def _names(thing: Any) -> ColumnElement[bool]:
    return and_(PlanItemSeat.item_id == thing.id, PlanItemSeat.case_id == thing.case_id)


def _named(item: PlanItem, seats: Iterable[PlanItemSeat]) -> None:
    set_committed_value(item, "doers", sorted(seats, key=lambda seat: seat.place))


def in_order(items: Iterable[PlanItem]) -> list[PlanItem]:
    """As the plan has them: by section; on the alarm card by whose turn it is; then as they were written."""
    return sorted(items, key=_place)


def _place(item: PlanItem) -> tuple[Any, ...]:
    turn = str(item.fields.get("turn", "")) or str(item.fields.get("starts", ""))
    return ORDER.index(Section(item.section)), turn, item.position, item.created_at


def open_section(actor: Actor, section: Section) -> OfSection:
    """Every case has every section, also while it is empty."""
    return OfSection(actor.case_id, section)


def said_in_section(actor: Actor, section: Section) -> list[Contribution]:
    """Every item of a section that the actor sees, every proposal about one, and what was found."""
    beside: list[Any] = [ItemProposal, *([CheckResult] if section is Section.CHECKS else [])]
    thing: Any = with_polymorphic(Contribution, [PlanItem, *beside])
    about = aliased(PlanItem.__table__)
    of_it = [getattr(thing, one.__name__).item_id for one in beside]
    here = exists().where(about.c.id.in_(of_it), about.c.section == section.value)
    wanted = (thing.PlanItem.section == section.value) | here
    kinds = ("plan_item", *(one.__mapper__.polymorphic_identity for one in beside))
    query = select(thing).where(visible(actor, thing), thing.kind.in_(kinds), wanted)
    return with_seats(query.order_by(thing.created_at), thing)


def find_item(actor: Actor, item_id: UUID) -> PlanItem | None:
    found = with_seats(select(PlanItem).where(PlanItem.id == item_id, visible(actor, PlanItem)), PlanItem)
    return found[0] if found else None


def find_item_to_change(actor: Actor, item_id: UUID) -> PlanItem | None:
    """An item that still belongs to what is written; a secret is never changed, only written anew."""
    item = find_item(actor, item_id)
    return item if item and item.applies and item.told is None else None


def find_item_with_a_day(actor: Actor, item_id: UUID) -> PlanItem | None:
    """An item that says on which day it is next."""
    item = find_item(actor, item_id)
    return item if item and item.applies and item.fields.get("next_on") else None


def find_check(actor: Actor, item_id: UUID) -> Item | None:
    """Something that somebody looks in on; also one that is to be taken out, and still applies."""
    item = find_item(actor, item_id)
    return Item(item) if item and item.section == Section.CHECKS and item.hidden_at is None else None


def find_item_wish(actor: Actor, proposal_id: UUID) -> ItemWish | None:
    """A proposal with its item, if the actor sees both."""
    about, named = aliased(PlanItem, flat=True), aliased(NamedReader)
    rows = session.execute(
        select(ItemProposal, about, PlanItemSeat, named.person_id)
        .join(about, and_(about.case_id == ItemProposal.case_id, about.id == ItemProposal.item_id))
        .outerjoin(PlanItemSeat, _names(about))
        .outerjoin(named, and_(named.contribution_id == about.id, named.case_id == about.case_id))
        .where(ItemProposal.id == proposal_id, visible(actor, ItemProposal), visible(actor, about))
    ).all()
    if not rows:
        return None
    proposal, item, *_rest = rows[0]
    _named(item, dict.fromkeys(row[2] for row in rows if row[2]))
    readers = frozenset(row[3] for row in rows if row[3])
    return ItemWish(proposal, item, readers, lets_it_be_taken_in(actor, proposal, item))


def find_item_to_answer(actor: Actor, thing_id: UUID) -> Item | ItemWish | None:
    """An item or a proposal; not a secret, which nobody is asked about."""
    item = find_item(actor, thing_id)
    if item is not None:
        return Item(item) if item.told is None else None
    return find_item_wish(actor, thing_id)


def find_secret_item(actor: Actor, item_id: UUID) -> Item | None:
    """A safe place or a code word."""
    item = find_item(actor, item_id)
    return Item(item) if item and item.applies and item.told is not None else None


def find_contact(actor: Actor, item_id: UUID) -> Item | None:
    """Somebody on the alarm card; also one who is to be taken out, and may still take a number back."""
    item = find_item(actor, item_id)
    return Item(item) if item and item.section == Section.ALARM and item.doers else None


def may_be_named_in(actor: Actor, section: Section) -> list[Member]:
    """The seats that an item of this section may name. Never a child's: no plan waits for a child's yes, and
    no child is made to answer for another. The safety network is of people round the family."""
    grown = [seat for seat in members(actor) if seat.role is not Role.CHILD]
    if not actor.shares_the_whole_case:
        known = (Role.CASEWORKER, Role.CUSTODY_HOLDER)
        grown = [seat for seat in grown if seat.person_id == actor.person_id or seat.role in known]
    if section is Section.NETWORK:
        return [seat for seat in grown if seat.role not in (Role.CASEWORKER, Role.SUPPORT_PERSON)]
    return [seat for seat in grown if seat.role is not Role.SUPPORT_PERSON]


def next_place_in(case_id: UUID, section: Section) -> int:
    """The place after the last in a section."""
    last = select(func.max(PlanItem.position)).where(PlanItem.case_id == case_id, PlanItem.section == section)
    return (session.scalar(last) or 0) + 1


def standing_in(case_id: UUID, section: Section) -> Sequence[PlanItem]:
    """What has not been taken out of a section, whoever sees it: to know whether there is room."""
    here = (PlanItem.case_id == case_id, PlanItem.section == section.value, PlanItem.status != "removed")
    return session.scalars(select(PlanItem).where(*here)).all()


def items_naming(case_id: UUID, membership_id: UUID) -> Select[UUID]:
    """The items (ids) that name a seat: whoever fills it reads them."""
    return select(PlanItemSeat.item_id).where(
        PlanItemSeat.case_id == case_id, PlanItemSeat.membership_id == membership_id
    )


def named_in(thing: Contribution) -> set[UUID]:
    """The people (ids) an item names, who go on reading it; nobody for other words."""
    if thing.kind != "plan_item":
        return set()
    seats = and_(PlanItemSeat.membership_id == Membership.id, PlanItemSeat.item_id == thing.id)
    named = select(Membership.person_id).join(PlanItemSeat, seats).where(Membership.case_id == thing.case_id)
    return {person for person in session.scalars(named) if person}


def item_is_in_force(item: PlanItem) -> bool:
    """Does the plan that applies now hold this item?"""
    held = exists().where(
        PlanItemLine.item_id == item.id,
        PlanItemLine.version_id == PlanVersion.id,
        PlanVersion.case_id == item.case_id,
        APPLIES,
    )
    return bool(session.scalar(select(held)))


def numbers_of(actor: Actor, items: Sequence[PlanItem]) -> dict[UUID, AlarmNumber]:
    """The numbers that people have let stand, by item (id). `items`: what the actor is shown."""
    shown = [item.id for item in items]
    rows = session.scalars(
        select(AlarmNumber).where(
            AlarmNumber.case_id == actor.case_id,
            AlarmNumber.item_id.in_(shown),
            AlarmNumber.ended_at.is_(None),
        )
    )
    return {row.item_id: row for row in rows}
