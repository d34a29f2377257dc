"""The case and the people in it; answers that stand beside any contribution."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.access.models import Contribution
from portal.db.base import Base, Row
from portal.db.sealed import Encrypted, fingerprints
from portal.people.models import Person

OPEN_AND_WAITING = "attention_at IS NOT NULL AND status = 'open'"
SOMEBODY_UNTOLD = "untold <> ''"
GUESTS_ARE_OF_THE_NETWORK = "guest_id IS NULL OR (role = 'network_person' AND person_id IS NOT NULL)"
ADDRESS = "address of an invitation"


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
    `mark` (1-5) is the person's own shape and colour beside every sentence. `guest_id`: who the person was
    here before MitID said it; while it equals `person_id`, the seat is a guest's.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("case_id", "id"),
        CheckConstraint(GUESTS_ARE_OF_THE_NETWORK, name="guests_are_of_the_network"),
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
    guest_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))

    @property
    def is_a_guests(self) -> bool:
        return self.left_at is None and self.guest_id is not None and self.guest_id == self.person_id


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


class Invitation(Row, Base):
    """A link to one seat, for one person, once. Only the SHA-256 of its 256 random bits is stored (design
    8).

    `code_…`: keyed hashes of the code that is said aloud, and how often it was said wrong. `birthdate`, where
    the inviter gave one, must be MitID's too. `sent_to_find`: keyed hash of the address. `back_…`: a guest's
    link back, its end, when one was last asked for, and how often since the guest was last here.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_invitation_case", "case_id", "membership_id"),
        CheckConstraint("(accepted_at IS NULL) OR (opened_at IS NOT NULL)", name="seen_before_accepted"),
        CheckConstraint("(used_by_id IS NULL) OR (accepted_at IS NOT NULL)", name="accepted_before_used"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_hash IS NULL)", name="accepted_in_one_browser"),
        CheckConstraint("(code_find IS NULL) = (code_proof IS NULL)", name="found_and_proved"),
        CheckConstraint("code_tries BETWEEN 0 AND 5", name="tried_a_few_times"),
        CheckConstraint("sent_to_kind IN ('mail', 'sms')", name="known_way"),
        CheckConstraint("(sent_to_kind IS NULL) = (sent_to IS NULL)", name="address_of_a_kind"),
        CheckConstraint("back_hash IS NULL OR used_by_id IS NOT NULL", name="back_after_coming"),
        CheckConstraint("(back_hash IS NULL) = (back_until IS NULL)", name="back_for_a_while"),
        Index("uq_invitation_back", "back_hash", unique=True),
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
    code_find: Mapped[str | None] = mapped_column(index=True)
    code_proof: Mapped[str | None]
    code_tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    birthdate: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    sent_to: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    sent_to_kind: Mapped[str | None]
    sent_to_find: Mapped[str | None] = mapped_column(index=True)
    back_hash: Mapped[str | None]
    back_until: Mapped[datetime | None]
    back_asked_at: Mapped[datetime | None]
    back_asked: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    @validates("sent_to")
    def _can_be_found(self, _name: str, told: dict[str, Any] | None) -> dict[str, Any] | None:
        self.sent_to_find = fingerprints(ADDRESS, told["address"])[0] if told else None
        return told


class AnswerKind(StrEnum):
    """What an answer says. *Ja* to an agreement means "jeg gør det".

    The last three answer a meeting: *jeg kommer*, *jeg kan ikke*, *jeg vil gerne have et andet tidspunkt*.
    """

    REMARK = "remark"
    AGREE = "agree"
    QUESTION = "question"
    WORDING = "wording"
    CANNOT = "cannot"
    YES = "yes"
    NOT_YET = "not_yet"
    NO = "no"
    REPLY = "reply"
    COMING = "coming"
    NOT_COMING = "not_coming"
    OTHER_TIME = "other_time"


class Answer(Contribution):
    """One person's words beside another's: a remark, or an answer to what it stands beside, at
    `seen_revision`.

    A new answer replaces the person's earlier one; the earlier one stays in the table.
    """

    __tablename__ = "answer"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        Index("ix_answer_case", "case_id", "id"),
        CheckConstraint(
            "answer IN ('remark', 'agree', 'question', 'wording', 'cannot', 'yes', 'not_yet', 'no', 'reply', "
            "'coming', 'not_coming', 'other_time')",
            name="known_answer",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    answer: Mapped[str]
    seen_revision: Mapped[int]
    replaced_at: Mapped[datetime | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "answer",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
