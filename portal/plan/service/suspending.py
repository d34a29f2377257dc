"""Put the plan that applies on pause, with what holds meanwhile; and let it apply again."""

from portal.access.actor import Actor
from portal.access.models import Audience
from portal.cases.service import say, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models.suspension import Suspension
from portal.plan.queries.parts import Sent
from portal.plan.service.leading import tell_leaders


class AlreadyOnPause(Exception):
    """Somebody has put this plan on pause already."""


def suspend(actor: Actor, sent: Sent, reason: str, holds_now: str) -> Suspension:
    """From now on `holds_now` stands before the plan on every page of it. Everybody in the plan is told, and
    so are the team leaders (domain 2.6).
    Raises AlreadyOnPause and GivesAway."""
    if queries.versions(actor).paused is not None:
        raise AlreadyOnPause
    paused = Suspension(
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        released_at=now(),
        open_to_newcomers=True,
        words=holds_now,
        version_id=sent.version.id,
        reason=reason,
    )
    say(paused, "plan.suspended", version=str(sent.version.id))
    asked = queries.approvers(sent, actor.roster, {})
    tell(actor, {one.actor.person_id for one in asked if one.actor}, paused)
    tell_leaders(actor.person_id)
    return paused


def resume(actor: Actor, paused: Suspension) -> None:
    """The plan applies again, as it was. Everybody in it is told."""
    paused.ended_at, paused.ended_by_id = now(), actor.person_id
    session.flush()
    record("plan.resumed", by=actor.person_id, case_id=actor.case_id, subject_id=paused.id)
    sent = queries.find_version(actor, paused.version_id)
    asked = queries.approvers(sent, actor.roster, {}) if sent else []
    tell(actor, {one.actor.person_id for one in asked if one.actor}, paused)
