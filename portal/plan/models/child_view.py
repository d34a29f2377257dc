"""What a child says of the plan: asked from ten, told with how it was heard before that, and never faked."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, and_, false, select
from sqlalchemy.orm import Mapped, aliased, column_property, mapped_column

from portal.access.models import Contribution
from portal.cases.models import CaseChild

CHILD = aliased(CaseChild)


class View(StrEnum):
    """What the child thinks (design 5); or that the child was not heard, which takes a ground in the law."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"
    WILL_NOT_SAY = "will_not_say"
    NOT_HEARD = "not_heard"


class ChildView(Contribution):
    """One answer of one child (`child_id`), in the child's own words. It holds nothing back (barnets lov:
    the child is heard before the decision, which stays the grown-ups').

    `child_name`: the first name. `own`: the child wrote it; else the caseworker tells `how` it was heard.
    `heard_on`: a day on a Danish wall. `ground`: why the child was not heard; then `how` is the other way the
    view was sought. `at_end`: what it has been like, asked before the plan is closed; else what the child
    thinks of the plan before it begins. `thing_revision`: it is no answer to the plan, but to one wording of
    what it stands beside: the child's own signal, or what somebody wants that to be. `NOT_HEARD` is then the
    caseworker's reason (`ground`) for going on without the child's yes.
    """

    __tablename__ = "child_view"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        CheckConstraint(
            "answer IN ('agree', 'partly', 'disagree', 'will_not_say', 'not_heard')", name="known_answer"
        ),
        CheckConstraint("own OR trim(how) <> ''", name="said_itself_or_told_how"),
        CheckConstraint("(answer = 'not_heard') = (trim(ground) <> '')", name="not_heard_for_a_reason"),
        CheckConstraint("NOT own OR answer <> 'not_heard'", name="a_child_was_heard_by_itself"),
        CheckConstraint(
            "thing_revision IS NULL OR "
            "(thing_revision >= 1 AND answer IN ('agree', 'disagree', 'not_heard') AND NOT at_end)",
            name="yes_or_no_to_a_thing",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    own: Mapped[bool]
    answer: Mapped[str]
    how: Mapped[str] = mapped_column(default="")
    ground: Mapped[str] = mapped_column(default="")
    heard_on: Mapped[date]
    at_end: Mapped[bool] = mapped_column(default=False, server_default=false())
    thing_revision: Mapped[int | None]
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "child_view",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }
    child_name: Mapped[str] = column_property(
        select(CHILD.first_name)
        .where(CHILD.id == Contribution.child_id)
        .correlate(Contribution.__table__)
        .scalar_subquery()
    )

    @property
    def key(self) -> str:
        """The name of what was answered, for the words of a page."""
        asked = "end " if self.at_end else ""
        return f"{asked}{'own ' if self.own else ''}{self.answer}"
