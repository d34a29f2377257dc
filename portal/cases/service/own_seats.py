"""The seat that a child's own place leads to: taken when it is given, filled when the child opens it, and
kept when the child has got MitID."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.cases import queries
from portal.cases.models import Case, ChildPlace, Invitation, Membership
from portal.cases.queries import PlaceOf
from portal.cases.service.guarding import guard_all
from portal.cases.service.inviting import invite
from portal.cases.service.joining import (
    NOTHING,
    NotOpen,
    SeatTaken,
    hand_to_newcomer,
    join,
    note_birthdate,
    welcome,
)
from portal.cases.service.matching import Said
from portal.cases.service.opening import take_seat
from portal.cases.service.places import NoPlace, bind, end_places, new_place
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


def invite_child(actor: Actor, given: PlaceOf, **told: Any) -> tuple[Membership, str]:
    """A link, as `invite` makes it, to the seat where the child sits already; the seat and the token."""
    seat = session.get_one(Membership, given.seat_id)
    return seat, invite(actor, seat, **told)


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


class KnownElsewhere(Exception):
    """MitID names somebody who has had a seat before, here or with another family: two people who have both
    said something cannot be made one."""


def join_with_mitid(
    invitation: Invitation, person_id: UUID, secret: str, *, said: Said = NOTHING
) -> Membership:
    """Fill the seat with the person MitID has named; a child who sits there already, in a place of their own,
    goes on in the same seat as the same person, and the place on the phone ends.

    Raises as `join`, and KnownElsewhere.
    """
    try:
        return join(invitation, person_id, secret, said=said)
    except SeatTaken as taken:
        seat, child_id = taken.seat, taken.seat.person_id
    if seat.role != Role.CHILD or child_id is None:
        raise NotOpen
    if queries.has_ever_had_a_seat(person_id):
        raise KnownElsewhere
    _goes_on_with_mitid(seat, child_id, person_id, invitation)
    note_birthdate(seat, said)
    return seat


def _goes_on_with_mitid(seat: Membership, child_id: UUID, came_as_id: UUID, invitation: Invitation) -> None:
    """The case first, as every verb locks it."""
    session.execute(select(Case.id).where(Case.id == seat.case_id).with_for_update(key_share=True))
    try:
        people.be_the_same(child_id, came_as_id)
    except people.NotOnePerson as known:
        raise NotOpen from known
    invitation.used_by_id = child_id
    invitation.forget_what_was_given()
    session.flush()
    end_places(seat.id, "signed_in_with_mitid")
    record("case.child_has_mitid", by=child_id, case_id=seat.case_id, seat=str(seat.id))
