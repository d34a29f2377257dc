"""The pretend people of the probe families, A and B: every kind of member, twice. See `portal.probe`.

Their names are canaries: a name met where it must not be says so itself.
"""

from portal.simulator.people import CITIZEN, STAFF, PretendPerson

FAMILIES = ("A", "B")
WITH_MITID = {
    "mother": "mor, skal skærmes",
    "father": "far, bor for sig",
    "child": "barn, 15 år, har sin egen plads",
    "network": "netværksperson",
    "removed": "netværksperson, som ikke er med mere",
    "support": "bisidder",
}
TEACHER = "Lærer"
BORN = {"child": "2011-02-11"}
ADULT = "1985-06-01"


def _of_family(family: str, first: int) -> list[PretendPerson]:
    citizens = [
        PretendPerson(
            door=CITIZEN,
            key=f"{who}-{family}",
            name=f"KANARIE-name-{who}-{family}",
            who=f"{about}, familie {family}",
            cpr=f"000000{first + number:04}",
            claims={"mitid.date_of_birth": BORN.get(who, ADULT)},
        )
        for number, (who, about) in enumerate(WITH_MITID.items())
    ]
    return [
        *citizens,
        _staff(f"teacher-{family}", f"KANARIE-name-teacher-{family}", f"lærer, familie {family}", TEACHER),
        _staff(f"caseworker-{family}", f"Rådgiver {family}", f"rådgiver, familie {family}", "Sagsbehandler"),
    ]


def _staff(key: str, name: str, who: str, role: str) -> PretendPerson:
    return PretendPerson(door=STAFF, key=key, name=name, who=who, claims={"roles": [role]})


def _citizen(key: str, name: str, who: str, number: int) -> PretendPerson:
    told = {"mitid.date_of_birth": ADULT}
    return PretendPerson(door=CITIZEN, key=key, name=name, who=who, cpr=f"000000{number:04}", claims=told)


PROBE = [
    *_of_family("A", 101),
    *_of_family("B", 121),
    _citizen("both", "Begge Prøve", "netværksperson i familie A og B", 141),
    _citizen("stranger", "Fremmed Prøve", "er ikke med nogen steder", 142),
    _staff("leader", "Leder Prøve", "faglig leder", "Teamleder"),
    _staff("administrator", "Administrator Prøve", "administrator", "Administrator"),
]
