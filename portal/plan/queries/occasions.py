"""A breach, and the end of a plan, are occasions to ask everybody how the child is doing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, literal, select, union_all

from portal.access.models import Contribution
from portal.plan.models.breach import Breach
from portal.plan.models.statuses import StatusChange


def occasions() -> Select[tuple[UUID, datetime, str]]:
    """Each breach, which the caseworkers always read, and each plan that was closed: the case, from when on
    answers count for it (UTC), and what it is."""
    breach, said, step = Breach.__table__.c, Contribution.__table__, StatusChange.__table__.c
    broken = select(breach.case_id, said.c.created_at, literal("incident")).join(
        said, and_(said.c.case_id == breach.case_id, said.c.id == breach.id)
    )
    closed = select(step.case_id, step.created_at, literal("closure")).where(step.to_status == "closed")
    return select(union_all(broken, closed).subquery())
