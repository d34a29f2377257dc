"""Why a door knew somebody: kept with each look, so that it can be told in plain words."""

from enum import StrEnum

from portal.access.actor import Actor, Role


class Purpose(StrEnum):
    """`seat`: anybody in the family, around it, or beside it, with a seat of their own."""

    SEAT = "seat"
    OWN_CASE = "own_case"
    STAND_IN = "stand_in"
    BREAK_GLASS = "break_glass"
    OVERSIGHT = "oversight"


def purpose_of(actor: Actor) -> Purpose:
    """Why this actor is let into the case today."""
    if actor.let_in_until is not None:
        return Purpose.BREAK_GLASS
    if actor.role is not Role.CASEWORKER:
        return Purpose.SEAT
    seats = (seat for seat in actor.roster if seat.person_id == actor.person_id and not seat.left_at)
    return Purpose.OWN_CASE if any(seat.has_the_case for seat in seats) else Purpose.STAND_IN
