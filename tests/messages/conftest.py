"""A pretend way out that remembers what it was handed, and short ways to people who want to be told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from portal.cases.service import hand_over, remind, still
from portal.db.session import session
from portal.messages import outbox, sending, wishes
from portal.messages.models import Channel, Message
from portal.messages.ports import NotSent
from portal.messages.words import Text
from portal.people.models import Person

NEWS = "Der er nyt til dig. Du kan se det, når det passer dig."
WAITS = "Der ligger stadig noget til dig. Du kan se det, når du har tid."
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


@dataclass
class Caught:
    """A way out. `fails`: what happens instead, one for each try, before it works."""

    sent: list[tuple[str, Text, UUID]] = field(default_factory=list)
    fails: list[BaseException] = field(default_factory=list)
    always: NotSent | None = None

    def send(self, to: str, text: Text, number: UUID) -> None:
        if self.always:
            raise self.always
        if self.fails:
            raise self.fails.pop(0)
        self.sent.append((to, text, number))

    @property
    def to(self) -> list[str]:
        return [to for to, _text, _number in self.sent]


@pytest.fixture
def caught() -> Caught:
    return Caught()


@pytest.fixture
def manners(app: Any, caught: Caught) -> sending.Manners:
    """News is sent at once, and as often as there is some, unless a test is about that."""
    ports = {Channel.MAIL: caught, Channel.SMS: caught}
    return sending.Manners(ports=ports, still=still, gather=timedelta(0), gap=timedelta(0))


@pytest.fixture
def work(manners: sending.Manners) -> Any:
    """What the worker does at every beat; how many messages went out."""

    def beat() -> int:
        hand_over()
        return sending.deliver_due(manners)

    return beat


@pytest.fixture
def hear(work: Any, caught: Caught) -> Any:
    """The first names of those who heard since the last time, of `said` and nothing else."""

    def heard(said: str = NEWS) -> list[str]:
        session.remove()
        remind()
        work()
        names = first_names(caught)
        assert {text.short for _to, text, _number in caught.sent} <= {said}
        caught.sent.clear()
        return names

    return heard


@pytest.fixture
def sara(a: Any) -> Person:
    """Somebody who wants to be told."""
    return wants(a.member(a.case()))


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def news(*people: Person) -> None:
    """There is something new for these."""
    outbox.tell(person.id for person in people)
    session.commit()


def wants(
    person: Person, address: str = "", hours: wishes.Hours = wishes.Hours.ALWAYS, **more: Any
) -> Person:
    """The person has asked to be told, by mail unless said otherwise."""
    address = address or f"{person.name.split()[0].lower()}@mail.example"
    wishes.choose(person.id, wishes.Wish(more.pop("channel", Channel.MAIL), address, hours, **more))
    session.commit()
    return person


def rows() -> list[Message]:
    """Every row of the outbox, as the database has it now."""
    session.rollback()
    session.expire_all()
    return session.query(Message).order_by(Message.created_at).all()


def first_names(caught: Caught) -> list[str]:
    return sorted(to.split("@")[0] for to in caught.to)
