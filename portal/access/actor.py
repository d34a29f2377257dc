"""The person behind a request, in one case, as plain data: policies and tests need no database."""
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is in one case (design 2)."""

    CUSTODY_HOLDER = "custody_holder"
    PARENT_WITHOUT_CUSTODY = "parent_without_custody"
    CHILD = "child"
    NETWORK_PERSON = "network_person"
    SUPPORT_PERSON = "support_person"
    PROFESSIONAL = "professional"
    CASEWORKER = "caseworker"


class MunicipalRole(StrEnum):
    """What a person is in the municipality, read from the staff login at each sign-in."""

    CASEWORKER = "caseworker"
    TEAM_LEADER = "team_leader"
    ADMINISTRATOR = "administrator"


class Level(IntEnum):
    """How surely we know who is there. Content carries the lowest level that may open it."""

    GUEST = 1
    MITID = 2
    FRESH = 3


WHOLE_CASE = frozenset({Role.CUSTODY_HOLDER, Role.CASEWORKER})
"""Roles that see what is said to all in the case. Everybody else sees what is released, or named to them."""
PROFESSIONALS = frozenset({Role.CASEWORKER, Role.PROFESSIONAL})


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One member of one case, now.

    `sees_from`: the joining day (UTC), or None for one who sees all from the beginning.
    `shielded`: the people whose words, names and doings are hidden from this person.
    `children`: the children whose matters this person shares; None means all of the case.
    """

    person_id: UUID
    name: str
    case_id: UUID
    role: Role
    level: Level = Level.MITID
    sees_from: datetime | None = None
    shielded: frozenset[UUID] = frozenset()
    children: frozenset[UUID] | None = None

    @property
    def is_professional(self) -> bool:
        return self.role in PROFESSIONALS

    @property
    def shares_the_whole_case(self) -> bool:
        return self.role in WHOLE_CASE
