"""Guests: people whom no MitID has named, and what MitID told of those it has."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, update

from portal.db.clock import now
from portal.db.session import session
from portal.people import audit, sessions
from portal.people.models import Person, UserSession
from portal.people.service.entering import choose_language

JUST_NOW = timedelta(minutes=15)


def new_guest(name: str) -> Person:
    """A person whom no MitID has named, under the name that the inviter gave."""
    guest = Person(name=name)
    session.add(guest)
    session.flush()
    return guest


def let_in_guest(
    person_id: UUID,
    case_id: UUID,
    limits: dict[str, sessions.Limits],
    old_token: str,
    language: str | None,
    place_id: UUID | None = None,
) -> str:
    """Begin a guest's session in one case, and end what this browser had before; its token. `place_id`: the
    guest is a child in a place of their own."""
    if language:
        choose_language(person_id, language)
    if old_token:
        sessions.end(old_token, "signed_in_again")
    token = sessions.begin(person_id, "guest", limits["guest"], case_id=case_id, place_id=place_id)
    audit.note(door="child" if place_id else "guest", outcome="signed_in")
    return token


def guest_until_now(session_id: UUID, idle: timedelta) -> tuple[UUID, UUID] | None:
    """The guest (id) and the case of a session that signing in has just ended in this browser; None when it
    had run out by itself, or ended long ago: then whoever signs in need not be the guest."""
    row = session.get(UserSession, session_id)
    if row is None or row.case_id is None or row.ended_at is None or row.ended_why != "signed_in_again":
        return None
    in_use = row.ended_at < min(row.last_seen_at + idle, row.expires_at)
    return (row.person_id, row.case_id) if in_use and now() < row.ended_at + JUST_NOW else None


def birthdate_in(session_id: UUID, *, forget_number: bool = False) -> date | None:
    """The birth date MitID told when this session began; None when it told none. `forget_number`: what it
    told of a CPR number is forgotten in the same breath, since it is compared once."""
    mine = UserSession.id == session_id
    told = session.scalar(
        update(UserSession).where(mine).values(cpr_fingerprints=None).returning(UserSession.birthdate)
        if forget_number
        else select(UserSession.birthdate).where(mine)
    )
    return date.fromisoformat(told["birthdate"]) if told else None
