"""The open breaches of a family, as they are told on its front page and beside the status of the plan: that
there is one, and by when the network meets. Loaded together with the versions, without a word of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, exists, false, or_, select

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.db.clock import now
from portal.plan.models.breach import Breach, CalledTogether


@dataclass(frozen=True)
class OpenBreach:
    """`seen`: the actor reads it; else the actor was called together, and is told of that alone."""

    id: UUID
    meet_by: datetime
    seen: bool

    @property
    def late(self) -> bool:
        return self.meet_by < now()


def open_breaches(actor: Actor, seat: UUID) -> Subquery:
    """Those that concern the actor, whose seat (id) it is: read by them, or called together because of them.
    To be joined."""
    seen = visible(actor, Breach)
    called = exists().where(
        CalledTogether.case_id == actor.case_id,
        CalledTogether.breach_id == Breach.id,
        CalledTogether.membership_id == seat,
    )
    concerns = or_(seen, false() if actor.both else called)
    return (
        select(Breach.id, Breach.case_id, Breach.meet_by, seen.label("seen"))
        .where(Breach.case_id == actor.case_id, Breach.closed_at.is_(None), concerns)
        .subquery("open_breach")
    )


def in_order(rows: Iterable[Any]) -> list[OpenBreach]:
    """From rows of (id, meet_by, seen), which may say the same more than once: the first due comes first."""
    found = {OpenBreach(id_, meet_by, bool(seen)) for id_, meet_by, seen in rows if id_}
    return sorted(found, key=lambda one: (one.meet_by, str(one.id)))
