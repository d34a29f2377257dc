"""Fill an empty database with the probe families, and say how to be each of their people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.app import create_app
from portal.cases import service as cases
from portal.cases.queries import find_invitation
from portal.db.clock import now
from portal.db.session import session
from portal.demo.telling import Story, tell
from portal.people.models import Identity, Person
from portal.probe.acts import CODE
from portal.probe.canaries import SHARED, Canaries
from portal.probe.together import story_of
from portal.ruler.service import load_default
from portal.settings import Settings, is_loopback
from portal.simulator.people import CITIZEN, STAFF, PretendPerson
from portal.simulator.probe import FAMILIES, PROBE, TEACHER


class NotHere(RuntimeError):
    """Somebody is in the database already, or real people could reach it: why, in one sentence."""


@dataclass(frozen=True)
class Told:
    """One family after its story: its letter, what happened, and who may see which text."""

    family: str
    story: Story
    canaries: Canaries


def fill_and_print(settings: Settings) -> str:
    """Fill the database, save it, and tell what `everybody` says as JSON. Raises NotHere."""
    for address in (settings.base_url, settings.citizen.issuer, settings.staff.issuer):
        if not is_loopback(str(address)):
            raise NotHere(f"Probe data is for this machine alone, not where {address} is.")
    create_app(settings)
    try:
        told = fill(str(settings.citizen.issuer).removesuffix(f"/{CITIZEN}"))
        printed = json.dumps(everybody(told), ensure_ascii=False, indent=1)
        session.commit()
    finally:
        engine = session.get_bind()
        session.remove()
        engine.dispose()  # type: ignore[union-attr]
    return printed


def fill(issuer_base: str) -> list[Told]:
    """Put the two families into an empty database; the caller commits. Raises NotHere.

    `issuer_base`: where the pretend MitID stands, so that it knows its people again.
    """
    if session.scalar(select(Person.id).limit(1)) is not None:
        raise NotHere("The database is not empty. Probe data goes into an empty one alone.")
    load_default()
    people = {pretend.key: _known(pretend) for pretend in PROBE}
    session.flush()
    ids = {key: person.id for key, person in people.items()}
    session.add_all(
        Identity(person_id=ids[one.key], issuer=f"{issuer_base}/{one.door}", subject=one.subject)
        for one in PROBE
    )
    return [_tell(family, ids) for family in FAMILIES]


def _known(pretend: PretendPerson) -> Person:
    """A teacher comes by the door of the staff too, and is none of it."""
    works_here = pretend.door == STAFF and pretend.roles != TEACHER
    uuid = None if pretend.door == STAFF else pretend.uuid
    person = Person(name=pretend.name, mitid_uuid=uuid, staff_since=now() if works_here else None)
    session.add(person)
    return person


def _tell(family: str, ids: Mapping[str, UUID]) -> Told:
    mine = {key.removesuffix(f"-{family}"): found for key, found in ids.items()}
    canaries = Canaries(family)
    return Told(family, tell(story_of(canaries), mine), canaries)


def everybody(told: list[Told]) -> list[dict[str, Any]]:
    """Each person, how to sign in at the pretend MitID, and the texts that person may see. A guest comes by
    a new link, which holds for a day, and the spoken code."""
    seen_by = {text: who for one in told for text, who in one.canaries.seen_by.items()}
    members = [_entry(pretend.key, _at_the_simulator(pretend), seen_by) for pretend in PROBE]
    guests = [_entry(one.canaries.key("guest"), _by_link(one), seen_by) for one in told]
    return [*members, *guests]


def _entry(who: str, how: dict[str, str], seen_by: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    families = FAMILIES if who in SHARED else tuple(one for one in FAMILIES if who.endswith(f"-{one}"))
    may_see = sorted(text for text, people in seen_by.items() if who in people)
    return {"person": who, "families": list(families), "sign_in": how, "may_see": may_see}


def _at_the_simulator(pretend: PretendPerson) -> dict[str, str]:
    return {"door": f"/login/{pretend.door}", "choose": pretend.key, "name": pretend.name}


def _by_link(told: Told) -> dict[str, str]:
    found = find_invitation(cases.token_hash(told.story.links["guest"]))
    assert found is not None
    back = cases.let_back(found, told.story.people["mother"])
    return {"door": f"/invitation/{back}", "code": CODE}
