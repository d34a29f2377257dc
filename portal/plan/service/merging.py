"""A text of the plan moved while somebody worded it: changes to different things go together."""

from collections.abc import Collection, Mapping
from typing import Any

from portal.access.actor import Actor
from portal.plan.models import Agreement
from portal.plan.models.items import PlanItem
from portal.plan.queries import as_seen, groups_of, said_by
from portal.writing import wording
from portal.writing.merging import Clash, Merged, merge
from portal.writing.moved import TextHasMoved


class SameFieldsMoved(TextHasMoved):
    """Both changed the same. `clashes`: what, each with before, theirs and mine. `fields`: the rest put
    together, and mine where they clash, for the form to carry on with."""

    def __init__(self, *, merged: Merged, revision: int) -> None:
        theirs, mine = (str(side) for side in (merged.clashes[0].theirs, merged.clashes[0].mine))
        super().__init__(theirs=theirs, mine=mine, revision=revision)
        self.clashes: tuple[Clash, ...] = merged.clashes
        self.fields = merged.fields


def put_together(
    actor: Actor,
    about: Agreement | PlanItem,
    mine: Mapping[str, Any],
    seen: int,
    leave: Collection[str] = (),
) -> Merged:
    """What an agreement or an item is to say: what the actor wants, on top of what came since revision
    `seen`. `leave`: groups of fields the actor wants to leave as they stood. Locks the text. Raises
    SameFieldsMoved."""
    wording.lock(about)
    merged = merge(groups_of(about), as_seen(actor, about, seen), said_by(about), mine, leave)
    if merged.clashes:
        raise SameFieldsMoved(merged=merged, revision=about.revision)
    return merged
