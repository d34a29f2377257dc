"""Put messages in the outbox, in the transaction of whoever has something to tell."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ScalarSelect, SQLColumnExpression, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.db.clock import now
from portal.db.session import session
from portal.messages.models import Channel, Kind, Message, Status

REMEMBERED = timedelta(days=400)
"""A reminder is kept so long that nobody is reminded of the same thing twice."""
NAME_SIGNS, LONGEST_NAME = " -'\u2019", 40


def tell(people: Iterable[UUID]) -> None:
    """There is something new for these people (ids). One message each, however often it is said meanwhile."""
    rows = [{"kind": Kind.NEWS.value, "person_id": person} for person in sorted(set(people))]
    if rows:
        _add(rows)


def remind(person_id: UUID, key: str) -> None:
    """Something still waits for this person. `key` says what, in ids alone; it is said once, ever."""
    _add([{"kind": Kind.REMINDER.value, "person_id": person_id, "key": key}])


@dataclass(frozen=True)
class Letter:
    """An invitation: to an address the inviter typed (see `addresses`), with first names and one link."""

    channel: Channel
    address: str
    name: str
    inviter: str
    link: str
    language: str


def send_letter(letter: Letter) -> UUID:
    """Send an invitation; the id of its message, for `state_of`. Names lose what could look like a link."""
    plain = {"name": _plain(letter.name), "inviter": _plain(letter.inviter)}
    message = Message(id=uuid4(), kind=Kind.LETTER.value, letter=asdict(letter) | plain)
    session.add(message)
    session.flush()
    return message.id


def take_back(message_id: UUID) -> None:
    """An invitation was taken back: do not send it, unless it is on its way at this very moment."""
    session.execute(
        update(Message)
        .where(
            Message.id == message_id,
            Message.status.in_((Status.WAITING.value, Status.DEAD.value)),
            Message.claimed_by.is_(None),
        )
        .values(status=Status.DROPPED.value, ended_at=now(), letter=None)
    )


def state_of(message_id: UUID) -> Status | None:
    """How far a message has come; None when it was sent so long ago that it is forgotten."""
    found = session.scalar(select(Message.status).where(Message.id == message_id))
    return Status(found) if found else None


def state_beside(message_id: SQLColumnExpression[UUID | None]) -> ScalarSelect[str]:
    """The same beside a column that holds ids of messages: for tables whose rows are shown with it."""
    status = select(Message.status).where(Message.id == message_id)
    return status.correlate_except(Message).scalar_subquery()


def dead() -> list[Message]:
    """What was given up, oldest first."""
    return list(
        session.scalars(
            select(Message).where(Message.status == Status.DEAD.value).order_by(Message.created_at)
        )
    )


def try_again() -> int:
    """Send once more what was given up, for when a mail server was away; how many. News becomes new news."""
    again = dead()
    for message in again:
        if message.kind == Kind.NEWS:
            message.status = Status.DROPPED.value
        else:
            message.status, message.ended_at = Status.WAITING.value, None
            message.tries, message.due_at = 0, now()
    session.flush()
    tell(message.person_id for message in again if message.kind == Kind.NEWS and message.person_id)
    return len(again)


def forget_the_old(after_days: int) -> None:
    """Drop the rows of messages that ended so many days ago. A reminder is kept longer: see REMEMBERED."""
    ended = Message.ended_at < now() - timedelta(days=after_days)
    remembered = Message.ended_at > now() - REMEMBERED
    session.execute(delete(Message).where(ended, ~and_(Message.kind == Kind.REMINDER.value, remembered)))


def _plain(name: str) -> str:
    """Letters and what stands between them: no dot, no slash, no line break."""
    kept = "".join(sign for sign in name if sign.isalpha() or sign in NAME_SIGNS)
    return " ".join(kept.split())[:LONGEST_NAME]


def _add(rows: list[dict[str, Any]]) -> None:
    """Rows that are there already, by one of the unique indexes, stay as they are."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(Message).on_conflict_do_nothing(), rows)
