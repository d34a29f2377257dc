"""An administrator sees where somebody is signed in, and signs that person out everywhere.

Two lines in the audit for each: whose sessions they were, and which administrator it was; both with the same
reference and the reason.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.db.session import session
from portal.people import audit, queries
from portal.people.models import UserSession
from portal.people.policy import KINDS
from portal.people.service.ending import end_sessions

DOORS = {kind: door for door, kind in KINDS.items()}


@dataclass(frozen=True, kw_only=True)
class Order:
    """Who asks, by the session (id) at hand; why, in a word of ours; and the number of the request."""

    session_id: UUID
    why: str
    reference: str


def look_up(order: Order, kind: str, name: str, born: date | None) -> UUID | None:
    """The one person (id) who is signed in like this (see `queries.signed_in_as`); None for nobody, and when
    it could be two. What was asked is noted, whom it found too."""
    people = queries.signed_in_as(kind, name, born)
    found = people[0] if len(people) == 1 else None
    _note(order, "looked_up")
    if found is not None:
        seen = queries.newest_session(found, kind)
        told = {"issuer": seen.issuer, "subject": seen.subject}
        audit.note(
            door=DOORS[kind], outcome="was_looked_up", reason=order.why, reference=order.reference, **told
        )
    return found


def end_for_another(order: Order, person_id: UUID) -> int:
    """Sign this person out everywhere; how many sessions ended. It holds at their next request. Asked once
    more it does nothing, and notes nothing."""
    whose = UserSession.person_id == person_id
    ended = end_sessions("administrator", whose, reason=order.why, reference=order.reference)
    if ended:
        _note(order, "ended_for_another")
    return ended


def _note(order: Order, outcome: str) -> None:
    mine = session.get_one(UserSession, order.session_id)
    audit.note(
        door=DOORS[mine.kind],
        outcome=outcome,
        issuer=mine.issuer,
        subject=mine.subject,
        loa=mine.loa,
        reason=order.why,
        reference=order.reference,
    )
