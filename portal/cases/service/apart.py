"""Keeping parents apart: decided by one of the staff, ended by two; and what must not be told.

What is decided has events about nobody's words, so that professionals alone are told of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.cases.models import Secret, Shield, ShieldKind
from portal.cases.queries import Apart, KeptSecret, ToEnd, first_day
from portal.cases.service.guarding import guard_all
from portal.cases.service.telling import tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record


class SamePerson(Exception):
    """Whoever asked for the end of a shield does not say yes to it as well."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Why somebody is hidden: the kind, the reason, the first day, and when it is looked at again."""

    kind: ShieldKind
    reason: str
    review_on: date
    from_date: date | None = None


def keep_apart(actor: Actor, protected: UUID, others: Collection[UUID], decision: Decision) -> list[Shield]:
    """Hide one seat (membership id) from others. What stands already is left as it is. Words that were said
    before and give something secret away are held at once."""
    new = sorted(set(others) - {protected} - _hidden_already(actor, protected, decision.kind))
    shields = [
        Shield(
            case_id=actor.case_id,
            protected_id=protected,
            from_id=other,
            kind=decision.kind.value,
            reason=decision.reason,
            from_date=first_day(decision.from_date),
            review_on=decision.review_on,
            decided_by_id=actor.person_id,
        )
        for other in new
    ]
    session.add_all(shields)
    session.flush()
    for one in shields:
        _record("case.shield_decided", actor.person_id, one)
    guard_all(actor.case_id)
    return shields


def _hidden_already(actor: Actor, protected: UUID, kind: ShieldKind) -> set[UUID]:
    return set(
        session.scalars(
            select(Shield.from_id).where(
                Shield.case_id == actor.case_id,
                Shield.protected_id == protected,
                Shield.kind == kind.value,
                Shield.ended_at.is_(None),
            )
        )
    )


def ask_to_end(actor: Actor, apart: Apart, why: str, ask: Collection[UUID]) -> None:
    """One of the staff wants a shield to end. It stands until another says yes. `ask`: people (ids) who hear
    that there is something new."""
    shield = apart.shield
    if shield.end_asked_by_id is None:
        shield.end_asked_by_id, shield.end_asked_at, shield.end_why = actor.person_id, now(), why
        session.flush()
        _record("case.shield_end_asked", actor.person_id, shield)
        tell(actor, ask)


def say_yes_to_end(person_id: UUID, asked: ToEnd) -> None:
    """Another of the staff says yes: from now on the two see one another. Raises SamePerson."""
    shield = _asked_by_another(person_id, asked)
    shield.ended_at, shield.ended_by_id = now(), person_id
    session.flush()
    _record("case.shield_ended", person_id, shield)


def say_no_to_end(person_id: UUID, asked: ToEnd) -> None:
    """Another of the staff says no: it stands, and can be asked for anew. Raises SamePerson."""
    shield = _asked_by_another(person_id, asked)
    shield.end_asked_by_id, shield.end_asked_at, shield.end_why = None, None, ""
    session.flush()
    _record("case.shield_stands", person_id, shield)


def _asked_by_another(person_id: UUID, asked: ToEnd) -> Shield:
    if asked.shield.end_asked_by_id == person_id:
        raise SamePerson
    return asked.shield


def keep_secret(actor: Actor, kept: KeptSecret, kind: str, words: str) -> Secret:
    """Write down what must not be told. What was said before and tells it is held at once."""
    secret = Secret(
        case_id=actor.case_id,
        membership_id=kept.seat.membership_id,
        kind=kind,
        told={"words": words},
        written_by_id=actor.person_id,
    )
    session.add(secret)
    session.flush()
    record("case.secret_kept", by=actor.person_id, case_id=actor.case_id, seat=str(secret.membership_id))
    guard_all(actor.case_id, [secret])
    return secret


def take_out_secret(actor: Actor, secret: Secret) -> None:
    """It is no secret any more, and is forgotten. Words that wait because of it go on waiting."""
    secret.ended_at, secret.told = now(), None
    session.flush()
    record("case.secret_taken_out", by=actor.person_id, case_id=actor.case_id, seat=str(secret.membership_id))


def _record(what: str, by: UUID, shield: Shield) -> None:
    record(what, by=by, case_id=shield.case_id, shield=str(shield.id), kind=shield.kind)
