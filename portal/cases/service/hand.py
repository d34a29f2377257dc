"""What somebody says of words that another wrote down in their name."""

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases import panels
from portal.cases.queries import readers_of
from portal.cases.service.telling import tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record


def say_not_said(actor: Actor, thing: Contribution) -> None:
    """Say that one did not say what stands in one's name. The words stay, and this stands beside them for
    everybody who reads them. Whoever wrote them down is told."""
    assert thing.written_by_id is not None
    thing.not_said_at = now()
    session.flush()
    panels.forget(actor, thing)
    record("case.not_said", by=actor.person_id, case_id=actor.case_id, subject_id=thing.id)
    tell(actor, {thing.written_by_id}, thing, readers_of(thing))
