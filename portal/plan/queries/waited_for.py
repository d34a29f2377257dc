"""Whose yes to the plan is missing: those who are reminded, once for each version."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, select

from portal.cases.queries import Waiting, actors_in
from portal.db.clock import now
from portal.plan.models import OUT, PlanVersion
from portal.plan.queries.parts import my_part
from portal.plan.queries.versions import versions

PATIENCE = timedelta(days=3)
"""Nobody is reminded before they have had this long to read."""


def cases_with_a_plan_out() -> Select[UUID]:
    """Cases where a version has been out for a while."""
    return select(PlanVersion.case_id).where(
        PlanVersion.status.in_(OUT), PlanVersion.created_at <= now() - PATIENCE
    )


def who_has_not_answered(case_id: UUID) -> list[Waiting]:
    """The members who are asked about a part of the version that is out, and have said neither yes, no nor
    not yet to it.

    By what each of them is shown: whoever is not asked anything is not reminded of anything.
    """
    parts = [(actor, my_part(actor, versions(actor))) for actor in actors_in(case_id)]
    return [
        Waiting(actor.person_id, f"plan {part.version.id}")
        for actor, part in parts
        if part.version
        and part.asked
        and not part.answered
        and part.version.status in OUT
        and part.version.created_at <= now() - PATIENCE
    ]
