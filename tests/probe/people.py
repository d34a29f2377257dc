"""The people of the probe families, each in a browser of their own."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from portal.cases.queries.story import NUMBER_BYTES
from portal.db import sealed
from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Person, UserSession
from portal.probe import filling
from portal.probe.canaries import SHARED
from portal.simulator.probe import FAMILIES, PROBE
from tests.browser import Browser, signed_in_as

VISITOR = "visitor"
ROLES = {"leader": ("team_leader",), "administrator": ("administrator",)}
AHEAD = timedelta(hours=1)


@dataclass
class World:
    """Both families after their story, and everybody in a browser, by key (`mother-A`)."""

    app: Flask
    told: dict[str, filling.Told]
    browsers: dict[str, Browser] = field(default_factory=dict)

    def case(self, family: str) -> UUID:
        return self.told[family].story.case_id

    def seated(self, family: str) -> list[str]:
        """Everybody who has a seat in this family's case."""
        kin = [who for who in self.browsers if who in SHARED or who.endswith(f"-{family}")]
        return [who for who in kin if not who.startswith("removed")]

    def asks_for_news(self, family: str) -> dict[str, str]:
        """The headers of a page that has stood open since the family's first day."""
        mark = sealed.seal(self.case(family).bytes + bytes(NUMBER_BYTES))
        return {"If-None-Match": f'"{mark}"'}

    def may_see(self, who: str) -> set[str]:
        """What stands, by hand, beside each text."""
        texts = [told.canaries.seen_by for told in self.told.values()]
        return {text for seen_by in texts for text, people in seen_by.items() if who in people}

    def person(self, who: str) -> Person:
        """One of the two families, or beside them, by key."""
        family = who[-1] if who[-2:-1] == "-" else FAMILIES[0]
        return session.get_one(Person, self.told[family].story.people[who.removesuffix(f"-{family}")])


def world(app: Flask) -> World:
    """Fill the empty database of `app`, and let everybody come in."""
    told = filling.fill("http://127.0.0.1:1")
    session.commit()
    here = World(app, {one.family: one for one in told})
    for pretend in PROBE:
        here.browsers[pretend.key] = comes_in(here, pretend.key)
    for family in FAMILIES:
        guest = here.person(f"guest-{family}")
        browser = signed_in_as(app, guest, kind="guest", case_id=here.case(family))
        here.browsers[f"guest-{family}"] = browser
    here.browsers[VISITOR] = Browser(app)
    return here


def comes_in(here: World, who: str) -> Browser:
    """With a login as fresh as any page may ask for: who knows more of themselves sees no less."""
    person = here.person(who)
    roles = ("caseworker",) if who.startswith("caseworker") else ROLES.get(who, ())
    staff = who.startswith(("caseworker", "teacher")) or who in ROLES
    browser = signed_in_as(here.app, person, roles=roles, kind="staff" if staff else "citizen")
    fresh: dict[str, Any] = {"auth_time": now() + AHEAD}
    session.query(UserSession).filter_by(person_id=person.id).update(fresh)
    session.commit()
    return browser
