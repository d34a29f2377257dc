"""Writing in the network log. What is written is never changed: who was mistaken writes again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from portal.access.actor import Actor, Level
from portal.access.models import Audience
from portal.cases.service import named_or_all, say, tell
from portal.db.clock import now, on_the_wall
from portal.plan.models.log import FARTHEST_BACK, Mark, Observation
from portal.plan.queries.observed import Observed


class NotInForce(Exception):
    """The agreement is not part of the plan that applies, or no plan does."""


class NotThatDay(Exception):
    """The day is still to come, or too long ago."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What somebody saw. `mark` is for an agreement; `on` is a Danish day; `readers` are for *Os her*."""

    on: date
    words: str
    mark: Mark | None = None
    audience: Audience = Audience.IN_CASE
    readers: Collection[UUID] = ()


def write_in_log(actor: Actor, about: Observed, seen: Seen) -> Observation:
    """Add one line. Those whom its writer names as readers are told. Raises NotInForce and NotThatDay."""
    if not about.applies:
        raise NotInForce
    today = on_the_wall(now()).date()
    if not today - FARTHEST_BACK <= seen.on <= today:
        raise NotThatDay
    named = named_or_all(seen.audience, seen.readers)
    line = _line(actor, about, seen, today)
    say(line, "plan.observed", named)
    tell(actor, named, line, named)
    return line


def _line(actor: Actor, about: Observed, seen: Seen, today: date) -> Observation:
    agreement = about.agreement
    return Observation(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        words=seen.words,
        language=actor.language,
        audience=seen.audience.value,
        child_id=about.child_id,
        professional_only=bool(agreement and agreement.professional_only),
        level=min(actor.level, Level.MITID),
        beside_id=agreement.id if agreement else None,
        agreement_id=agreement.id if agreement else None,
        version_id=about.line.row.version_id if about.line else None,
        mark=seen.mark.value if seen.mark and agreement else None,
        seen_on=seen.on,
        written_on=today,
    )
