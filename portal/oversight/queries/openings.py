"""Cases by the number that is said on the phone, and who has opened one without a seat."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.access.purposes import Purpose
from portal.cases import queries as case_queries
from portal.cases.models import Case, Opening
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Look
from portal.oversight.models import SignOff
from portal.people.models import Person
from portal.people.queries import leaders

SHOWN_FOR = timedelta(days=90)
"""How long an opening that was gone through stays on the leader's list."""
LATER = aliased(SignOff)
SIGNER = aliased(Person)


@dataclass(frozen=True)
class Opened:
    """One opening as a leader reads it: who, the number of the case, and how it was signed off, if it was.
    `looks`: when and what was opened, of pages alone; only where one is read by itself."""

    opening: Opening
    who: str
    number: str
    sign_off: SignOff | None
    signed_by: str | None
    looks: tuple[tuple[datetime, str], ...] = ()


def find_by_number(number: str) -> Case | None:
    """The open case that has this number."""
    return session.scalar(select(Case).where(Case.number == number, Case.status == "open"))


def may_never_be_let_in(person_id: UUID, case_id: UUID) -> bool:
    """Whoever has a seat needs no other way in; whoever was beside the family gets none."""
    roster = case_queries.roster_of(case_id)
    seated = any(seat.person_id == person_id and seat.left_at is None for seat in roster)
    return seated or case_queries.is_of_the_family_side(person_id, roster)


def openings() -> list[Opened]:
    """What leaders go through: all that is not signed off or is to be examined, and what was lately."""
    lately = Opening.created_at > now() - SHOWN_FOR
    waits = or_(SignOff.id.is_(None), SignOff.verdict != "fine")
    rows = session.execute(_opened().where(or_(waits, lately)).order_by(Opening.created_at.desc()))
    found = [Opened(*row) for row in rows]
    return sorted(found, key=lambda one: one.sign_off is not None)


def find_opening(opening_id: UUID) -> Opened | None:
    """One opening, with what was looked at by it."""
    row = session.execute(_opened().where(Opening.id == opening_id)).one_or_none()
    return Opened(*row, looks=_looks_by(row[0])) if row else None


def somebody_waits_for_leaders(person_id: UUID) -> bool:
    """Is this person a leader, and is there an opening that no leader has gone through?"""
    waits = select(Opening.id).where(~exists().where(SignOff.opening_id == Opening.id)).limit(1)
    return person_id in leaders() and session.scalar(waits) is not None


def newest_sign_off(thing: ColumnElement[bool], same: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition by which a thing is joined to the sign-off that stands: `same` says it of a later one."""
    later = or_(
        LATER.created_at > SignOff.created_at,
        and_(LATER.created_at == SignOff.created_at, LATER.id > SignOff.id),
    )
    return and_(thing, ~exists().where(same, later))


def _opened() -> Select[Opening, str, str, SignOff, str]:
    stands = newest_sign_off(SignOff.opening_id == Opening.id, LATER.opening_id == Opening.id)
    return (
        select(Opening, Person.name, Case.number, SignOff, SIGNER.name)
        .join(Person, Person.id == Opening.person_id)
        .join(Case, Case.id == Opening.case_id)
        .outerjoin(SignOff, stands)
        .outerjoin(SIGNER, SIGNER.id == SignOff.by_id)
    )


def _looks_by(opening: Opening) -> tuple[tuple[datetime, str], ...]:
    rows = session.execute(
        select(func.min(Look.created_at).label("at"), Look.what)
        .where(
            Look.case_id == opening.case_id,
            Look.person_id == opening.person_id,
            Look.reason == Purpose.BREAK_GLASS,
            Look.created_at >= opening.created_at,
            Look.created_at < opening.ends_at,
        )
        .group_by(Look.what)
        .order_by("at")
    )
    return tuple((row.at, row.what) for row in rows)
