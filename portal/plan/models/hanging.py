"""What people say about letting an agreement hang where everybody in the plan sees it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.people.models import Person

STANDS = "replaced_at IS NULL"


class HangingAnswer(Row, Base):
    """Yes or no of one person whom the agreement is about: its author, or one it binds. Everybody in the plan
    reads it when all of them have said yes. A new answer replaces the earlier one, which stays."""

    __tablename__ = "hanging_answer"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "agreement_id"], ["agreement.case_id", "agreement.id"]),
        Index(
            "uq_hanging_answer_one_each",
            "case_id",
            "agreement_id",
            "person_id",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
    )
    case_id: Mapped[UUID]
    agreement_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    may_hang: Mapped[bool]
    replaced_at: Mapped[datetime | None]
