"""What the alarm card holds of the plan: whom to call first, where it is safe, and the code word."""

from collections.abc import Sequence
from uuid import UUID

from portal.access.actor import Actor
from portal.cases.panels import Contact, Pocket
from portal.plan.models.items import PlanItem
from portal.plan.models.sections import Section
from portal.plan.queries.items import in_order, numbers_of, said_in_section
from portal.plan.queries.parts import seats_known_to


def pocket(actor: Actor) -> Pocket | None:
    """As far as the actor reads it: those who let a number stand, in the order that is written, each once.
    None when nothing is written."""
    said = said_in_section(actor, Section.ALARM)
    here = [one for one in in_order(one for one in said if isinstance(one, PlanItem)) if one.applies]
    if not here:
        return None
    told = {one.told["what"]: one.told["words"] for one in here if one.told}
    return Pocket(
        contacts=_contacts(actor, here),
        safe_place=told.get("safe_place", ""),
        code_word=told.get("code_word", ""),
    )


def _contacts(actor: Actor, here: Sequence[PlanItem]) -> list[Contact]:
    """Only of somebody the reader may know, who has the seat today."""
    numbers = numbers_of(actor, here)
    seats = {seat.person_id: seat for seat in seats_known_to(actor).values() if seat.left_at is None}
    found: dict[UUID, Contact] = {}
    for item in here:
        number = numbers.get(item.id)
        seat = seats.get(number.person_id) if number else None
        if number and number.told and seat:
            found.setdefault(
                seat.membership_id, Contact(name=seat.name, what=seat.relation, phone=number.told["words"])
            )
    return list(found.values())
