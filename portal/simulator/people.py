"""The pretend people. All are invented; nobody has a CPR number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

CITIZEN, STAFF = "borger", "medarbejder"
PRETEND = UUID("5f0b7f1e-3c55-4f43-9d5c-2f6d1d3d7a10")


@dataclass(frozen=True, kw_only=True)
class PretendPerson:
    """Somebody to sign in as, at one door. `claims` are said beside the name."""

    door: str
    key: str
    name: str
    who: str
    claims: Mapping[str, Any] = field(default_factory=dict)

    @property
    def uuid(self) -> str:
        """The person's MitID uuid, the same in every run."""
        return str(uuid5(PRETEND, self.key))

    @property
    def subject(self) -> str:
        """What this provider calls the person, the same in every run."""
        return str(uuid5(PRETEND, f"{self.door} {self.key}"))


def _citizen(key: str, name: str, who: str, born: str) -> PretendPerson:
    return PretendPerson(door=CITIZEN, key=key, name=name, who=who, claims={"mitid.date_of_birth": born})


def _staff(key: str, name: str, who: str, *roles: str) -> PretendPerson:
    return PretendPerson(door=STAFF, key=key, name=name, who=who, claims={"roles": list(roles)})


PEOPLE = [
    _citizen("sara", "Sara Holm", "mor", "1990-03-14"),
    _citizen("jonas", "Jonas Lind", "far", "1988-11-02"),
    _citizen("else", "Else Holm", "mormor", "1958-06-21"),
    _citizen("mette", "Mette Krag", "nabo", "1984-09-09"),
    _citizen("amina", "Amina Saleh", "mor", "1993-01-30"),
    _staff("karin", "Karin Bech", "rådgiver", "Sagsbehandler"),
    _staff("tom", "Tom Dahl", "rådgiver", "Sagsbehandler"),
    _staff("gitte", "Gitte Friis", "ansat uden rolle her", "Pedel"),
]
