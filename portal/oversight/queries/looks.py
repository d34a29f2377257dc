"""Who has looked at a case, as far as the person who asks may be told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from portal.access.actor import PROFESSIONALS, Actor, Member, MunicipalRole, Role
from portal.access.permissions import AMONG_PROFESSIONALS
from portal.access.purposes import Purpose
from portal.access.seeing_as import KNOWN_TO_ALL
from portal.cases import queries as case_queries
from portal.cases.models import Opening
from portal.db.clock import on_the_wall
from portal.db.session import session
from portal.history.models import Look
from portal.people.models import Person

MOST = 300
REFUSED = {"refused": "refused", "missing": "refused", "too_weak": "too_weak"}
STAFF = [*(role.value for role in PROFESSIONALS), MunicipalRole.TEAM_LEADER.value]


@dataclass(frozen=True, kw_only=True)
class Line:
    """What one person did on one day, for one purpose: seen, refused or too_weak. `what`: permissions asked.

    `member`: the seat, when the actor may know of it. `name`: of somebody at work in the municipality.
    `kind`: why somebody was let in without a seat. `seen_as`: the seat as whom they looked, when the actor
    may know that too. Times are UTC.
    """

    mine: bool
    member: Member | None
    name: str
    staff: bool
    role: str | None
    purpose: str | None
    kind: str | None
    seen_as: Member | None
    outcome: str
    what: tuple[str, ...]
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Day:
    date: date
    lines: list[Line]


@dataclass(frozen=True)
class Page:
    """Days, the newest first. `older`: the moment (UTC) to go on from, when there is more."""

    days: list[Day]
    older: datetime | None


def looks(actor: Actor, before: datetime | None = None, most: int = MOST) -> Page:
    """The newest looks at the actor's case, or those before a moment (UTC): three statements, whatever there
    is. Each person's day is one line."""
    until = (Look.created_at < before,) if before else ()
    rows = session.execute(
        select(Look.person_id, Look.role, Look.what, Look.outcome, Look.reason, Look.created_at, Look.as_id)
        .where(*_told_to(actor), *until)
        .order_by(Look.created_at.desc(), Look.id)
        .limit(most + 1)
    ).all()
    shown, older = _up_to_a_whole_day(rows, most)
    return Page(_days(actor, shown), older)


def _told_to(actor: Actor) -> Iterator[ColumnElement[bool]]:
    """The one rule of which looks a person is told of.

    Nothing of anybody hidden, and nothing of what professionals do among themselves. Nothing of a child, but
    to the child and the caseworker: that a child came here may be what a child is afraid of. Who does not
    share the whole case reads of own looks and of staff's.
    """
    yield Look.case_id == actor.case_id
    if actor.role is not Role.CASEWORKER:
        yield Look.what.not_in(AMONG_PROFESSIONALS)
    if actor.sees_from is not None:
        yield Look.created_at >= actor.sees_from
    kept_back = actor.shielded | (frozenset() if actor.role is Role.CASEWORKER else _children_in(actor))
    if kept_back - {actor.person_id}:
        yield Look.person_id.not_in(kept_back - {actor.person_id})
    if not actor.shares_the_whole_case:
        yield or_(Look.person_id == actor.person_id, Look.role.in_(STAFF))


def _children_in(actor: Actor) -> frozenset[UUID]:
    seats = [seat for seat in actor.roster if seat.role is Role.CHILD]
    return frozenset(one for seat in seats for one in (seat.person_id, seat.guest_id) if one)


def _up_to_a_whole_day(rows: Sequence[Any], most: int) -> tuple[Sequence[Any], datetime | None]:
    """The rows of a page, without the day that the next page begins with; that day in parts where it alone is
    more than a page."""
    if len(rows) <= most:
        return rows, None
    next_day = on_the_wall(rows[-1].created_at).date()
    whole = [row for row in rows if on_the_wall(row.created_at).date() != next_day]
    shown = whole or [row for row in rows if row.created_at > rows[-1].created_at]
    return shown, shown[-1].created_at


def _days(actor: Actor, rows: Iterable[Any]) -> list[Day]:
    grouped: dict[date, dict[tuple[Any, ...], list[Any]]] = defaultdict(lambda: defaultdict(list))
    known = case_queries.authors(actor)
    for row in rows:
        seen_as = _told_as(actor, known.get(row.as_id)) if row.as_id else None
        day = grouped[on_the_wall(row.created_at).date()]
        day[row.person_id, row.role, row.reason, REFUSED.get(row.outcome, "seen"), seen_as].append(row)
    people = {key[0] for day in grouped.values() for key in day}
    staff, kinds = _staff_among(people), _kinds(actor.case_id)
    return [
        Day(when, [_line(actor, key, same, known, staff, kinds) for key, same in day.items()])
        for when, day in grouped.items()
    ]


def _told_as(actor: Actor, seat: Member | None) -> Member | None:
    """The seat as whom somebody looked; None, as if they had looked for themselves, where that would tell of
    somebody hidden, of a child, or of one of the network to who does not share the whole case."""
    if seat is None or seat.person_id == actor.person_id:
        return seat
    if seat.person_id in actor.shielded or (seat.role is Role.CHILD and actor.role is not Role.CASEWORKER):
        return None
    return seat if actor.shares_the_whole_case or seat.role in KNOWN_TO_ALL else None


def _line(
    actor: Actor,
    key: tuple[Any, ...],
    rows: list[Any],
    known: dict[UUID, Member],
    staff: dict[UUID, str],
    openings: list[Opening],
) -> Line:
    person_id, role, purpose, outcome, seen_as = key
    first, last = rows[-1].created_at, rows[0].created_at
    kinds = [one.kind for one in openings if one.person_id == person_id and one.created_at <= last]
    return Line(
        mine=person_id == actor.person_id,
        member=known.get(person_id),
        name=staff.get(person_id, ""),
        staff=role in STAFF or (role is None and person_id in staff),
        role=role,
        purpose=purpose,
        kind=kinds[0] if kinds and purpose == Purpose.BREAK_GLASS else None,
        seen_as=seen_as,
        outcome=outcome,
        what=tuple(dict.fromkeys(row.what for row in reversed(rows))),
        first=first,
        last=last,
    )


def _staff_among(people: Collection[UUID]) -> dict[UUID, str]:
    rows = session.execute(
        select(Person.id, Person.name).where(Person.id.in_(people), Person.staff_since.is_not(None))
    )
    return {row.id: row.name for row in rows}


def _kinds(case_id: UUID) -> list[Opening]:
    """Every opening of the case without a seat, the newest first."""
    return list(
        session.scalars(select(Opening).where(Opening.case_id == case_id).order_by(Opening.created_at.desc()))
    )
