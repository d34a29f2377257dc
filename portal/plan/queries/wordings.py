"""What an agreement said when somebody read it, and what it would say with a proposal taken in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.access.actor import Actor
from portal.cases.queries import find_wordings
from portal.plan.models import WORDING, Agreement, Proposal, wording_of
from portal.plan.models.groups import GROUPS
from portal.writing.merging import merge


def as_seen(actor: Actor, agreement: Agreement, seen: int) -> Mapping[str, Any] | None:
    """Its wording at revision `seen`; None when there is none that the actor may read."""
    if seen == agreement.revision:
        return wording_of(agreement)
    found = next((one for one in find_wordings(actor, agreement).all if one.revision == seen), None)
    return found.fields if found and set(WORDING) <= found.fields.keys() else None


def changed_since(actor: Actor, agreement: Agreement, seen: int) -> set[UUID | None]:
    """Who has worded it anew since revision `seen` (people's ids), the newest wording left out."""
    return {one.by_id for one in find_wordings(actor, agreement).all[:-1] if one.revision > seen}


def wording_after(actor: Actor, agreement: Agreement, proposal: Proposal) -> dict[str, Any]:
    """What the agreement would say with another's proposal taken in: the proposal changes what its writer
    changed, and nothing that came since it was written."""
    before, theirs = as_seen(actor, agreement, proposal.seen_revision), wording_of(agreement)
    return merge(GROUPS, before or theirs, theirs, wording_of(proposal)).fields
