"""Coming in, or being refused."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.db.clock import now
from portal.db.session import session
from portal.people import audit, queries, sessions
from portal.people.models import Identity, Person
from portal.people.policy import Claims, LoginRefused

ALARMING = frozenset({"E-PROTOKOL", "E-UR"})
DOWN_AGAIN = timedelta(minutes=10)
log = structlog.get_logger()


def welcome(claims: Claims) -> Person:
    """The person behind a checked answer: known here, known from another broker, or new."""
    try:
        with session.begin_nested():
            person = _known(claims) or _first_visit(claims)
    except IntegrityError:  # the same person came through another door at the same moment
        person = _known(claims) or _first_visit(claims)
    person.name = claims.name
    if claims.roles:
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
    if person is None:
        return None
    _note("identity_added", claims, reason="the same MitID uuid at another provider")
    return _with_identity(person, claims)


def _first_visit(claims: Claims) -> Person:
    return _with_identity(Person(name=claims.name, mitid_uuid=claims.uuid), claims)


def _with_identity(person: Person, claims: Claims) -> Person:
    session.add(person)
    session.flush()
    session.add(Identity(person_id=person.id, issuer=claims.issuer, subject=claims.subject))
    session.flush()
    return person


def sign_in(
    claims: Claims,
    limits: dict[str, sessions.Limits],
    old_token: str,
    language: str | None = None,
    device: str = "",
) -> str:
    """Welcome the person, end what this browser had before, and begin anew; the token of the new session.

    `language`: chosen in this browser before signing in, and from now on the person's own.
    """
    person = welcome(claims)
    person.language = language or person.language
    if old_token:
        sessions.end(old_token, "signed_in_again")
    token = sessions.begin(person.id, claims.kind, limits[claims.kind], claims, device)
    _note("confirmed" if claims.again else "signed_in", claims)
    return token


def _note(outcome: str, claims: Claims, reason: str = "") -> None:
    audit.note(
        door=claims.door,
        outcome=outcome,
        issuer=claims.issuer,
        subject=claims.subject,
        transaction=claims.transaction,
        loa=claims.loa,
        reason=reason,
    )


def choose_language(person_id: UUID, language: str) -> None:
    """Remember the language a person wants the fixed texts in."""
    session.execute(update(Person).where(Person.id == person_id).values(language=language))


def refuse(refused: LoginRefused, reference: str = "") -> None:
    """Keep the refusal, whatever the answer's status: a page of 5xx would else leave no trace.

    `reference`: the number on the page. What must wake somebody is logged as an error.
    """
    session.rollback()
    alarm = _alarming(refused)
    audit.note(
        door=refused.door,
        outcome=refused.code,
        issuer=refused.issuer,
        subject=refused.subject,
        transaction=refused.transaction,
        loa=refused.loa,
        reason=refused.why,
        reference=reference,
    )
    session.commit()
    say = log.error if alarm else log.info
    say("login refused", code=refused.code, door=refused.door, why=refused.why, id=reference, alarm=alarm)


def _alarming(refused: LoginRefused) -> bool:
    """A provider out of reach wakes somebody when it happens again within ten minutes."""
    if refused.code in ALARMING or refused.ours:
        return True
    return refused.code == "E-NEDE" and queries.was_down(refused.door, now() - DOWN_AGAIN)
