"""The map as it stood when it was kept: at a meeting, say."""

from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.models import Case
from portal.db.base import Base, Row
from portal.people.models import Person


class MapVersion(Row, Base):
    """Kept by a caseworker (`kept_by_id`), and never changed."""

    __tablename__ = "map_version"
    __table_args__ = (UniqueConstraint("case_id", "id"), UniqueConstraint("case_id", "number"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    number: Mapped[int]
    kept_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))


class MapLine(Base):
    """What one contribution said then: a sentence, what stood beside it, or where somebody stood.
    `text` is canonical JSON (RFC 8785). Who may read it is asked of the contribution, each time."""

    __tablename__ = "map_line"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "version_id"], ["map_version.case_id", "map_version.id"]),
        ForeignKeyConstraint(["case_id", "contribution_id"], ["contribution.case_id", "contribution.id"]),
        UniqueConstraint("version_id", "contribution_id"),
    )
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[UUID]
    contribution_id: Mapped[UUID]
    revision: Mapped[int]
    text: Mapped[str]
