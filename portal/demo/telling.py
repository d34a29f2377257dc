"""How a story is told: one act after another, each at its moment, by the same verbs that people use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from portal.access.actor import Actor, Level
from portal.cases.models import Case
from portal.cases.queries import actor_for, find_case
from portal.db.clock import now
from portal.db.past import in_the_past
from portal.db.session import session
from portal.demo.calendar import moment
from portal.people.models import Person

P = ParamSpec("P")


@dataclass
class Story:
    """One case while it is told. Everything is found again by the key that the story gives it.

    `people` are known before (key to person id); the rest fills up: seats, children, links to seats, what
    was said, and the secrets in the phones of children who have a place of their own.
    """

    people: dict[str, UUID]
    case_id: UUID = field(init=False)
    seats: dict[str, UUID] = field(default_factory=dict)
    children: dict[str, UUID] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    said: dict[str, UUID] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict, repr=False)

    def actor(self, who: str) -> Actor:
        """Somebody of the story as a member of the case at this moment."""
        found = actor_for(self.people[who], self.case_id, Level.FRESH)
        assert found is not None, f"{who} has no seat yet"
        return found

    def case(self, who: str) -> Case:
        """The case as somebody sees it."""
        found = find_case(self.actor(who))
        assert found is not None
        return found

    def person(self, who: str) -> Person:
        return session.get_one(Person, self.people[who])


@dataclass(frozen=True)
class Told:
    """One act and its moment (see `calendar`)."""

    when: str
    act: Callable[[Story], Any]


def at(when: str, act: Callable[Concatenate[Story, P], None], /, *args: P.args, **more: P.kwargs) -> Told:
    """At this moment somebody does something: `at("w3 tue 19:30", writes, "sara", …)`."""

    def do(story: Story) -> None:
        act(story, *args, **more)

    return Told(when, do)


def tell(acts: Sequence[Told], people: Mapping[str, UUID]) -> Story:
    """Let everything happen in the order of its moments. Each act meets the database as a request would, with
    nothing at hand."""
    story = Story(dict(people))
    with in_the_past() as move_to:
        for then, told in in_order(acts, now()):
            move_to(then)
            told.act(story)
            session.flush()
            session.expunge_all()
    return story


def in_order(acts: Sequence[Told], today: datetime) -> list[tuple[datetime, Told]]:
    """Each act with its moment (UTC), the earliest first; those of one moment as they are told."""
    moments = [(moment(told.when, today), told) for told in acts]
    return sorted(moments, key=lambda one: one[0])
