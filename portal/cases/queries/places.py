"""Which children have, or may be given, a place of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.cases.models import CaseChild, ChildPlace, Membership
from portal.cases.queries.members import members
from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Person

MOST_TRIES = 5


@dataclass(frozen=True)
class PlaceOf:
    """A child of the case, the seat (id) that earlier places have led to, and the place that stands now.
    `has_come`: the child has opened a place once, so the seat is the child's."""

    child: CaseChild
    seat_id: UUID | None
    place: ChildPlace | None
    has_come: bool = False

    @property
    def state(self) -> str:
        """none, waiting (for the child's phone), too_old, open, or locked (too many wrong codes)."""
        if self.place is None:
            return "none"
        if self.place.opens_until:
            return "waiting" if self.place.opens_until > now() else "too_old"
        return "locked" if self.place.code_tries >= MOST_TRIES else "open"


@dataclass(frozen=True)
class Places:
    """Every place that was ever given in one case, the oldest first, as one member asks. `with_mitid`: the
    seats (ids) of those children who come in by MitID now, and need no place."""

    actor: Actor
    given: Sequence[ChildPlace]
    with_mitid: frozenset[UUID] = frozenset()

    @property
    def by_seat(self) -> dict[UUID, bool]:
        """The seats (ids) of children that places lead to: is there a place that the child has opened?"""
        led = {place.membership_id: place.device_hash is not None for place in self.given}
        return {seat: opened for seat, opened in led.items() if seat not in self.with_mitid}

    def of(self, child: CaseChild) -> PlaceOf | None:
        """The place of this child; None for a child who has a seat with MitID, and needs none."""
        own = [place for place in self.given if place.child_id == child.id]
        seats = {seat.membership_id: seat for seat in members(self.actor) if seat.role is Role.CHILD}
        mine = next((place.membership_id for place in reversed(own) if place.membership_id in seats), None)
        if mine is None and any(seat.name == child.first_name for seat in seats.values()):
            return None
        if mine in self.with_mitid:
            return None
        came = mine is not None and seats[mine].person_id is not None
        return PlaceOf(child, mine, next((place for place in own if place.ended_at is None), None), came)

    def may_be_given(self, children: Sequence[CaseChild]) -> list[CaseChild]:
        return [child for child in children if self.of(child)]


def places_in(actor: Actor) -> Places:
    rows = session.execute(
        select(ChildPlace, Person.mitid_uuid)
        .join(Membership, Membership.id == ChildPlace.membership_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(ChildPlace.case_id == actor.case_id)
        .order_by(ChildPlace.created_at, ChildPlace.id)
    ).all()
    known = frozenset(place.membership_id for place, uuid in rows if uuid is not None)
    return Places(actor, [place for place, _uuid in rows], known)


def find_child(actor: Actor, child_id: UUID) -> PlaceOf | None:
    """A child of the case who may be given a place."""
    here = CaseChild.case_id == actor.case_id
    child = session.scalar(select(CaseChild).where(here, CaseChild.id == child_id))
    return places_in(actor).of(child) if child else None


def find_child_who_came(actor: Actor, child_id: UUID) -> PlaceOf | None:
    """A child of the case who has come in by a place of their own, and not by MitID yet."""
    given = find_child(actor, child_id)
    return given if given and given.has_come else None


def seat_to_open(place: ChildPlace) -> Membership | None:
    """The seat of a place, locked, unless it is closed."""
    return session.scalar(
        select(Membership)
        .where(
            Membership.case_id == place.case_id,
            Membership.id == place.membership_id,
            Membership.left_at.is_(None),
        )
        .with_for_update(key_share=True)
    )


def person_in(place: ChildPlace) -> UUID:
    """The child (person id) whose place it is, once it has been opened."""
    return session.scalars(
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == place.membership_id)
    ).one()
