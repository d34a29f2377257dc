"""Sending twice is harmless: a form carries a random key, and a key is carried out once."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.exc import IntegrityError

from portal.db.session import session
from portal.writing.models import Draft, SentForm


def fingerprint(once: str, place: str, answers: Mapping[str, list[str]]) -> str:
    """What makes two sendings the same: the form's random key, its place, and every word in it."""
    words = json.dumps(
        [place, sorted((name, values) for name, values in answers.items() if name != "csrf_token")]
    )
    return f"{_hash(once)}:{_hash(words)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def was_sent(person_id: UUID, once: str) -> bool:
    """Has a form with this key been carried out, whatever it said?"""
    sent = exists().where(SentForm.person_id == person_id, SentForm.once.startswith(_hash(once)))
    return bool(session.scalar(select(sent)))


class AlreadySent(Exception):
    """The same form was carried out by another request at the same moment."""


def earlier_answer(person_id: UUID, once: str) -> str | None:
    """Where the same form led when it was first sent, or None."""
    return session.scalar(
        select(SentForm.location).where(SentForm.person_id == person_id, SentForm.once == once)
    )


@dataclass
class Sending:
    """A form that has just come: where it led when it was sent before (None: never), and whether this person
    has a draft in its place. One question for both, which may ride along with another statement."""

    person_id: UUID
    once: str
    place: str
    location: str | None = None
    drafted: bool = False
    known: bool = False

    def questions(self) -> tuple[ColumnElement[str | None], ColumnElement[bool]]:
        """The two columns to ask for; what comes back goes to `told`."""
        sent = select(SentForm.location).where(
            SentForm.person_id == self.person_id, SentForm.once == self.once
        )
        draft = exists().where(Draft.person_id == self.person_id, Draft.place == self.place)
        return sent.scalar_subquery(), draft

    def told(self, location: str | None, drafted: bool) -> None:
        self.location, self.drafted, self.known = location, bool(drafted), True

    def ask(self) -> None:
        """Ask now, unless it rode along."""
        if not self.known:
            self.told(*session.execute(select(*self.questions())).one())


def carried_out(person_id: UUID, once: str, location: str) -> None:
    """Remember that the form was carried out. Raises AlreadySent when a twin of it came first."""
    session.add(SentForm(person_id=person_id, once=once, location=location))
    try:
        session.flush()
    except IntegrityError as twin:
        session.rollback()
        raise AlreadySent from twin
