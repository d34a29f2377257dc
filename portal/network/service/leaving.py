"""What somebody who leaves takes along."""

from portal.access.actor import Actor
from portal.writing import drafts


def take_along(actor: Actor) -> list[drafts.Unshared]:
    """All that the actor has written here and shown to nobody; it is gone from here when the request is
    saved."""
    return drafts.take_all(actor.person_id, actor.case_id)
