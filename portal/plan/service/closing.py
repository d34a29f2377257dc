"""Before a plan is closed its children are asked what it has been like."""

from portal.access.actor import Actor
from portal.cases.service import tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan.models import PlanVersion
from portal.plan.queries.closing import to_hear
from portal.plan.queries.parts import Sent


def ask_children(actor: Actor, sent: Sent) -> None:
    """Those who come in themselves hear that there is something new, and it is their turn; the others are the
    caseworker's to ask. Once for each plan: safe to call again."""
    version = sent.version
    session.refresh(version, ["children_asked_at"], with_for_update={"of": PlanVersion.__table__})
    if version.children_asked_at is not None:
        return
    version.children_asked_at = now()
    session.flush()
    record("plan.children_asked", by=actor.person_id, case_id=actor.case_id, version=str(version.id))
    tell(actor, {one.seat.person_id for one in to_hear(actor) if one.seat and one.seat.person_id})
