"""One missing permission, one ground, and a child whose birth date nobody has written."""

from dataclasses import dataclass
from uuid import UUID

from portal.access.actor import Actor, Role
from portal.cases import queries as case_queries
from portal.cases.models import Membership
from portal.network.models import LegalGround, Named
from portal.network.queries import find_named, network


@dataclass(frozen=True)
class Standing:
    """A named person, and a ground that stands in the place of a permission."""

    named: Named
    ground: LegalGround

    @property
    def level(self) -> int:
        return self.named.level


def find_lacking(actor: Actor, network_person_id: UUID) -> Named | None:
    """A named person with whom nothing is shared, since a custody holder has not said yes."""
    named = find_named(actor, network_person_id)
    if named is None or named.is_between_us or not named.needs_a_ground():
        return None
    return named


def find_ground(actor: Actor, ground_id: UUID) -> Standing | None:
    for named in network(actor):
        for ground in named.grounds.values():
            if ground.id == ground_id:
                return Standing(named, ground)
    return None


def find_childs_seat(actor: Actor, membership_id: UUID) -> Membership | None:
    seat = case_queries.find_seat(actor, membership_id)
    return seat if seat is not None and seat.role == Role.CHILD and seat.left_at is None else None
