"""People by id, colleagues, and the month for the harmless page that *Close the page* may lead to."""

from calendar import Calendar
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Text, cast, exists, select

from portal.access.actor import MunicipalRole
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people.models import Person, SignInAudit, UserSession


def this_month() -> tuple[date, list[list[date]]]:
    """Today on a Danish wall, and the weeks of its month, Monday first."""
    today = on_the_wall(now()).date()
    return today, Calendar().monthdatescalendar(today.year, today.month)


def find_person(person_id: UUID) -> Person:
    return session.get_one(Person, person_id)


def called(who: str) -> list[Person]:
    """The people an operator means: the one with this id, or all with exactly this name."""
    try:
        meant = Person.id == UUID(who)
    except ValueError:
        meant = Person.name == who
    return list(session.scalars(select(Person).where(meant).order_by(Person.created_at)))


def staff_members() -> list[Person]:
    """Everybody who has ever come in by the staff door."""
    return list(session.scalars(select(Person).where(Person.staff_since.is_not(None))))


def leaders() -> set[UUID]:
    """Everybody (ids) who has come in as a team leader lately: as long as their sessions are remembered."""
    roles = cast(UserSession.roles, Text)
    led = UserSession.kind == "staff", roles.contains(f'"{MunicipalRole.TEAM_LEADER}"')
    return set(session.scalars(select(UserSession.person_id).distinct().where(*led)))


def colleagues_of(person_id: UUID) -> list[Person]:
    """The others who have come in by the staff door, by name: those who may stand in."""
    return list(
        session.scalars(
            select(Person)
            .where(Person.id != person_id, Person.staff_since.is_not(None))
            .order_by(Person.name)
        )
    )


def refused_for(reason: str, issuer: str, since: datetime) -> bool:
    """Has somebody been refused for this reason, with an answer of this issuer, since then (UTC)?"""
    return bool(
        session.scalar(
            select(
                exists().where(
                    SignInAudit.created_at >= since,
                    SignInAudit.issuer == issuer,
                    SignInAudit.reason == reason,
                )
            )
        )
    )


def was_down(door: str, since: datetime) -> bool:
    """Was the provider of this door out of reach for somebody since then (UTC)?"""
    return bool(
        session.scalar(
            select(
                exists().where(
                    SignInAudit.created_at >= since, SignInAudit.door == door, SignInAudit.outcome == "E-NEDE"
                )
            )
        )
    )
