"""A link to a seat: what is kept of it, and how far it has come."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, validates

from portal.access.actor import Actor, Role
from portal.db.base import Base, Row
from portal.db.clock import now
from portal.db.sealed import Encrypted, fingerprints
from portal.messages import outbox
from portal.messages.models import Status
from portal.people.models import Person

ADDRESS = "address of an invitation"
MOST_MISSES = 3


class Progress(StrEnum):
    """How far an invitation has come, as the one who asks may know it.

    `not_delivered`: the mail server or the SMS provider would not take it, or was away for too long.
    `another_number`: MitID had another CPR number than the inviter so often that the link was closed.
    """

    MADE = "invited"
    SENDING = "sending"
    SENT = "sent"
    NOT_DELIVERED = "not_delivered"
    OPENED = "opened"
    ACCEPTED = "accepted"
    SAID_NO = "said_no"
    ANOTHER_NUMBER = "another_number"
    TOO_OLD = "too_old"
    TAKEN_BACK = "taken_back"


ON_ITS_WAY = {
    Status.WAITING: Progress.SENDING,
    Status.SENT: Progress.SENT,
    Status.DEAD: Progress.NOT_DELIVERED,
}


class Invitation(Row, Base):
    """A link to one seat, for one person, once. Only the SHA-256 of its 256 random bits is stored (design
    8).

    `sent_to`: the one mail address or number that the inviter gave for it, as ciphertext. It is shown to
    nobody but the inviter, and forgotten when the invitation is over. `message_id`: the letter that carries
    the link; `letter` is how far that one has come. It is no foreign key: the outbox forgets what it sent.

    `code_…`: keyed hashes of the code that is said aloud, and how often it was said wrong. `birthdate`, where
    the inviter gave one, must be MitID's too. `sent_to_find`: keyed hash of the address. `back_…`: a guest's
    link back, its end, when one was last asked for, and how often since the guest was last here.
    `cpr_fingerprint`: keyed hash of the CPR number that MitID must have too; `cpr_misses`: how often it had
    another. The third closes the link.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_invitation_case", "case_id", "membership_id"),
        CheckConstraint("(accepted_at IS NULL) OR (opened_at IS NOT NULL)", name="seen_before_accepted"),
        CheckConstraint("(used_by_id IS NULL) OR (accepted_at IS NOT NULL)", name="accepted_before_used"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_hash IS NULL)", name="accepted_in_one_browser"),
        CheckConstraint("sent_to_kind IN ('mail', 'sms')", name="known_way"),
        CheckConstraint("(sent_to_kind IS NULL) = (sent_to IS NULL)", name="address_of_a_kind"),
        CheckConstraint(
            "sent_to IS NULL OR (revoked_at IS NULL AND declined_at IS NULL)",
            name="address_forgotten_when_over",
        ),
        CheckConstraint("(code_find IS NULL) = (code_proof IS NULL)", name="found_and_proved"),
        CheckConstraint("code_tries BETWEEN 0 AND 5", name="tried_a_few_times"),
        CheckConstraint("back_hash IS NULL OR used_by_id IS NOT NULL", name="back_after_coming"),
        CheckConstraint("(back_hash IS NULL) = (back_until IS NULL)", name="back_for_a_while"),
        Index("uq_invitation_back", "back_hash", unique=True),
        CheckConstraint("length(cpr_fingerprint) = 64", name="number_as_a_hash"),
        CheckConstraint(
            "cpr_fingerprint IS NULL OR (revoked_at IS NULL AND declined_at IS NULL AND used_by_id IS NULL)",
            name="number_forgotten_when_over",
        ),
        CheckConstraint("cpr_misses BETWEEN 0 AND 3", name="missed_a_few_times"),
        CheckConstraint("cpr_misses < 3 OR revoked_at IS NOT NULL", name="closed_after_three"),
    )
    case_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    words: Mapped[str]
    asked: Mapped[str]
    expires_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_hash: Mapped[str | None]
    declined_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    message_id: Mapped[UUID | None] = mapped_column()
    sent_to: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    sent_to_kind: Mapped[str | None]
    letter: Mapped[str | None] = column_property(outbox.state_beside(message_id))
    code_find: Mapped[str | None] = mapped_column(index=True)
    code_proof: Mapped[str | None]
    code_tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    birthdate: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    sent_to_find: Mapped[str | None] = mapped_column(index=True)
    back_hash: Mapped[str | None]
    back_until: Mapped[datetime | None]
    back_asked_at: Mapped[datetime | None]
    back_asked: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    cpr_fingerprint: Mapped[str | None]
    cpr_misses: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    @validates("sent_to")
    def _can_be_found(self, _name: str, told: dict[str, Any] | None) -> dict[str, Any] | None:
        self.sent_to_find = fingerprints(ADDRESS, told["address"])[0] if told else None
        return told

    @property
    def address(self) -> str:
        """Where the link is sent; "" when the inviter gives it, or when it is forgotten."""
        return str(self.sent_to["address"]) if self.sent_to else ""

    def forget_what_was_given(self) -> None:
        """It is over: what the inviter told of the person is kept no longer."""
        self.sent_to = self.sent_to_kind = self.cpr_fingerprint = None

    def progress_for(self, actor: Actor) -> Progress:
        """How far it has come. How it was sent is for the one who invited, and for the caseworkers."""
        may_know = actor.role is Role.CASEWORKER or self.invited_by_id == actor.person_id
        answered = self._answered()
        if answered is Progress.ANOTHER_NUMBER and not may_know:
            return Progress.TAKEN_BACK
        if answered is not None or not may_know or self.letter is None:
            return answered or Progress.MADE
        return ON_ITS_WAY.get(Status(self.letter), Progress.MADE)

    def _answered(self) -> Progress | None:
        if self.revoked_at:
            missed = self.cpr_misses >= MOST_MISSES
            return Progress.ANOTHER_NUMBER if missed else Progress.TAKEN_BACK
        if self.declined_at:
            return Progress.SAID_NO
        if self.expires_at <= now():
            return Progress.TOO_OLD
        if self.accepted_at:
            return Progress.ACCEPTED
        return Progress.OPENED if self.opened_at else None
