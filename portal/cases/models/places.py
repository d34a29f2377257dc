"""A child's own place: the one device it is bound to, and what is kept of the child's own code."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.people.models import Person


class ChildPlace(Row, Base):
    """A way in for one child without MitID, on one device, opened in person by the caseworker (design 2).

    `opens_hash`: SHA-256 of the link for the child's phone, until it is used or `opens_until` (UTC). From
    then on `device_hash`: SHA-256 of the secret in that phone, and `code_hash`: scrypt over the secret and
    the child's own code, so that neither opens anything alone. `code_tries` wrong ones since the last right
    one. A place that has ended keeps none of them.
    """

    __tablename__ = "child_place"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        ForeignKeyConstraint(["case_id", "child_id"], ["case_child.case_id", "case_child.id"]),
        CheckConstraint("(opens_hash IS NULL) = (opens_until IS NULL)", name="opens_for_a_while"),
        CheckConstraint("(device_hash IS NULL) = (code_hash IS NULL)", name="device_and_code"),
        CheckConstraint("opens_hash IS NULL OR device_hash IS NULL", name="opened_once"),
        CheckConstraint("device_hash IS NULL OR opened_at IS NOT NULL", name="opened_by_the_child"),
        CheckConstraint("code_tries BETWEEN 0 AND 5", name="tried_a_few_times"),
        CheckConstraint(
            "(ended_at IS NULL) = (opens_hash IS NOT NULL OR device_hash IS NOT NULL)",
            name="no_key_when_over",
        ),
        Index(
            "uq_child_place_one_each",
            "case_id",
            "child_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_child_place_membership", "membership_id"),
    )
    case_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    child_id: Mapped[UUID]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    opens_hash: Mapped[str | None] = mapped_column(unique=True)
    opens_until: Mapped[datetime | None]
    device_hash: Mapped[str | None] = mapped_column(unique=True)
    code_hash: Mapped[str | None]
    code_tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
