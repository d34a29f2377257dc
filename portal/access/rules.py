"""The rules as a page can tell them: asked of the permissions and of the one rule of who sees what.

Nothing here is written by hand about who may do what, so the page cannot say something else than the portal
does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from portal.access.actor import Actor, Role
from portal.access.decisions import all_rules
from portal.access.models import Audience
from portal.access.permissions import Permission
from portal.access.visibility import Planned, can_see

CASE, AUTHOR, READER = (UUID(int=number) for number in (1, 2, 3))
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
KINDS: dict[str, dict[str, Any]] = {
    "only_me": {"audience": Audience.ONLY_ME},
    "us_here": {"audience": Audience.US_HERE},
    "in_case": {"audience": Audience.IN_CASE},
    "released": {"audience": Audience.IN_CASE, "released_at": SOME_DAY},
    "a_childs": {"audience": Audience.IN_CASE, "released_at": SOME_DAY},
    "professional_only": {"audience": Audience.IN_CASE, "professional_only": True},
}
"""Each way in which words can be said. Of the caseworkers, one that has the case is meant."""


@dataclass(frozen=True)
class Verb:
    """What can be done, and the ways in: on each, every condition (by its name) must hold."""

    name: Permission
    ways: list[list[str]]


@dataclass(frozen=True)
class Readers:
    """Who reads one kind of words beside their author. `named`: whomever the author named, in any role."""

    kind: str
    named: bool
    roles: list[Role]


def verbs_by_room() -> dict[str, list[Verb]]:
    """Every permission there is, with its ways in, by the word before its colon."""
    verbs = [
        Verb(name, [[condition.__name__ for condition in way] for way in ways])
        for name, ways in sorted(all_rules().items(), key=lambda rule: list(Permission).index(rule[0]))
    ]
    rooms: dict[str, list[Verb]] = {}
    for verb in verbs:
        rooms.setdefault(verb.name.partition(":")[0], []).append(verb)
    return rooms


def readers() -> Iterator[Readers]:
    """Who reads each kind of words, as `can_see` answers for one member of each role."""
    for kind, how in KINDS.items():
        thing = Planned(case_id=CASE, author_id=AUTHOR, created_at=SOME_DAY, **how)
        young = frozenset({AUTHOR}) if kind == "a_childs" else frozenset()
        people = [Actor(person_id=READER, name="", case_id=CASE, role=role, young=young) for role in Role]
        named = all(can_see(person, thing, {READER}) for person in people)
        yield Readers(kind, named, [person.role for person in people if can_see(person, thing, ())])
