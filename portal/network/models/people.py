"""People of the network, as the family names them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.models import Contribution
from portal.cases.models import Membership
from portal.people.models import Person


class NetworkPerson(Contribution):
    """Somebody around the child. `words` are what the person could help with, as the namer said it.

    `tie`: what kind of relation (None: nobody has said). `declined_note`: what a caseworker who said no
    wrote to colleagues alone; `declined_why` is for everybody who sees the person.
    `membership_id` is the seat kept at the invitation; a person who left and is asked again gets a new one.
    """

    __tablename__ = "network_person"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], [Membership.case_id, Membership.id]),
        Index("ix_network_person_case", "case_id", "membership_id"),
        CheckConstraint("circle IN ('inner', 'middle', 'outer')", name="known_circle"),
        CheckConstraint("declined_by IN ('family', 'caseworker')", name="known_side"),
        CheckConstraint(
            "(declined_at IS NULL) = (declined_by IS NULL) AND (declined_at IS NULL) = "
            "(declined_by_id IS NULL)",
            name="a_no_is_somebodys",
        ),
        CheckConstraint("declined_by <> 'caseworker' OR declined_why <> ''", name="caseworkers_say_why"),
        CheckConstraint("tie IN ('biological', 'private', 'professional', 'voluntary')", name="known_tie"),
        CheckConstraint(
            "declined_note = '' OR (declined_by IS NOT NULL AND declined_by = 'caseworker')",
            name="only_caseworkers_note",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    name: Mapped[str]
    relation: Mapped[str]
    circle: Mapped[str]
    tie: Mapped[str | None]
    membership_id: Mapped[UUID | None]
    declined_at: Mapped[datetime | None]
    declined_by: Mapped[str | None]
    declined_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    declined_why: Mapped[str] = mapped_column(default="")
    declined_note: Mapped[str] = mapped_column(default="", server_default=text("''"))
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "network_person",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"
