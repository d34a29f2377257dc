"""The case, the people in it, and the links to their seats."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from portal.access.actor import Actor
from portal.db.base import Base, Row
from portal.db.clock import now
from portal.db.sealed import Encrypted
from portal.messages import outbox
from portal.messages.models import Status
from portal.people.models import Person

OPEN_AND_WAITING = "attention_at IS NOT NULL AND status = 'open'"
SOMEBODY_UNTOLD = "untold <> ''"


class Case(Row, Base):
    """One workspace. `attention_at` is the oldest promise to the family (UTC), stored so that lists need no
    joins.

    `untold`: people (ids) who are to hear that there is something new; the worker hands them to the outbox.
    `story_number` and `story_head` are the end of the case's chain of events; the number is never shown.
    """

    __tablename__ = "case"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'closed')", name="known_status"),
        Index(
            "ix_case_waiting",
            "caseworker_id",
            "attention_at",
            "id",
            sqlite_where=text(OPEN_AND_WAITING),
            postgresql_where=text(OPEN_AND_WAITING),
        ),
        Index(
            "ix_case_untold",
            "id",
            sqlite_where=text(SOMEBODY_UNTOLD),
            postgresql_where=text(SOMEBODY_UNTOLD),
        ),
    )
    status: Mapped[str] = mapped_column(default="open")
    caseworker_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    standin_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    coordinator_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    attention_at: Mapped[datetime | None]
    attention_why: Mapped[str | None]
    untold: Mapped[str] = mapped_column(default="", server_default="")
    story_number: Mapped[int] = mapped_column(default=0)
    story_head: Mapped[str] = mapped_column(default="0" * 64)
    children: Mapped[list["CaseChild"]] = relationship(
        lazy="raise_on_sql", order_by="CaseChild.created_at, CaseChild.first_name"
    )


class CaseChild(Row, Base):
    """A child of the case. The first name, or the name the family chose."""

    __tablename__ = "case_child"
    __table_args__ = (UniqueConstraint("case_id", "id"),)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    first_name: Mapped[str]


class Membership(Row, Base):
    """One seat in one case. `person_id` is empty until the person named has come and said who they are.

    `relation` is what the person is to the child, as those who know say it: mor, mormor, rådgiver.
    `mark` (1-5) is the person's own shape and colour beside every sentence.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        Index(
            "uq_membership_one_seat_each",
            "case_id",
            "person_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index("ix_membership_person", "person_id", "case_id"),
        CheckConstraint(
            "role IN ('custody_holder', 'parent_without_custody', 'child', 'network_person', "
            "'support_person', 'professional', 'caseworker')",
            name="known_role",
        ),
        CheckConstraint("(person_id IS NULL) = (joined_at IS NULL)", name="joined_when_known"),
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    role: Mapped[str]
    name: Mapped[str]
    relation: Mapped[str]
    mark: Mapped[int] = mapped_column(default=5)
    invited_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class Custody(Row, Base):
    """Who holds custody of which child, and since when. Per child, with dates."""

    __tablename__ = "custody"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "child_id"], ["case_child.case_id", "case_child.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_custody_case", "case_id", "membership_id"),
        CheckConstraint("to_date IS NULL OR to_date >= from_date", name="ends_after_it_began"),
    )
    case_id: Mapped[UUID]
    child_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    from_date: Mapped[date]
    to_date: Mapped[date | None]


class Shield(Row, Base):
    """Hides one member (`protected_id`) from another (`from_id`): decided by a person, with a reason."""

    __tablename__ = "shield"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "protected_id"], ["membership.case_id", "membership.id"]),
        ForeignKeyConstraint(["case_id", "from_id"], ["membership.case_id", "membership.id"]),
        Index("ix_shield_case", "case_id", "from_id"),
        CheckConstraint("protected_id <> from_id", name="two_people"),
    )
    case_id: Mapped[UUID]
    protected_id: Mapped[UUID]
    from_id: Mapped[UUID]
    reason: Mapped[str]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]


class Progress(StrEnum):
    """How far an invitation has come, as the one who asks may know it.

    `not_delivered`: the mail server or the SMS provider would not take it, or was away for too long.
    """

    MADE = "invited"
    SENDING = "sending"
    SENT = "sent"
    NOT_DELIVERED = "not_delivered"
    OPENED = "opened"
    ACCEPTED = "accepted"
    SAID_NO = "said_no"
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

    @property
    def address(self) -> str:
        """Where the link is sent; "" when the inviter gives it, or when it is forgotten."""
        return str(self.sent_to["address"]) if self.sent_to else ""

    def forget_address(self) -> None:
        self.sent_to = self.sent_to_kind = None

    def progress_for(self, actor: Actor) -> Progress:
        """How far it has come. How it was sent is for the one who invited, and for the caseworkers."""
        may_know = actor.is_professional or self.invited_by_id == actor.person_id
        answered = self._answered()
        if answered is not None or not may_know or self.letter is None:
            return answered or Progress.MADE
        return ON_ITS_WAY.get(Status(self.letter), Progress.MADE)

    def _answered(self) -> Progress | None:
        if self.revoked_at:
            return Progress.TAKEN_BACK
        if self.declined_at:
            return Progress.SAID_NO
        if self.expires_at <= now():
            return Progress.TOO_OLD
        if self.accepted_at:
            return Progress.ACCEPTED
        return Progress.OPENED if self.opened_at else None
