"""Going out: by oneself, from another device, by an operator, by a provider, or when a seat is gone."""

import hashlib
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete
from sqlalchemy.exc import IntegrityError

from portal.db.clock import now
from portal.db.session import session
from portal.people import audit, sessions
from portal.people.models import SpentLogout, UserSession
from portal.people.policy import KINDS

KEPT_SPENT = timedelta(minutes=15)
"""Longer than any logout token is fresh, clocks that differ included."""
DOORS = {kind: door for door, kind in KINDS.items()}


class AlreadyObeyed(ValueError):
    """This logout token has come before."""


def sign_out(token: str, why: str) -> sessions.Ended | None:
    """End the session here, for good, before anybody else is asked. `why`: signed_out or closed."""
    ended = sessions.end(token, why)
    if ended is not None:
        _note_end(ended, why)
    session.commit()
    return ended


def end_sessions(why: str, *which: ColumnElement[bool], reason: str = "", reference: str = "") -> int:
    """End every open session that fits; how many. Each leaves a line in the audit, with `reason` and
    `reference`."""
    over = sessions.end_all(why, *which)
    for ended in over:
        _note_end(ended, why, reason, reference)
    return len(over)


def end_here(person_id: UUID, session_id: UUID) -> int:
    """A person signs out of one of the places where they are signed in."""
    mine = and_(UserSession.person_id == person_id, UserSession.id == session_id)
    return end_sessions("ended_elsewhere", mine)


def end_elsewhere(person_id: UUID, but: UUID) -> int:
    """A person signs out everywhere except in the session (id) at hand."""
    others = and_(UserSession.person_id == person_id, UserSession.id != but)
    return end_sessions("ended_elsewhere", others)


def end_all_of(person_id: UUID, why: str, *when: ColumnElement[bool]) -> int:
    """Sign a person out everywhere, if `when` holds. `why`: administrator or no_seat_left."""
    return end_sessions(why, UserSession.person_id == person_id, *when)


def end_guests(case_id: UUID, person_id: UUID | None, why: str) -> int:
    """End the sessions of somebody who is a guest in this case no more; how many."""
    a_guests = and_(UserSession.kind == "guest", UserSession.case_id == case_id)
    return end_sessions(why, a_guests, UserSession.person_id == person_id) if person_id else 0


def end_place(place_id: UUID, why: str) -> int:
    """End the sessions that a child's own place has opened; how many. `why`: place_ended or no_seat_left."""
    return end_sessions(why, UserSession.place_id == place_id)


def end_everybodys() -> int:
    """Sign everybody out: after a restore, sessions that had ended would open again."""
    return end_sessions("administrator")


def obey(*, issuer: str, subject: str | None, provider_session: str | None, jti: str) -> int:
    """End what a provider names: the one session, or all of that person's with this provider; how many.

    Raises AlreadyObeyed when the same token (`jti`) came before. Source: OIDC Back-Channel Logout 1.0, 2.7.
    """
    session.execute(delete(SpentLogout).where(SpentLogout.expires_at < now()))
    spent = hashlib.sha256(f"{issuer} {jti}".encode()).hexdigest()
    try:
        with session.begin_nested():
            session.add(SpentLogout(token=spent, expires_at=now() + KEPT_SPENT))
    except IntegrityError as again:
        raise AlreadyObeyed from again
    named = [UserSession.issuer == issuer]
    if provider_session is not None:
        named.append(UserSession.provider_session == provider_session)
    if subject is not None:
        named.append(UserSession.subject == subject)
    return end_sessions("provider", *named)


def _note_end(ended: sessions.Ended, why: str, reason: str = "", reference: str = "") -> None:
    audit.note(
        door=DOORS.get(ended.kind, ended.kind),
        outcome=why,
        issuer=ended.issuer,
        subject=ended.subject,
        loa=ended.loa,
        reason=reason,
        reference=reference,
    )
