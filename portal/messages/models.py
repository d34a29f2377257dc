"""What is on its way out, and how each person wants to be reached."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.db.clock import now
from portal.db.sealed import Encrypted

WAITING_NEWS = "kind = 'news' AND status = 'waiting'"
WAITING = "status = 'waiting'"
MOST_TRIES = 6


class Kind(StrEnum):
    """Why a message is sent. It decides the text, and nothing else in it does."""

    NEWS = "news"
    REMINDER = "reminder"
    LETTER = "letter"


class Status(StrEnum):
    """`dead`: given up after the last try. `dropped`: nobody wants it, or nothing waits any more."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


class Channel(StrEnum):
    """How a person wants to be reached. Nobody is, until they have chosen."""

    NONE = "none"
    MAIL = "mail"
    SMS = "sms"


class Message(Row, Base):
    """One message on its way. For news and reminders the address is looked up when it is sent, not before.

    `key` says, in ids alone, what a reminder is about. `letter` holds what an invitation needs (address,
    names, link); it goes as soon as it is sent. `due_at` (UTC) is when to send next. A worker that sends
    holds the row until `claimed_until`; when it dies, the row is free again then. `failure` is a word of our
    own, never one of the mail server's.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("kind IN ('news', 'reminder', 'letter')", name="known_kind"),
        CheckConstraint("status IN ('waiting', 'sent', 'dead', 'dropped')", name="known_status"),
        CheckConstraint("(kind = 'letter') = (person_id IS NULL)", name="to_a_person_or_a_letter"),
        CheckConstraint("(kind = 'reminder') = (key IS NOT NULL)", name="reminds_of_something"),
        CheckConstraint("kind = 'letter' OR letter IS NULL", name="only_a_letter_holds_words"),
        CheckConstraint("status IN ('waiting', 'dead') OR letter IS NULL", name="link_forgotten_when_sent"),
        CheckConstraint("(status = 'waiting') = (ended_at IS NULL)", name="ends_once"),
        CheckConstraint("(claimed_by IS NULL) = (claimed_until IS NULL)", name="claimed_for_a_while"),
        CheckConstraint("claimed_by IS NULL OR status = 'waiting'", name="only_what_waits_is_claimed"),
        CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="tried_a_few_times"),
        Index(
            "uq_message_one_news_each",
            "person_id",
            unique=True,
            sqlite_where=text(WAITING_NEWS),
            postgresql_where=text(WAITING_NEWS),
        ),
        Index("uq_message_one_reminder_a_thing", "person_id", "key", unique=True),
        Index("ix_message_due", "due_at", sqlite_where=text(WAITING), postgresql_where=text(WAITING)),
    )
    kind: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str | None]
    letter: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    status: Mapped[str] = mapped_column(default=Status.WAITING.value)
    due_at: Mapped[datetime] = mapped_column(default=now)
    tries: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]


class MessageWish(Base):
    """How one person wants to be told. An address can tell where somebody is: it is ciphertext, for its owner
    alone.

    From `from_hour` until `until_hour` on a Danish wall we may write. `told_at`: when we last did.
    """

    __tablename__ = "message_wish"
    __table_args__ = (
        CheckConstraint("channel IN ('none', 'mail', 'sms')", name="known_channel"),
        CheckConstraint("(channel = 'none') = (address IS NULL)", name="address_while_it_is_used"),
        CheckConstraint("0 <= from_hour AND from_hour < until_hour AND until_hour <= 24", name="known_hours"),
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    channel: Mapped[str]
    address: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    from_hour: Mapped[int]
    until_hour: Mapped[int]
    language: Mapped[str]
    told_at: Mapped[datetime | None]
