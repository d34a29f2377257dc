"""The verbs of signing in and out. Each leaves one line in the audit."""

import hashlib
from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.db.clock import now
from portal.db.session import session
from portal.people import sessions
from portal.people.models import Identity, Person, SignInAudit
from portal.people.policy import CITIZEN, KINDS, STAFF, Claims, LoginRefused

ALARMING = frozenset({"E-PROTOKOL", "E-UR", "E-NEDE"})
DOORS = {kind: door for door, kind in KINDS.items()}
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
