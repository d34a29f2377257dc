"""Keep unfinished words on the server, per person and place; offer them to the same person in the same
place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from portal.db.clock import now
from portal.db.session import session
from portal.writing.models import Draft

PLUMBING = frozenset({"csrf_token", "once", "place"})
"""Not `seen`: a draft belongs to the text its writer had in front of them."""
NEVER_KEPT = frozenset({"cpr"})
"""A CPR number is compared, and kept nowhere: not as ciphertext either."""
LONGEST_PLACE = 300
ANSWERS = ("for", "because", "end")
"""What an address may ask besides its page: for whom, which words it answers, the plan's end."""


def place_of(address: str) -> str:
    """Where words that are filled in at this address belong: its path, and what they answer. Words begun for
    one worry are not offered beside another. Ids and marks alone: nothing else of an address is kept."""
    path, _mark, query = address.partition("?")
    asked = parse_qs(query, keep_blank_values=True)
    told = {name: known for name in ANSWERS if (known := _known(name, asked.get(name, [])))}
    return f"{path}?{urlencode(told)}" if told else path


def _known(name: str, asked: list[str]) -> str:
    if name == "end":
        return "1" if asked else ""
    try:
        return str(UUID(asked[0]))
    except (IndexError, ValueError):
        return ""


def keep(person_id: UUID, place: str, answers: Mapping[str, list[str]], case_id: UUID | None) -> datetime:
    """Save the words of a form as this person's draft in this place; the moment it was saved (UTC)."""
    fields = worth_keeping(answers)
    draft = find(person_id, place) or _begun(person_id, place, fields, case_id)
    draft.fields, draft.saved_at = fields, now()
    session.flush()
    return draft.saved_at


def worth_keeping(answers: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What a person filled in: without the plumbing, and what is kept nowhere."""
    return {name: values for name, values in answers.items() if name not in PLUMBING | NEVER_KEPT}


def _begun(person_id: UUID, place: str, fields: dict[str, list[str]], case_id: UUID | None) -> Draft:
    """A new draft; or the one that another tab began at the same moment."""
    try:
        with session.begin_nested():
            session.add(Draft(person_id=person_id, place=place, case_id=case_id, fields=fields))
    except IntegrityError:
        session.expire_all()
    found = find(person_id, place)
    assert found is not None
    return found


def put_back(person_id: UUID, place: str, fields: Mapping[str, Any], case_id: UUID) -> bool:
    """Words that were sent are a draft again; False, and nothing done, where another is begun there. One
    statement, so that the other is never written over."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {"person_id": person_id, "place": place, "fields": dict(fields), "case_id": case_id}
    put = insert(Draft).values(row).on_conflict_do_nothing().returning(Draft.id)
    return session.scalar(put) is not None


def find(person_id: UUID, place: str) -> Draft | None:
    return session.scalar(select(Draft).where(Draft.person_id == person_id, Draft.place == place))


def drop(person_id: UUID, place: str) -> None:
    """The words were sent, or thrown away."""
    session.execute(delete(Draft).where(Draft.person_id == person_id, Draft.place == place))


def only_mine(person_id: UUID, case_id: UUID, place: str) -> list[Draft]:
    """What this person keeps under *Kun mig* in one place of one case, oldest first."""
    return list(
        session.scalars(
            select(Draft)
            .where(
                Draft.case_id == case_id,
                Draft.person_id == person_id,
                Draft.kept,
                Draft.place.startswith(place, autoescape=True),
            )
            .order_by(Draft.created_at)
        )
    )


def keep_to_myself(person_id: UUID, place: str, answers: Mapping[str, list[str]], case_id: UUID) -> Draft:
    """Finish a text that nobody else shall read. It stays, encrypted, until its writer shares it or throws
    it away."""
    note = Draft(person_id=person_id, place=place, case_id=case_id, fields=dict(answers), kept=True)
    session.add(note)
    session.flush()
    return note


def find_kept(person_id: UUID, case_id: UUID, note_id: UUID) -> Draft | None:
    """One text its writer keeps under *Kun mig*."""
    return session.scalar(
        select(Draft).where(
            Draft.id == note_id, Draft.person_id == person_id, Draft.case_id == case_id, Draft.kept
        )
    )


@dataclass(frozen=True, order=True)
class Unshared:
    """What a person has written and shown to nobody; times in UTC."""

    created_at: datetime
    id: UUID
    saved_at: datetime
    fields: Mapping[str, list[str]] = field(compare=False)


UNSHARED = (Draft.created_at, Draft.id, Draft.saved_at, Draft.fields)


def unshared(person_id: UUID, case_id: UUID) -> list[Unshared]:
    """All that a person has written in one case and shown to nobody, begun or kept, oldest first."""
    mine = select(*UNSHARED).where(Draft.case_id == case_id, Draft.person_id == person_id)
    return sorted(Unshared(*row) for row in session.execute(mine))


def take_all(person_id: UUID, case_id: UUID) -> list[Unshared]:
    """The same, and it is gone: its writer leaves the case, and takes it along or leaves it behind."""
    gone = delete(Draft).where(Draft.case_id == case_id, Draft.person_id == person_id).returning(*UNSHARED)
    found = session.execute(gone.execution_options(synchronize_session=False))
    return sorted(Unshared(*row) for row in found)


def drop_kept(person_id: UUID, note_id: UUID) -> None:
    """The writer shared it, or threw it away."""
    session.execute(delete(Draft).where(Draft.id == note_id, Draft.person_id == person_id, Draft.kept))


def forget_the_old(before_families: timedelta, before_staff: timedelta, at_work: ColumnElement[bool]) -> None:
    """Drop drafts that ran out; those that were written `at_work` (a condition on `Draft`) sooner. What is
    kept under *Kun mig* stays."""
    begun = Draft.kept.is_(False)
    session.execute(delete(Draft).where(begun, Draft.saved_at < now() - before_families))
    worked = delete(Draft).where(begun, at_work, Draft.saved_at < now() - before_staff)
    session.execute(worked.execution_options(synchronize_session=False))
