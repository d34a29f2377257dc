"""The rows that say what somebody has said of a plan. One is added each time, and none ever changes."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID, uuid4

from portal.access.actor import Actor
from portal.db.clock import now
from portal.db.session import session
from portal.plan.models import Approval, PlanVersion


@dataclass(frozen=True)
class OfPart:
    """Who says it, in which seat; of which version, and the hash of the part of it that was shown."""

    case_id: UUID
    person_id: UUID
    seat_id: UUID
    version_id: UUID
    part_hash: str

    @classmethod
    def of(cls, actor: Actor, version: PlanVersion, seat_id: UUID, part_hash: str) -> Self:
        return cls(actor.case_id, actor.person_id, seat_id, version.id, part_hash)

    def says(self, kind: str, **more: Any) -> None:
        """Put it there; `kind` and what may stand beside it: see `Approval`."""
        row = Approval(
            id=uuid4(),
            created_at=now(),
            case_id=self.case_id,
            version_id=self.version_id,
            person_id=self.person_id,
            membership_id=self.seat_id,
            kind=kind,
            part_hash=self.part_hash,
            **more,
        )
        session.add(row)
        session.flush()


def say_never_said(one: Approval) -> None:
    """What another wrote down in somebody's name was never said: it counts no more, and both rows stay."""
    about = OfPart(one.case_id, one.person_id, one.membership_id, one.version_id, one.part_hash)
    about.says("taken_back", not_said=True)
