"""What a version holds: a frozen line for each danger and goal, each agreement and each item, and the text a
yes is tied to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

import rfc8785

from portal.access.actor import Member
from portal.access.models import Contribution
from portal.plan.models import LATER, Agreement, PlanLine, wording_of
from portal.plan.models.items import PlanItem, PlanItemLine
from portal.plan.models.statements import PlanStatementLine, Statement

Row = TypeVar("Row", PlanLine, PlanItemLine, PlanStatementLine)
About = TypeVar("About", Agreement, PlanItem, Contribution)


@dataclass(frozen=True)
class FrozenLine(Generic[Row, About]):
    """One line of a version, what it froze, and the people (ids) whom the author of that named as readers."""

    row: Row
    about: About
    readers: frozenset[UUID]

    @cached_property
    def text(self) -> dict[str, Any]:
        """What was said when the version was made; `author` and `doers` are ids as text."""
        read: dict[str, Any] = json.loads(self.row.text)
        return read

    @cached_property
    def doers(self) -> frozenset[UUID]:
        """The seats that the line binds, or names."""
        return frozenset(UUID(seat) for seat in self.text["doers"])

    def in_order(self, seats: Mapping[UUID, Member]) -> list[Member]:
        """Those of `seats` that the line binds or names."""
        return [seat for seat_id, seat in seats.items() if seat_id in self.doers]

    @property
    def moved(self) -> bool:
        """Does it say something new since the version was made?"""
        return self.about.revision != self.row.revision

    @property
    def stands(self) -> bool:
        return self.about.hidden_at is None and not self.moved


@dataclass(frozen=True)
class Line(FrozenLine[PlanLine, Agreement]):
    """One agreement of a version. `tried`: how it did when it was last tried (see `last_tried`). `goal`: what
    it is to bring nearer, as the same version has it, where the line is shown to one who sees that too."""

    tried: str | None = None
    goal: "StatementLine | None" = None

    @cached_property
    def text(self) -> dict[str, Any]:
        return promised_in(self.row)

    def is_for(self, day: date) -> bool:
        """Does it hold on that day (Copenhagen), as far as it names days?"""
        told, on = self.text, day.isoformat()
        begun, over = told["starts"] <= on, bool(told["ends"]) and told["ends"] < on
        return begun and not over and (not told["weekdays"] or bool(told["weekdays"] & 1 << day.weekday()))


class ItemLine(FrozenLine[PlanItemLine, PlanItem]):
    """One item of a version. Its seats stand in their order in `text["doers"]`: whom to call first."""

    def in_order(self, seats: Mapping[UUID, Member]) -> list[Member]:
        named = (UUID(seat_id) for seat_id in self.text["doers"])
        return [seats[seat_id] for seat_id in named if seat_id in seats]


class StatementLine(FrozenLine[PlanStatementLine, Contribution]):
    """One danger or goal of a version. Nobody is bound by it."""


AnyLine = Line | ItemLine | StatementLine


def promised_in(row: PlanLine) -> dict[str, Any]:
    """What an agreement said when the version was made, also in what it was not yet asked then."""
    return {**LATER, **json.loads(row.text)}


def canonical(agreement: Agreement) -> bytes:
    """The agreement as canonical JSON (RFC 8785): everything a person says yes to, whom it binds included."""
    worded = {name: said for name, said in wording_of(agreement).items() if name not in LATER or said}
    return rfc8785.dumps(
        {
            **worded,
            **_said_by(agreement),
            "doers": sorted(str(doer.membership_id) for doer in agreement.doers),
        }
    )


def canonical_item(item: PlanItem) -> bytes:
    """The item as canonical JSON (RFC 8785), with whom it names, in their order."""
    return rfc8785.dumps(
        {
            **_said_by(item),
            "words": item.words,
            "section": item.section,
            "fields": {name: str(value) for name, value in item.fields.items()},
            "doers": [str(seat.membership_id) for seat in item.doers],
        }
    )


def canonical_statement(statement: Statement) -> bytes:
    """A danger or a goal as canonical JSON (RFC 8785), with what the goal answers. It holds the names that
    every section has."""
    return rfc8785.dumps(
        {
            **_said_by(statement.said),
            "words": statement.said.words,
            "section": statement.section.value,
            "fields": dict(statement.fields),
            "answers": str(statement.answers or ""),
            "doers": [],
        }
    )


def _said_by(thing: Contribution) -> dict[str, Any]:
    return {
        "id": str(thing.id),
        "revision": thing.revision,
        "author": str(thing.author_id),
        "worded_by": str(getattr(thing, "worded_by_id", None) or ""),
        "language": thing.language,
    }
