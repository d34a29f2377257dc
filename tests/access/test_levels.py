"""Every view, one level too low: who is known less surely than the table asks is asked to show it, or finds
nothing; nobody gets in.

On one database: the doors ask it nothing but who is there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import null, select
from werkzeug.routing import Rule

from portal.access.actor import Level
from portal.access.door import door_of
from portal.access.levels import FOR_GUESTS, LEAST, Content, least
from portal.access.permissions import Permission
from portal.db.base import Base
from portal.db.clock import now
from portal.db.session import session
from portal.network.models import Consent
from portal.people.models import UserSession
from tests.hostile.people import everybody
from tests.hostile.signing_in import CSRF
from tests.hostile.walking import Walker
from tests.hostile.who import Who

SEATED, BESIDE = ("karin", "sara", "emil", "else_"), ("leader", "administrator", "guest with a duty")
"""Who between them find everything there is. (To a child's own place its own doors open without MitID: see
tests/cases/test_own_corner.py.)"""
PROFESSIONAL = "karin"
CALLED = {
    "child_id": "case_child",
    "entry_id": "map_entry",
    "ground_id": "legal_ground",
    "item_id": "plan_item",
    "question_id": "leader_question",
    "look_id": "sampled_look",
    "round_id": "score_round",
    "sample_id": "look_sample",
    "session_id": "user_session",
    "thing_id": "agreement",
    "version_id": "plan_version",
}
"""Parts of an address that are not called as the table in which the things are."""
OF_SECTIONS = {"agreement": "plan_item", "proposal": "item_proposal"}
ONE_OF: dict[str, list[Any]] = {
    "column": ["works"],
    "section": ["signs", "alarm"],
    "number": [1],
    "spoken": ["da"],
    "asked": ["step"],
    "dimension": ["child"],
}
SHOWS_THE_WAY = re.compile(r'href="/login/(borger|medarbejder)[?"]')
LOA = {Level.GUEST: None, Level.MITID: "substantial"}
A_THING = UUID(int=7)
Things = dict[str, list[tuple[Any, Any]]]


@dataclass
class Walk:
    """Who was let in where; who was asked for more, at which level and view."""

    app: Flask
    walkers: list[Walker]
    things: Things
    let_in: list[str] = field(default_factory=list)
    asked: set[tuple[Level, str]] = field(default_factory=set)

    def tries(self, level: Level, rule: Rule, method: str) -> None:
        """The view with each thing that could stand in its address, until somebody is asked for more."""
        for walker, address in product(self.walkers, list(addresses(self.app, rule, self.things))):
            if level is Level.MITID and walker.who.name == PROFESSIONAL and gives_permission(self.app, rule):
                continue
            found = told(walker, method, address)
            if found not in ("asked", "not there"):
                self.let_in.append(f"{walker.who.name} at {method} {address}: {found}")
            if found == "asked":
                self.asked.add((level, f"{method} {rule}"))
                return


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_one_level_too_low_every_view_asks_for_more_or_is_not_there(app):
    who = {one.name: one for one in everybody(app).who}
    one_permission_is_taken_back()
    walk = Walk(app, [Walker(app, who[name]) for name in SEATED + BESIDE], everything_there_is())

    for level in LOA:
        known_no_better_than(level)
        for rule, method in doors_above(app, level):
            walk.tries(level, rule, method)

    assert walk.let_in == []
    assert walk.asked == {
        (level, f"{method} {rule}") for level in LOA for rule, method in doors_above(app, level)
    }


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nobody_yet_is_led_to_login_from_every_view(app):
    nobody, things = (
        Walker(app, Who("nobody yet", {"csrf_token": CSRF})),
        defaultdict(lambda: [(A_THING, None)]),
    )

    for rule, method in doors_above(app, 0):
        answer = nobody.send(method, next(addresses(app, rule, things)))
        assert (answer.status_code, urlsplit(answer.location).path) == (303, "/"), f"{method} {rule}"


def test_what_design_keeps_for_mitid_and_for_a_fresh_login_stands_so_in_the_table():
    guests = {kind for kind, level in LEAST.items() if level is Level.GUEST}

    assert guests == set(FOR_GUESTS)
    assert least(Permission.PLAN_READ) is least(Permission.MAP_READ) is least(Content.PEOPLE) is Level.MITID
    assert least(Permission.RULER_READ) is Level.MITID
    assert least(Content.CONSENT) is Level.FRESH


def one_permission_is_taken_back() -> None:
    """The caseworker's first."""
    given = session.scalars(select(Consent).order_by(Consent.given_at)).first()
    given.withdrawn_at = now()
    session.commit()


def gives_permission(app: Flask, rule: Rule) -> bool:
    """A professional does that by the login of the day."""
    return door_of(app.view_functions[rule.endpoint]).consent


def known_no_better_than(level: Level) -> None:
    """Every session, as if its login had said so little, and long ago."""
    session.query(UserSession).update({"loa": LOA[level], "auth_time": None})
    session.commit()


def doors_above(app: Flask, level: int) -> Iterator[tuple[Rule, str]]:
    """Each view that takes a higher level than this one, and the method that does."""
    for rule in app.url_map.iter_rules():
        door = door_of(app.view_functions[rule.endpoint])
        for method in sorted({"GET", "POST"} & (rule.methods or set())):
            kind = door.sends if door.sends and method == "POST" else door.kind
            if kind is not None and least(kind) > level:
                yield rule, method


def everything_there_is() -> Things:
    """Every thing, with its case, by its table."""
    found: Things = defaultdict(list)
    for name, table in Base.metadata.tables.items():
        if "id" in table.c:
            case = table.c.case_id if "case_id" in table.c else null()
            oldest_first = select(table.c.id, case).order_by(table.c.get("created_at", table.c.id))
            found[name] = [(one, of) for one, of in session.execute(oldest_first)]
    session.rollback()
    return found


def addresses(app: Flask, rule: Rule, things: Things) -> Iterator[str]:
    """The address with each thing in it that could stand there."""
    parts = sorted(rule.arguments - {"case_id"})
    for case, _of in things["case"] if "case_id" in rule.arguments else [(None, None)]:
        found = [of_case(things, rule, part, case) for part in parts]
        for values in product(*found):
            ids = dict(zip(parts, values, strict=True)) | ({"case_id": case} if case else {})
            yield app.url_map.bind("portal.test").build(rule.endpoint, ids)


def of_case(things: Things, rule: Rule, part: str, case: Any) -> list[Any]:
    if part in ONE_OF:
        return ONE_OF[part]
    table = "draft" if "only-mine" in rule.rule else CALLED.get(part, part.removesuffix("_id"))
    table = OF_SECTIONS.get(table, table) if "/items/" in rule.rule else table
    table = "map_version" if "/map/kept/" in rule.rule else table
    return [one for one, of in things[table] if case in (of, None, A_THING)]


def told(walker: Walker, method: str, address: str) -> str:
    answer = walker.send(method, address)
    if answer.status_code == 403 and SHOWS_THE_WAY.search(answer.text):
        return "asked"
    return "not there" if answer.status_code == 404 else str(answer.status_code)
