"""What makes a person an actor in a case."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import aliased

from portal.access.actor import PROFESSIONALS, Actor, Level, Member, Role
from portal.cases.models import Case, Custody, Membership, Opening, Shield
from portal.db import held
from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Person
from portal.writing.once import Sending

SEES_ALL_FROM_THE_BEGINNING = frozenset({Role.CASEWORKER})
ROSTER = "roster"
protected = aliased(Membership)
SEATS = (
    select(
        Membership, Custody.child_id, protected.person_id, Case.story_number, Case.caseworker_id, protected.id
    )
    .join(Case, Case.id == Membership.case_id)
    .outerjoin(Custody, and_(Custody.membership_id == Membership.id, Custody.to_date.is_(None)))
    .outerjoin(Shield, and_(Shield.from_id == Membership.id, Shield.ended_at.is_(None)))
    .outerjoin(protected, protected.id == Shield.protected_id)
    .where(Membership.case_id == bindparam("case"))
    .order_by(Membership.created_at, Membership.name)
)
"""Asked by every page and every open page: put together once."""


def actor_for(
    person_id: UUID,
    case_id: UUID,
    level: Level,
    *,
    to_change: bool = False,
    sending: Sending | None = None,
) -> Actor | None:
    """The person as a member of the case today, with the roster of the case: one statement. For one without a
    seat one more asks whether the person was let in for a while.

    `to_change`: the request will change something, so the case is locked until the transaction ends.
    `sending`: the form that was sent, asked for in the statement that locks.
    """
    if to_change and not _held_by_a_member(person_id, case_id, sending):
        return None
    roster, story_end = _roster_and_story(case_id)
    if to_change:
        held.remember((ROSTER, case_id), roster)
    mine = next((seat for seat in roster if seat.person_id == person_id and seat.left_at is None), None)
    actor = _as_actor(mine, case_id, level, roster) if mine else _let_in(person_id, case_id, level, roster)
    return replace(actor, story_end=story_end) if actor else None


def _let_in(person_id: UUID, case_id: UUID, level: Level, roster: tuple[Member, ...]) -> Actor | None:
    """Somebody without a seat who has opened the case for a while: reads what its caseworker reads.

    Never one who has ever been in it beside the municipality, as its aunt for example.
    """
    row = session.execute(
        select(Opening.ends_at, Person.name)
        .join(Person, Person.id == Opening.person_id)
        .where(
            Opening.case_id == case_id,
            Opening.person_id == person_id,
            Opening.created_at <= now(),
            Opening.ends_at > now(),
        )
        .order_by(Opening.ends_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None or is_of_the_family_side(person_id, roster):
        return None
    return Actor(
        person_id=person_id,
        name=row.name,
        case_id=case_id,
        role=Role.CASEWORKER,
        level=level,
        roster=roster,
        let_in_until=row.ends_at,
    )


def is_of_the_family_side(person_id: UUID, roster: tuple[Member, ...]) -> bool:
    """Does the person have a seat beside the family, or had one once, also as a guest?"""
    return any(
        person_id in (seat.person_id, seat.guest_id) and seat.role not in PROFESSIONALS for seat in roster
    )


def actors_in(case_id: UUID) -> list[Actor]:
    """Every member of the case today as an actor (with MitID): to tell beforehand who will read something."""
    return actors_of(roster_of(case_id), case_id)


def actors_of(roster: tuple[Member, ...], case_id: UUID) -> list[Actor]:
    """The same from a roster that is loaded already."""
    return [
        _as_actor(seat, case_id, Level.MITID, roster)
        for seat in roster
        if seat.person_id and seat.left_at is None
    ]


def _held_by_a_member(person_id: UUID, case_id: UUID, sending: Sending | None) -> bool:
    """Lock the case for one who is a member of it; a stranger neither waits nor makes anybody wait.

    A statement of its own: what is read after it is what holds when the lock was given.
    """
    row = session.execute(
        select(Case.story_number, Case.story_head, *(sending.questions() if sending else ()))
        .join(Membership, Membership.case_id == Case.id)
        .where(Case.id == case_id, Membership.person_id == person_id, Membership.left_at.is_(None))
        .with_for_update(of=Case, key_share=True)
    ).one_or_none()
    if row is not None:
        held.remember(case_id, (row.story_number, row.story_head))
    if row is not None and sending is not None:
        sending.told(*row[2:])
    return row is not None


def roster_at_hand(case_id: UUID) -> tuple[Member, ...]:
    """The roster as it was when this request locked the case; else loaded."""
    known: tuple[Member, ...] | None = held.remembered((ROSTER, case_id))
    return roster_of(case_id) if known is None else known


def roster_of(case_id: UUID) -> tuple[Member, ...]:
    """Every seat of the case, in the order they were taken, with children and shields: one statement."""
    return _roster_and_story(case_id)[0]


def _roster_and_story(case_id: UUID) -> tuple[tuple[Member, ...], int]:
    """The roster, and the number of the last event of the story: older than whatever is read after it."""
    rows = session.execute(SEATS, {"case": case_id}).all()
    seats: dict[Membership, tuple[set[UUID], set[UUID], set[UUID]]] = {}
    for seat, child, shielded, _number, _caseworker, hidden_seat in rows:
        gathered = seats.setdefault(seat, (set(), set(), set()))
        for found, one in zip(gathered, (child, shielded, hidden_seat), strict=True):
            if one:
                found.add(one)
    roster = as_today(
        _as_member(seat, rows[0][4], *(frozenset(found) for found in gathered))
        for seat, gathered in seats.items()
    )
    return roster, rows[0][3] if rows else 0


def _as_member(
    seat: Membership,
    caseworker_id: UUID,
    children: frozenset[UUID],
    shielded: frozenset[UUID],
    hidden_seats: frozenset[UUID],
) -> Member:
    return Member(
        membership_id=seat.id,
        person_id=seat.person_id,
        name=seat.name,
        relation=seat.relation,
        role=Role(seat.role),
        mark=seat.mark,
        joined_at=seat.joined_at,
        left_at=seat.left_at or seat.ran_out_at,
        invited_by_id=seat.invited_by_id,
        children=children,
        shielded=shielded,
        hidden_seats=hidden_seats,
        has_the_case=seat.person_id == caseworker_id,
        guest_id=seat.guest_id,
        supports_id=seat.supports_id,
        purpose=seat.purpose or "",
        until=seat.until,
        paused_at=seat.paused_at,
        born=seat.born,
        law=seat.law or "",
        law_why=seat.law_why or "",
        longer_until=seat.longer_until,
    )


def as_today(seats: Iterable[Member]) -> tuple[Member, ...]:
    """The seats with what follows from other seats: a support person leaves with the one they support, and
    whoever is hidden from that one is hidden from them."""
    roster = tuple(seats)
    by_id = {seat.membership_id: seat for seat in roster}
    return tuple(
        _on_behalf(seat, by_id.get(seat.supports_id)) if seat.supports_id else seat for seat in roster
    )


def _on_behalf(seat: Member, of: Member | None) -> Member:
    """`of` is None for a seat that is not of this case: nobody is here on its behalf."""
    if of is None:
        return replace(seat, left_at=seat.left_at or now())
    return replace(
        seat,
        left_at=seat.left_at or of.left_at,
        shielded=seat.shielded | of.shielded,
        hidden_seats=seat.hidden_seats | of.hidden_seats,
    )


def _as_actor(seat: Member, case_id: UUID, level: Level, roster: tuple[Member, ...]) -> Actor:
    assert seat.person_id is not None
    supports = next((one for one in roster if one.membership_id == seat.supports_id), None)
    return Actor(
        person_id=seat.person_id,
        name=seat.name,
        case_id=case_id,
        role=seat.role,
        level=level,
        sees_from=None if seat.role in SEES_ALL_FROM_THE_BEGINNING else seat.joined_at,
        shielded=_with_their_people(seat, roster),
        hidden_seats=seat.hidden_seats,
        children=_shared_children(supports or seat),
        supports=_as_actor(supports, case_id, Level.FRESH, roster) if supports else None,
        young=frozenset(seat.person_id for seat in roster if seat.role is Role.CHILD and seat.person_id),
        roster=roster,
        paused=seat.paused,
    )


def _shared_children(seat: Member) -> frozenset[UUID] | None:
    return seat.children if seat.role is Role.CUSTODY_HOLDER else None


def _with_their_people(mine: Member, roster: tuple[Member, ...]) -> frozenset[UUID]:
    """Whom a hidden person brought in is hidden too, and whom they brought in: a grandmother's name tells
    where her daughter is. Never the person's own self, nor those the person brought in."""
    people = mine.shielded
    while brought := {
        seat.person_id
        for seat in roster
        if seat.person_id and seat.invited_by_id in people and seat.person_id not in {mine.person_id, *people}
    }:
        people |= brought
    return people | {seat.guest_id for seat in roster if seat.guest_id and seat.person_id in people}
