"""The open breaches of a family, as they are told on its front page and beside the status of the plan: that
there is one, and when the network meets. Loaded together with the versions, without a word of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, and_, exists, false, or_, select

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.cases.queries.called_together import Gathered, gathered, that_counts
from portal.db.clock import now
from portal.plan.models.breach import Breach, CalledTogether


@dataclass(frozen=True)
class OpenBreach:
    """`seen`: the actor reads it; else the actor was called together, and is told of that alone. `meets`: the
    network's meeting, where one stands; to one who does not read it, only a meeting that one sees."""

    id: UUID
    meet_by: datetime
    seen: bool
    meets: Gathered | None = None

    @property
    def met(self) -> bool:
        return self.meets is not None and self.meets.begun

    @property
    def late(self) -> bool:
        return not self.met and self.meet_by < now()


def open_breaches(actor: Actor, seat: UUID) -> Subquery:
    """Those that concern the actor, whose seat (id) it is: read by them, or called together because of them.
    To be joined, and asked at a moment (see `gathered`)."""
    seen = visible(actor, Breach)
    called = exists().where(
        CalledTogether.case_id == actor.case_id,
        CalledTogether.breach_id == Breach.id,
        CalledTogether.membership_id == seat,
    )
    concerns = or_(seen, false() if actor.both else called)
    meets = gathered(actor)
    columns = (Breach.id, Breach.case_id, Breach.meet_by, seen.label("seen"))
    return (
        select(*columns, meets.c.meeting_id, meets.c.begins_at, meets.c.begun)
        .outerjoin(meets, and_(meets.c.case_id == Breach.case_id, meets.c.because_id == Breach.id))
        .where(Breach.case_id == actor.case_id, Breach.closed_at.is_(None), concerns)
        .subquery("open_breach")
    )


def in_order(rows: Iterable[Any]) -> list[OpenBreach]:
    """From rows of (id, meet_by, seen, meeting, when it begins, whether it has), which may say the same more
    than once: the first due comes first."""
    found: dict[OpenBreach, set[Gathered]] = {}
    for id_, meet_by, seen, *meets in rows:
        if id_:
            meetings = found.setdefault(OpenBreach(id_, meet_by, bool(seen)), set())
            known = meets[-1] is not None and (seen or meets[1] is not None)
            meetings |= {Gathered(*meets)} if known else set()
    told = [
        OpenBreach(one.id, one.meet_by, one.seen, that_counts(several) if several else None)
        for one, several in found.items()
    ]
    return sorted(told, key=lambda one: (one.meet_by, str(one.id)))
