"""Opening a case, giving people a seat in it, and leaving it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import exists, select, update

from portal.access.actor import Actor, Level, Member, Role
from portal.cases import queries
from portal.cases.models import Case, CaseChild, Custody, Membership
from portal.cases.service.inviting import ByLetter, end_links, invite
from portal.cases.service.places import end_places
from portal.cases.service.telling import tell
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.recorder import record
from portal.people.models import Person
from portal.people.service import end_all_of

CASEWORKERS_MARK = 4
OTHERS_MARK = 5
MARKS = (1, 2, 3)
BRING_SUPPORT = frozenset({Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY, Role.CHILD})


def open_case(by: Person, *, children: list[str], standin: Person | None) -> Case:
    """Begin a workspace. The caseworker is its first member, and its coordinator until another is chosen."""
    case = Case(
        id=uuid4(), caseworker_id=by.id, coordinator_id=by.id, standin_id=standin.id if standin else None
    )
    session.add(case)
    session.flush()
    session.add_all([CaseChild(case_id=case.id, first_name=name) for name in children])
    _seat_staff(case, by, "rådgiver")
    if standin is not None:
        _seat_staff(case, standin, "afløser")
    session.flush()
    record("case.opened", by=by.id, case_id=case.id, children=len(children))
    return case


def _seat_staff(case: Case, person: Person, relation: str) -> None:
    session.add(
        Membership(
            case_id=case.id,
            person_id=person.id,
            role=Role.CASEWORKER,
            name=person.name.split()[0],
            relation=relation,
            mark=CASEWORKERS_MARK if relation == "rådgiver" else OTHERS_MARK,
            joined_at=now(),
        )
    )


def open_for_family(
    by: Person,
    person: Person,
    *,
    role: Role,
    relation: str,
    children: list[str],
    standin: Person | None,
    language: str,
) -> tuple[Case, Actor]:
    """Begin the workspace that a family asked for itself, with the one who asked in it: no invitation is
    needed. A custody holder has custody of `children` from today. The case, and that person in it, writing in
    `language`."""
    case = open_case(by, children=children, standin=standin)
    seat = Membership(
        id=uuid4(),
        case_id=case.id,
        person_id=person.id,
        role=role,
        name=person.name.split()[0],
        relation=relation,
        mark=MARKS[0],
        invited_by_id=by.id,
        joined_at=now(),
    )
    session.add(seat)
    session.flush()
    if role is Role.CUSTODY_HOLDER:
        give_custody(case.id, seat.id, [child.id for child in queries.children_of(case.id)])
    record("case.joined", by=person.id, case_id=case.id, seat=str(seat.id))
    actor = queries.actor_for(person.id, case.id, Level.MITID)
    assert actor is not None
    return case, replace(actor, language=language)


def give_custody(case_id: UUID, membership_id: UUID, children: Collection[UUID]) -> None:
    """The holder of a seat has custody of these children from today."""
    today = on_the_wall(now()).date()
    session.add_all(
        [
            Custody(case_id=case_id, child_id=child, membership_id=membership_id, from_date=today)
            for child in sorted(children)
        ]
    )
    session.flush()


def tell_number(person: Person, *, phone: str, hours: str) -> None:
    """Where and when the families of a caseworker may call."""
    person.phone, person.phone_hours = phone, hours
    session.flush()


def name_parent(
    actor: Actor,
    *,
    name: str,
    relation: str,
    children: Collection[UUID],
    words: str,
    days: int,
    by_letter: ByLetter | None = None,
    born: date | None = None,
    cpr: str = "",
    code: str = "",
) -> tuple[Membership, str]:
    """Give a custody holder a seat, custody of `children` from today, and an invitation; the seat and the
    link's token."""
    seat = take_seat(actor, name=name, relation=relation, role=Role.CUSTODY_HOLDER)
    give_custody(actor.case_id, seat.id, children)
    record("case.parent_named", by=actor.person_id, case_id=actor.case_id, seat=str(seat.id))
    return seat, invite(
        actor,
        seat,
        words=words,
        asked="",
        days=days,
        by_letter=by_letter,
        born=born,
        cpr=cpr,
        code=code,
        first=True,
    )


def take_seat(actor: Actor, *, name: str, relation: str, role: Role, **more: Any) -> Membership:
    """Keep a place in the case for somebody who has not come yet. `more`: what seats of the role need."""
    taken = {seat.mark for seat in actor.roster}
    seat = Membership(
        id=uuid4(),
        case_id=actor.case_id,
        name=name,
        relation=relation,
        role=role,
        invited_by_id=actor.person_id,
        mark=next((m for m in MARKS if m not in taken), OTHERS_MARK),
        **more,
    )
    session.add(seat)
    session.flush()
    return seat


def leave(actor: Actor) -> None:
    """Stop being part of a case. Access ends at the next request; what was shared stays."""
    seat = own_seat(actor)
    end_links(actor.case_id, seat.membership_id)
    close_seat(seat.membership_id, actor.person_id)
    record("case.left", by=actor.person_id, case_id=actor.case_id, seat=str(seat.membership_id))
    tell(actor, queries.caseworkers_in(actor.roster))


def take_break(actor: Actor) -> None:
    """Take a break: the seat stays, and opens nothing from the next request on. Twice is once."""
    _settle_break(actor, "case.paused", now())


def end_break(actor: Actor) -> None:
    """End an own break. Nothing that was said meanwhile is kept from the person."""
    _settle_break(actor, "case.came_back", None)


def _settle_break(actor: Actor, what: str, paused_at: datetime | None) -> None:
    seat = own_seat(actor)
    if seat.paused == (paused_at is not None):
        return
    session.execute(update(Membership).where(Membership.id == seat.membership_id).values(paused_at=paused_at))
    record(what, by=actor.person_id, case_id=actor.case_id, seat=str(seat.membership_id))
    tell(actor, queries.caseworkers_in(actor.roster))


def own_seat(actor: Actor) -> Member:
    """The seat of one who has one."""
    seat = queries.own_seat(actor)
    assert seat is not None
    return seat


def close_seat(membership_id: UUID, person_id: UUID | None) -> None:
    """Access to the case ends at the next request. One who has no seat left anywhere, and no work here, is
    signed out too; a guest has no other seat. A child's own place there ends with it, and so do the seats of
    those who came on the person's behalf."""
    left = update(Membership).where(Membership.id == membership_id).values(left_at=now(), paused_at=None)
    role = session.execute(left.returning(Membership.role)).scalar_one()
    if role == Role.CHILD:
        end_places(membership_id, "no_seat_left")
    if role in BRING_SUPPORT:
        _close_seats_on_behalf_of(membership_id)
    if person_id is not None:
        another = exists().where(Membership.person_id == person_id, Membership.left_at.is_(None))
        works_here = exists().where(Person.id == person_id, Person.staff_since.is_not(None))
        end_all_of(person_id, "no_seat_left", ~another, ~works_here)


def _close_seats_on_behalf_of(membership_id: UUID) -> None:
    on_behalf = Membership.supports_id == membership_id, Membership.left_at.is_(None)
    for seat in session.scalars(select(Membership).where(*on_behalf)).all():
        end_links(seat.case_id, seat.id)
        close_seat(seat.id, seat.person_id)
