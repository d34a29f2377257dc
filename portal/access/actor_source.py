"""Where actors come from: told by the app, since the doors know no room."""

from typing import Protocol
from uuid import UUID

from portal.access.actor import Actor, Level
from portal.writing import once


class ActorSource(Protocol):
    """How a person (id) becomes an actor in a case (id); None for one who is no member of it today.

    `to_change`: the case is locked until the transaction ends, so that verbs on one case come one by one.
    `sending` may be asked for in the statement that locks.
    """

    def __call__(
        self,
        person_id: UUID,
        case_id: UUID,
        level: Level,
        *,
        to_change: bool = False,
        sending: once.Sending | None = None,
    ) -> Actor | None: ...
