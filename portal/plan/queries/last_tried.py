"""Which agreements have been tried, for the page of the plan: loaded together with the versions."""

from datetime import date

from sqlalchemy import ScalarSelect, Text, cast, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.plan.models import Agreement
from portal.plan.models.tried import Drill, Outcome, Tried

LAST = aliased(Drill, flat=True)


def last_tried(actor: Actor) -> ScalarSelect[str]:
    """How an agreement did when it was last tried, as far as the actor reads it: the outcome and the day
    ("held 2026-11-22"), or NULL. For a statement that asks for `Agreement`."""
    told = LAST.outcome + " " + cast(LAST.on_day, Text)
    return (
        select(told)
        .where(LAST.agreement_id == Agreement.id, LAST.tried_at.is_not(None), visible(actor, LAST))
        .order_by(LAST.tried_at.desc())
        .limit(1)
        .correlate(Agreement)
        .scalar_subquery()
    )


def as_tried(told: str | None) -> Tried | None:
    """What `last_tried` found."""
    if not told:
        return None
    outcome, day = told.split(" ", 1)
    return Tried(Outcome(outcome), date.fromisoformat(day))
