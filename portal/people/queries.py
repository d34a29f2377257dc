"""People by id, colleagues, and the month for the harmless page that *Close the page* may lead to."""

from calendar import Calendar
from datetime import date, datetime
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import Text, cast, exists, or_, select

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


def leaders() -> set[UUID]:
    """Everybody (ids) who has come in as a team leader lately: as long as their sessions are remembered."""
    roles = cast(UserSession.roles, Text)
    led = UserSession.kind == "staff", roles.contains(f'"{MunicipalRole.TEAM_LEADER}"')
    return set(session.scalars(select(UserSession.person_id).distinct().where(*led)))


def colleagues_of(person_id: UUID) -> list[Person]:
    """The others who have come in by the staff door, by name: those who may stand in. Not those who have come
    lately, and never as a caseworker: they administer or lead."""
    roles, came = cast(UserSession.roles, Text), UserSession.person_id == Person.id
    lately = exists().where(came, UserSession.kind == "staff")
    as_caseworker = exists().where(came, roles.contains(f'"{MunicipalRole.CASEWORKER}"'))
    return list(
        session.scalars(
            select(Person)
            .where(Person.id != person_id, Person.staff_since.is_not(None), or_(~lately, as_caseworker))
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


def signed_in_as(kind: str, name: str, born: date | None) -> list[UUID]:
    """The people (ids) with a session of this kind that is not over, and exactly this name; citizens with
    this birth date too, as MitID told it. Nobody is found by less.

    Names are compared here: SQLite knows no small letters but a to z.
    """
    open_now = UserSession.kind == kind, UserSession.ended_at.is_(None), UserSession.expires_at > now()
    named = session.execute(
        select(Person.id, Person.name)
        .where(exists().where(UserSession.person_id == Person.id, *open_now))
        .order_by(Person.created_at)
    )
    same = [person_id for person_id, told in named if _as_heard(told) == _as_heard(name)]
    if kind != "citizen":
        return same
    theirs = select(UserSession.person_id, UserSession.birthdate).where(
        UserSession.person_id.in_(same), *open_now
    )
    wanted = {"birthdate": born.isoformat() if born else None}
    fits = {person_id for person_id, told in session.execute(theirs) if told == wanted}
    return [person_id for person_id in same if person_id in fits]


def _as_heard(name: str) -> str:
    return " ".join(normalize("NFC", name).casefold().split())


def newest_session(person_id: UUID, kind: str) -> UserSession:
    """The session of this kind that the person began last."""
    return session.scalars(
        select(UserSession)
        .where(UserSession.person_id == person_id, UserSession.kind == kind)
        .order_by(UserSession.created_at.desc())
        .limit(1)
    ).one()
