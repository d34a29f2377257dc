"""Answers that stand beside any contribution."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, and_
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution

READERS_ARE_CHOSEN = frozenset({"map_entry", "agreement", "plan_item"})
"""Kinds of words whose author chooses who reads them, also later; what is kept locked has none. Words beside
other words follow those; an answer on the ruler follows its round; a meeting is for the called."""


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
