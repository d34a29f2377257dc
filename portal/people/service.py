"""The verbs of signing in and out. Each leaves one line in the audit."""

import hashlib
from datetime import date, timedelta
from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.db.clock import now
from portal.db.session import session
from portal.people import sessions
from portal.people.models import Identity, Person, SignInAudit, UserSession
from portal.people.policy import CITIZEN, KINDS, STAFF, Claims, LoginRefused

ALARMING = frozenset({"E-PROTOKOL", "E-UR", "E-NEDE"})
DOORS = {kind: door for door, kind in KINDS.items()}
JUST_NOW = timedelta(minutes=15)
log = structlog.get_logger()


def welcome(claims: Claims) -> Person:
    """The person behind a checked answer: known here, known from another broker, or new."""
    try:
        with session.begin_nested():
            person = _known(claims) or _first_visit(claims)
    except IntegrityError:  # the same person came through another door at the same moment
        person = _known(claims) or _first_visit(claims)
    person.name = claims.name
    if claims.door == STAFF:
        person.staff_since = person.staff_since or now()
    session.flush()
    return person


def _known(claims: Claims) -> Person | None:
    person = session.scalar(
        select(Person)
        .join(Identity, Identity.person_id == Person.id)
        .where(Identity.issuer == claims.issuer, Identity.subject == claims.subject)
    )
    if person is not None:
        if claims.uuid and person.mitid_uuid not in (None, claims.uuid):
            raise LoginRefused("E-PROTOKOL", "another person under a known subject", door=claims.door)
        person.mitid_uuid = person.mitid_uuid or claims.uuid
        return person
    if claims.uuid is None:
        return None
    person = session.scalar(select(Person).where(Person.mitid_uuid == claims.uuid))
    return _with_identity(person, claims) if person is not None else None


def _first_visit(claims: Claims) -> Person:
    return _with_identity(Person(name=claims.name, mitid_uuid=claims.uuid), claims)


def _with_identity(person: Person, claims: Claims) -> Person:
    session.add(person)
    session.flush()
    session.add(Identity(person_id=person.id, issuer=claims.issuer, subject=claims.subject))
    session.flush()
    return person


def sign_in(
    claims: Claims, limits: dict[str, sessions.Limits], old_token: str, language: str | None = None
) -> str:
    """Welcome the person, end what this browser had before, and begin anew; the token of the new session.

    `language`: chosen in this browser before signing in, and from now on the person's own.
    """
    person = welcome(claims)
    person.language = language or person.language
    if old_token:
        sessions.end(old_token, "signed_in_again")
    token = sessions.begin(person.id, claims.kind, limits[claims.kind], claims)
    _note(claims.door, "signed_in", claims.issuer, claims.subject, claims.transaction, claims.loa)
    return token


def new_guest(name: str) -> Person:
    """A person whom no MitID has named, under the name that the inviter gave."""
    guest = Person(name=name)
    session.add(guest)
    session.flush()
    return guest


def let_in_guest(
    person_id: UUID, case_id: UUID, limits: dict[str, sessions.Limits], old_token: str, language: str | None
) -> str:
    """Begin a guest's session in one case, and end what this browser had before; its token."""
    if language:
        choose_language(person_id, language)
    if old_token:
        sessions.end(old_token, "signed_in_again")
    token = sessions.begin(person_id, "guest", limits["guest"], case_id=case_id)
    _note("guest", "signed_in", None, None, None, None)
    return token


def end_guests(case_id: UUID, person_id: UUID | None, why: str) -> None:
    """End the guest sessions of somebody who is a guest here no more. `why` is for the audit of sessions."""
    if person_id is not None:
        sessions.end_guests(case_id, person_id, why)


def guest_until_now(session_id: UUID, idle: timedelta) -> tuple[UUID, UUID] | None:
    """The guest (id) and the case of a session that signing in has just ended in this browser; None when it
    had run out by itself, or ended long ago: then whoever signs in need not be the guest."""
    row = session.get(UserSession, session_id)
    if row is None or row.case_id is None or row.ended_at is None or row.ended_why != "signed_in_again":
        return None
    in_use = row.ended_at < min(row.last_seen_at + idle, row.expires_at)
    return (row.person_id, row.case_id) if in_use and now() < row.ended_at + JUST_NOW else None


def birthdate_in(session_id: UUID) -> date | None:
    """The birth date MitID told when this session began; None when it told none."""
    row = session.get(UserSession, session_id)
    return date.fromisoformat(row.birthdate["birthdate"]) if row and row.birthdate else None


def choose_language(person_id: UUID, language: str) -> None:
    """Remember the language a person wants the fixed texts in."""
    session.execute(update(Person).where(Person.id == person_id).values(language=language))


def refuse(refused: LoginRefused) -> None:
    """Keep the refusal, whatever the answer's status: a page of 5xx would else leave no trace."""
    session.rollback()
    _note(refused.door, refused.code, refused.issuer, refused.subject, refused.transaction, refused.loa)
    session.commit()
    say = log.error if refused.code in ALARMING else log.info
    say("login refused", code=refused.code, door=refused.door, why=refused.why)


def sign_out(token: str, why: str) -> sessions.Ended | None:
    """End the session here, for good, before anybody else is asked. `why`: signed_out or closed."""
    ended = sessions.end(token, why)
    if ended is not None:
        _note(DOORS.get(ended.kind, ended.kind), why, ended.issuer, ended.subject, None, ended.loa)
    session.commit()
    return ended


def _note(
    door: str, outcome: str, issuer: str | None, subject: str | None, transaction: str | None, loa: str | None
) -> None:
    known = issuer is not None and subject is not None
    session.add(
        SignInAudit(
            door=door or CITIZEN,
            outcome=outcome,
            issuer=issuer,
            transaction_id=transaction,
            loa=loa,
            subject_hash=hashlib.sha256(f"{issuer} {subject}".encode()).hexdigest() if known else None,
        )
    )
    session.flush()
