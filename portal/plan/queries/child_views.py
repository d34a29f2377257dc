"""What the children of a case say of the plan, as far as the actor sees it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from portal.access.actor import Actor, Role
from portal.access.visibility import visible
from portal.cases.models import CaseChild
from portal.cases.queries import find_case
from portal.db.session import session
from portal.plan.models import APPLIES, PlanVersion
from portal.plan.models.child_view import ChildView
from portal.plan.queries.lines import Line
from portal.plan.queries.signals import named
from portal.plan.queries.versions import versions


@dataclass(frozen=True)
class Heard:
    """A child, and the newest view since the plan in force began; None: nobody has asked."""

    child: CaseChild
    view: ChildView | None


def children_heard(actor: Actor, *, at_end: bool = False) -> list[Heard]:
    """For the gate before a plan begins, or before it is closed: each child of the case. In one statement."""
    begun = (
        select(func.max(PlanVersion.in_force_at))
        .where(PlanVersion.case_id == actor.case_id, APPLIES)
        .scalar_subquery()
    )
    since = or_(begun.is_(None), ChildView.created_at > begun)
    told = and_(
        ChildView.child_id == CaseChild.id,
        ChildView.at_end.is_(at_end),
        ChildView.thing_revision.is_(None),
        ChildView.hidden_at.is_(None),
        visible(actor, ChildView),
        since,
    )
    rows = session.execute(
        select(CaseChild, ChildView)
        .outerjoin(ChildView, told)
        .where(CaseChild.case_id == actor.case_id)
        .order_by(CaseChild.created_at, CaseChild.first_name, ChildView.created_at)
    )
    newest = {child.id: Heard(child, view) for child, view in rows}
    return list(newest.values())


def find_child(actor: Actor, child_id: UUID) -> CaseChild | None:
    """A child of the case whose view the caseworker tells."""
    case = find_case(actor)
    return next((one for one in case.children if one.id == child_id), None) if case else None


@dataclass(frozen=True)
class MyView:
    """What a child is asked about: the lines that are out, or apply, as far as the child is shown them.
    `there`: there is a plan to ask about."""

    child_id: UUID
    lines: list[Line]
    there: bool


def find_my_view(actor: Actor) -> MyView | None:
    """None for one who is no child, and where it cannot be told which child of the case it is."""
    case = find_case(actor) if actor.role is Role.CHILD else None
    me = named(actor.name, case.children) if case else None
    if me is None:
        return None
    found = versions(actor)
    sent = found.out_for(actor) or found.in_force
    return MyView(me.id, sent.shown_to(actor) if sent else [], found.any)
