"""Who has a seat in a case, and the names beside their words."""

from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Member, Role
from portal.cases.models import Membership
from portal.db.session import session

PARENTS = (Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY)


def members(actor: Actor) -> list[Member]:
    """Everybody with a seat in the case today, the hidden left out; in the order they were named."""
    return [seat for seat in actor.roster if seat.left_at is None and not is_hidden(actor, seat)]


def own_seat(actor: Actor) -> Member | None:
    """The actor's own seat: for what is asked of a case as such, and of no thing in it. None for one who was
    let in without a seat."""
    mine = (seat for seat in actor.roster if seat.person_id == actor.person_id and seat.left_at is None)
    return next(mine, None)


def own_seat_id(actor: Actor) -> UUID | None:
    """The seat (id) of the actor; None for one who was let in without one, and for two seen as one."""
    mine = own_seat(actor)
    return mine.membership_id if mine else None


def is_hidden(actor: Actor, seat: Member) -> bool:
    """Is this seat, or whoever named the person for it, shielded from the actor? One's own seat never is,
    though one may have been invited by somebody who was shielded from one afterwards. Nor is anybody told
    whom another wants to bring before that one has come, but a caseworker."""
    if seat.person_id == actor.person_id:
        return False
    if seat.supports_id and not seat.person_id and actor.role is not Role.CASEWORKER:
        return seat.invited_by_id != actor.person_id
    pointers = {seat.person_id, seat.invited_by_id}
    return seat.membership_id in actor.hidden_seats or not pointers.isdisjoint(actor.shielded)


def my_support(actor: Actor) -> list[Member]:
    """Those who are here, or asked to come, on the actor's behalf."""
    mine = own_seat_id(actor)
    return [seat for seat in actor.roster if mine and seat.left_at is None and seat.supports_id == mine]


def authors(actor: Actor) -> dict[UUID, Member]:
    """Names for the words the actor sees, by person id. People who left keep their name on what they said."""
    seats = sorted(actor.roster, key=lambda seat: seat.left_at is None)
    known = {seat.guest_id: seat for seat in seats if seat.guest_id} | {
        seat.person_id: seat for seat in seats if seat.person_id
    }
    return {person: seat for person, seat in known.items() if seat.person_id not in actor.shielded}


def may_be_named(actor: Actor) -> list[Member]:
    """The members an actor may name as readers: all for those who share the whole case, else those who are
    known."""
    others = [m for m in members(actor) if m.person_id and m.person_id != actor.person_id]
    if actor.shares_the_whole_case:
        return others
    mine = own_seat(actor)
    return [
        m
        for m in others
        if m.role in (Role.CASEWORKER, Role.CUSTODY_HOLDER)
        or (mine and m.supports_id == mine.membership_id)
        or (mine and m.membership_id == mine.supports_id)
    ]


def custody_holders(roster: tuple[Member, ...]) -> list[Member]:
    """Each seat with custody of a child of the case today, joined or not."""
    return [
        seat for seat in roster if seat.left_at is None and seat.role is Role.CUSTODY_HOLDER and seat.children
    ]


def is_a_child(roster: tuple[Member, ...], person_id: UUID) -> bool:
    """Is or was the person here as a child of the case?"""
    return any(seat.role is Role.CHILD and seat.person_id == person_id for seat in roster)


def parents_to_show(actor: Actor) -> list[Member]:
    """The parents here today to whom a child may show own words; nobody for others, who choose otherwise."""
    if actor.role is not Role.CHILD:
        return []
    return [seat for seat in members(actor) if seat.person_id and seat.role in PARENTS]


def caseworker_in(roster: tuple[Member, ...]) -> set[UUID]:
    """The caseworker whose case it is (person id)."""
    return {seat.person_id for seat in roster if seat.has_the_case and seat.person_id and not seat.left_at}


def caseworkers_in(roster: tuple[Member, ...]) -> set[UUID]:
    """The caseworker and whoever stands in (person ids)."""
    return {
        seat.person_id
        for seat in roster
        if seat.role is Role.CASEWORKER and seat.person_id and not seat.left_at
    }


def seats_of(person_id: UUID) -> list[Membership]:
    """The cases a person is a member of today, oldest first."""
    return list(
        session.scalars(
            select(Membership)
            .where(Membership.person_id == person_id, Membership.left_at.is_(None))
            .order_by(Membership.created_at)
        )
    )


def find_seat(actor: Actor, membership_id: UUID) -> Membership | None:
    """One seat of the case, unless it is hidden from the actor."""
    all_seats = [seat for seat in actor.roster if not is_hidden(actor, seat)]
    known = all_seats if actor.shares_the_whole_case else [*may_be_named(actor), *my_support(actor)]
    seen = {seat.membership_id for seat in known}
    return session.get(Membership, membership_id) if membership_id in seen else None


def find_parent_to_come(actor: Actor, membership_id: UUID) -> Membership | None:
    """The seat of a custody holder who has been named and has not come yet."""
    seat = find_seat(actor, membership_id)
    waits = seat is not None and seat.role == Role.CUSTODY_HOLDER and not seat.person_id and not seat.left_at
    return seat if waits else None


def find_my_support(actor: Actor, membership_id: UUID) -> Membership | None:
    """The seat of somebody who is here, or asked to come, on the actor's behalf."""
    mine = {seat.membership_id for seat in my_support(actor)}
    return session.get(Membership, membership_id) if membership_id in mine else None


def find_professional(actor: Actor, membership_id: UUID) -> Membership | None:
    """The seat of a professional whose term runs, whether or not the person has come."""
    seat = find_seat(actor, membership_id)
    here = {one.membership_id for one in actor.roster if one.left_at is None}
    return seat if seat is not None and seat.role == Role.PROFESSIONAL and seat.id in here else None
