"""What the alarm card holds of the plan: whom to call first, where it is safe, and the code word."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, select

from portal.access.actor import Actor, Level
from portal.access.visibility import visible
from portal.cases.panels import Contact, Pocket
from portal.db.session import session
from portal.plan.models.items import AlarmNumber, PlanItem
from portal.plan.models.sections import Section
from portal.plan.queries.items import in_order
from portal.plan.queries.parts import seats_known_to


def pocket(actor: Actor) -> Pocket | None:
    """As far as the actor reads it: those who let a number stand, in the order that is written, each once.
    None when nothing is written."""
    numbers = _with_numbers(actor)
    here = [one for one in in_order(numbers) if one.applies]
    if not here:
        return None
    told = {one.told["what"]: one.told["words"] for one in here if one.told}
    return Pocket(
        contacts=_contacts(actor, here, numbers),
        safe_place=told.get("safe_place", ""),
        code_word=told.get("code_word", ""),
    )


def phones_known_to(actor: Actor) -> dict[UUID, str]:
    """The numbers that people let stand on the alarm card, by seat: as far as the actor reads the card, and
    none for a guest."""
    if actor.level < Level.MITID:
        return {}
    numbers = _with_numbers(actor)
    here = [one for one in in_order(numbers) if one.applies]
    return {seat_id: contact.phone for seat_id, contact in _by_seat(actor, here, numbers).items()}


def _with_numbers(actor: Actor) -> dict[PlanItem, AlarmNumber | None]:
    """All that the actor reads of this section, each with the number that is let stand: in one statement."""
    stands = and_(
        AlarmNumber.case_id == PlanItem.case_id,
        AlarmNumber.item_id == PlanItem.id,
        AlarmNumber.ended_at.is_(None),
    )
    wanted = (visible(actor, PlanItem), PlanItem.section == Section.ALARM.value)
    rows = session.execute(select(PlanItem, AlarmNumber).outerjoin(AlarmNumber, stands).where(*wanted))
    return {item: number for item, number in rows}


def _contacts(
    actor: Actor, here: Sequence[PlanItem], numbers: Mapping[PlanItem, AlarmNumber | None]
) -> list[Contact]:
    return list(_by_seat(actor, here, numbers).values())


def _by_seat(
    actor: Actor, here: Sequence[PlanItem], numbers: Mapping[PlanItem, AlarmNumber | None]
) -> dict[UUID, Contact]:
    """Only of somebody the reader may know, who has the seat today."""
    seats = {seat.person_id: seat for seat in seats_known_to(actor).values() if seat.left_at is None}
    found: dict[UUID, Contact] = {}
    for item in here:
        number = numbers[item]
        seat = seats.get(number.person_id) if number else None
        if number and number.told and seat:
            found.setdefault(
                seat.membership_id, Contact(name=seat.name, what=seat.relation, phone=number.told["words"])
            )
    return found
