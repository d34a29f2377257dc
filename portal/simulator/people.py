"""The pretend people. All are invented. Their CPR numbers are of day 0 in month 0, so nobody has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

CITIZEN, STAFF = "borger", "medarbejder"
PRETEND = UUID("5f0b7f1e-3c55-4f43-9d5c-2f6d1d3d7a10")


@dataclass(frozen=True, kw_only=True)
class PretendPerson:
    """Somebody to sign in as, at one door. `claims` are said beside the name, `cpr` to those who ask
    for it."""

    door: str
    key: str
    name: str
    who: str
    cpr: str = ""
    claims: Mapping[str, Any] = field(default_factory=dict)

    @property
    def roles(self) -> str:
        """What the municipality says that an employee does, as words."""
        return ", ".join(self.claims.get("roles", ()))

    @property
    def uuid(self) -> str:
        """The person's MitID uuid, the same in every run."""
        return str(uuid5(PRETEND, self.key))

    @property
    def subject(self) -> str:
        """What this provider calls the person, the same in every run."""
        return str(uuid5(PRETEND, f"{self.door} {self.key}"))


def _citizen(key: str, name: str, who: str, born: str, cpr: str) -> PretendPerson:
    told = {"mitid.date_of_birth": born}
    return PretendPerson(door=CITIZEN, key=key, name=name, who=who, cpr=f"000000{cpr}", claims=told)


def _staff(key: str, name: str, who: str, *roles: str) -> PretendPerson:
    return PretendPerson(door=STAFF, key=key, name=name, who=who, claims={"roles": list(roles)})


PEOPLE = [
    _citizen("sara", "Sara Holm", "mor til Emil. Planen gælder", "1990-03-14", "0001"),
    _citizen("jonas", "Jonas Lind", "far til Emil", "1988-11-02", "0002"),
    _citizen("birthe", "Birthe Lind", "farmor til Emil", "1957-04-18", "0003"),
    _citizen("nadia", "Nadia Karim", "tante til Emil, skriver på arabisk", "1989-02-17", "0004"),
    _citizen("kim", "Kim Engsig", "fodboldtræner for Emil og for Freja", "1979-08-25", "0005"),
    _citizen(
        "louise", "Louise Solbjerg", "mor til Freja og Storm, har beskyttet adresse", "1991-12-05", "0006"
    ),
    _citizen("martin", "Martin Højvang", "far til Freja", "1987-05-30", "0007"),
    _citizen("alma", "Alma Nygård", "15 år, har sin egen plads", "2011-02-11", "0008"),
    _citizen("rikke", "Rikke Nygård", "mor til Alma og Anton", "1986-10-09", "0009"),
    _citizen("bo", "Bo Nygård", "far til Alma og Anton, inviteret og ikke kommet", "1984-07-17", "0010"),
    _citizen("else", "Else Holm", "mormor, er ikke med nogen steder endnu", "1958-06-21", "0011"),
    _citizen("mette", "Mette Krag", "nabo, er ikke med nogen steder endnu", "1984-09-09", "0012"),
    _citizen("amina", "Amina Saleh", "mor, er ikke med nogen steder endnu", "1993-01-30", "0013"),
    _staff("karin", "Karin Bech", "rådgiver for Emil og for Alma og Anton", "Sagsbehandler"),
    _staff("tom", "Tom Dahl", "rådgiver for Freja og Storm", "Sagsbehandler"),
    _staff("mia", "Mia Toft", "på vagt, er ikke med i nogen familie", "Sagsbehandler"),
    _staff("ulla", "Ulla Brink", "teamleder", "Teamleder"),
    _staff("ole", "Ole Bro", "administrator", "Administrator"),
    _staff("gitte", "Gitte Friis", "ansat uden rolle her", "Pedel"),
]
