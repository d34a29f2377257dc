"""What somebody who leaves would leave behind, and what nobody else has read."""

from sqlalchemy import func, select

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.db.session import session
from portal.writing import drafts


def shared_by(actor: Actor) -> int:
    """How many things the actor has said in the case. A guest's too: they are the guest's own."""
    own = select(func.count(Contribution.id)).where(
        visible(actor.for_own_duties()), Contribution.author_id == actor.person_id
    )
    return session.scalar(own) or 0


def unshared_by(actor: Actor) -> list[drafts.Unshared]:
    """What the actor has written here and shown to nobody, oldest first."""
    return drafts.unshared(actor.person_id, actor.case_id)
