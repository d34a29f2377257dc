"""One missing permission, one ground, and a child whose birth date nobody has written."""

from dataclasses import dataclass
from uuid import UUID

from portal.access.actor import Actor, Member, Role
from portal.cases import queries as case_queries
from portal.cases.models import Membership
from portal.network.models import LegalGround, Named
from portal.network.queries import find_named


@dataclass(frozen=True)
class Lacking:
    """A named person, and a custody holder without whose yes nothing is shared with them."""

    named: Named
    seat: Member

    @property
    def level(self) -> int:
        return self.named.level


@dataclass(frozen=True)
class Standing:
    """A named person, and a ground that stands in the place of a permission."""

    named: Named
    ground: LegalGround

    @property
    def level(self) -> int:
        return self.named.level


def find_lacking(actor: Actor, network_person_id: UUID, membership_id: UUID) -> Lacking | None:
    named = find_named(actor, network_person_id)
    if named is None or named.is_between_us:
        return None
    wanted = (seat for seat in named.needs_a_ground() if seat.membership_id == membership_id)
    seat = next(wanted, None)
    return Lacking(named, seat) if seat else None


def find_ground(actor: Actor, network_person_id: UUID, ground_id: UUID) -> Standing | None:
    named = find_named(actor, network_person_id)
    found = (one for one in named.grounds.values() if one.id == ground_id) if named else iter(())
    ground = next(found, None)
    return Standing(named, ground) if named and ground else None


def find_childs_seat(actor: Actor, membership_id: UUID) -> Membership | None:
    seat = case_queries.find_seat(actor, membership_id)
    return seat if seat is not None and seat.role == Role.CHILD and seat.left_at is None else None
