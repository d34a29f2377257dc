"""What stands in the booklet of a plan that is closed: what one person may read of it, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.cases.queries import authors
from portal.plan.models import Agreement
from portal.plan.models.child_view import ChildView
from portal.plan.queries.agreements import said_in_plan
from portal.plan.queries.held import find_version
from portal.plan.queries.lasting import HowItEnded, how_it_ended
from portal.plan.queries.purpose import Purpose, purpose_in
from portal.plan.queries.shown import Entry, Shown


@dataclass(frozen=True)
class Booklet:
    """What the plan was for, how it ended, what was agreed on, and what the children said while it applied or
    after."""

    ended: HowItEnded
    entries: Sequence[Entry]
    views: Sequence[ChildView]
    authors: dict[UUID, Member]
    purpose: Purpose | None = None


def find_booklet(actor: Actor, version_id: UUID) -> Booklet | None:
    """Of a plan that a leader has closed."""
    sent = find_version(actor, version_id)
    if sent is None or sent.version.status not in ("closed", "archived"):
        return None
    ended = how_it_ended(actor, sent)
    if ended is None or ended.closed is None:
        return None
    shown = Shown(actor, said_in_plan(actor))
    lines = [line for line in sent.shown_to(actor) if isinstance(line.about, Agreement)]
    began = sent.version.in_force_at
    views = [one for one in shown.views if began and one.created_at >= began]
    return Booklet(
        ended, [shown.as_frozen(line) for line in lines], views, authors(actor), purpose_in(actor, sent)
    )
