"""The demo families: Emil's, Freja and Storm's, Alma and Anton's; with Karin and Tom of the municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.db.clock import now
from portal.db.session import session
from portal.demo import alma, emil, freja
from portal.demo.telling import tell
from portal.people.models import Identity, Person
from portal.ruler.service import load_default
from portal.simulator.people import PEOPLE, STAFF, PretendPerson
from portal.simulator.probe import PROBE

HERE_FROM_THE_START = (
    *("karin", "tom"),
    *("sara", "jonas", "birthe", "nadia", "kim"),
    *("louise", "martin"),
    *("alma", "rikke", "bo"),
)
FAMILIES = (emil.STORY, freja.STORY, alma.STORY)
HOURS = "mandag til torsdag kl. 9-14"
PHONES = {"karin": "10 20 30 41", "tom": "10 20 30 42"}


@dataclass(frozen=True)
class Filled:
    """Whom the pretend MitID knows; and the secrets in the phones of children who were given a place now, by
    first name: they are stored nowhere."""

    people: Sequence[PretendPerson]
    phones: dict[str, str]


def fill(issuer_base: str) -> Filled:
    """Put the families into an empty database; do nothing when somebody is there already. The people to
    sign in as are those of the demo, or of the probe families when they are there (see `portal.probe`)."""
    load_default()
    phones: dict[str, str] = {}
    if session.scalar(select(Person.id).limit(1)) is None:
        known = _everybody()
        for story in FAMILIES:
            phones |= tell(story, known).phones
    people = PROBE if session.scalar(select(Person.id).where(Person.mitid_uuid == PROBE[0].uuid)) else PEOPLE
    _recognise(issuer_base, people)
    session.commit()
    return Filled(people, phones)


def _everybody() -> Mapping[str, UUID]:
    """Those who have been here before the demo starts, by their key."""
    known = {pretend.key: _known(pretend) for pretend in PEOPLE if pretend.key in HERE_FROM_THE_START}
    session.flush()
    return {key: person.id for key, person in known.items()}


def _known(pretend: PretendPerson) -> Person:
    staff = pretend.door == STAFF
    person = Person(
        name=pretend.name,
        phone=PHONES.get(pretend.key, ""),
        phone_hours=HOURS if staff else "",
        mitid_uuid=None if staff else pretend.uuid,
        staff_since=now() if staff else None,
    )
    session.add(person)
    return person


def _recognise(issuer_base: str, people: Sequence[PretendPerson]) -> None:
    """The pretend MitID may stand on another port than last time: it is the same people all the same."""
    for pretend in people:
        issuer = f"{issuer_base}/{pretend.door}"
        known = session.scalars(select(Identity).where(Identity.subject == pretend.subject)).all()
        person = (
            known[0].person_id
            if known
            else session.scalar(
                select(Person.id).where(Person.name == pretend.name, Person.staff_since.is_not(None))
            )
        )
        if person is not None and issuer not in {identity.issuer for identity in known}:
            session.add(Identity(person_id=person, issuer=issuer, subject=pretend.subject))
