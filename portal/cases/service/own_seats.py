"""The seat that a child's own place leads to: taken when it is given, filled when the child opens it."""

from portal.access.actor import Actor, Role
from portal.cases import queries
from portal.cases.models import ChildPlace, Membership
from portal.cases.queries import PlaceOf
from portal.cases.service.guarding import guard_all
from portal.cases.service.joining import hand_to_newcomer, welcome
from portal.cases.service.opening import take_seat
from portal.cases.service.places import NoPlace, bind, new_place
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.people import service as people


def give_place(actor: Actor, given: PlaceOf, relation: str) -> tuple[ChildPlace, str]:
    """Give the child a place, in the same seat as before if there was one; the token of the link to it.
    `relation`: what a child is called beside its name."""
    seat_id = given.seat_id
    if seat_id is None:
        seat_id = take_seat(actor, name=given.child.first_name, relation=relation, role=Role.CHILD).id
    return new_place(actor, given.child.id, seat_id)


def open_place(token: str, code: str) -> tuple[Membership, ChildPlace, str]:
    """The child opens the place on the phone at hand: the seat, the place, and the secret for that phone.
    Raises NoPlace.

    What is recorded is told to nobody but the child: the others see that there is a place, and no more.
    """
    place, secret = bind(token, code)
    seat = queries.seat_to_open(place)
    if seat is None:
        raise NoPlace
    if seat.person_id is None:
        seat.person_id, seat.joined_at = people.new_guest(seat.name).id, now()
        session.flush()
        welcome(seat)
        hand_to_newcomer(seat.case_id, seat.id, seat.person_id)
        guard_all(seat.case_id)
    record("case.place_opened", by=seat.person_id, case_id=seat.case_id, seat=str(seat.id))
    return seat, place, secret
