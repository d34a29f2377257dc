"""What the plan says we do when an agreement is not kept (domain 2.6, section 11). It is read, never reckoned
with: the portal passes no verdict."""

from portal.access.actor import Actor, Level
from portal.access.visibility import can_see
from portal.plan.models.sections import SPECS, Section
from portal.plan.queries.lines import ItemLine
from portal.plan.queries.parts import Sent
from portal.plan.queries.versions import versions

STEPS = SPECS[Section.RESPONSES].choices["step"]


def responses_of(actor: Actor, sent: Sent | None) -> list[ItemLine]:
    """Those of a version that the actor is shown, the first step first; none without MitID, since the plan's
    text takes it (design 3)."""
    if sent is None or actor.level < Level.MITID or actor.in_own_corner:
        return []
    shown = [
        line
        for line in sent.items
        if line.about.section == Section.RESPONSES and can_see(actor, line.about, line.readers)
    ]
    return sorted(shown, key=lambda line: STEPS.index(line.text["fields"]["step"]))


def responses(actor: Actor) -> list[ItemLine]:
    """Those of the plan that applies."""
    return responses_of(actor, versions(actor).in_force)
