"""What must hold of a plan, put in terms of people and what they did. It shares no code with the portal."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(eq=False, repr=False)
class Someone:
    """One with a seat. `whole`: reads what is said to all, and answers for the whole plan."""

    id: UUID
    seat: UUID
    whole: bool


@dataclass(eq=False, repr=False)
class Words:
    """Something one person said. `said`: each wording, the first first. `held`: it belongs in a version; then
    `doers` are those it binds. `named`: its other readers; `to_all`, `released`: who needs no naming.
    `undone`: its writer took it back at once."""

    id: UUID
    by: UUID
    said: list[dict[str, Any]]
    held: bool = False
    item: bool = False
    doers: list[UUID] = field(default_factory=list)
    named: set[UUID] = field(default_factory=set)
    to_all: bool = True
    released: bool = False
    beside: "Words | None" = None
    gone: bool = False
    hidden: bool = False
    undone: bool = False

    @property
    def revision(self) -> int:
        return len(self.said)

    @property
    def readers(self) -> set[UUID]:
        return self.named | set(self.doers)


Line = tuple[Words, int]
"""What a version holds: somebody's words, and which wording of them."""


@dataclass(eq=False, repr=False)
class Version:
    id: UUID
    lines: list[Line]
    status: str = "out_for_approval"
    waits: set[UUID] = field(default_factory=set)

    @property
    def bound(self) -> set[UUID]:
        return {person for words, _revision in self.lines for person in words.doers}


@dataclass(frozen=True)
class Yes:
    """A yes of somebody, or its taking back; and to what. `no`: the words said in its place, and the plan
    that applied `during` that."""

    given: bool
    to: frozenset[Line]
    no: Words | None = None
    during: Version | None = None


class Saying:
    """A family, what it has written, and what was said yes to."""

    caseworker: UUID
    people: dict[UUID, Someone]
    apart: set[tuple[UUID, UUID]]
    words: list[Words]
    versions: list[Version]
    yeses: dict[UUID, list[Yes]]
    heard: bool

    def reads(self, who: UUID, words: Words) -> bool:
        if words.undone:
            return False
        if words.by == who:
            return True
        if words.hidden or (words.by, who) in self.apart:
            return False
        if words.beside and not self.reads(who, words.beside):
            return False
        return who in words.readers or (words.to_all and (self.people[who].whole or words.released))

    # --- versions -----------------------------------------------------------------------------------------

    @property
    def in_force(self) -> Version | None:
        return next((one for one in self.versions if one.status == "in_force"), None)

    @property
    def last(self) -> Version | None:
        """The one that was sent out last since the plan in force began."""
        begun = self.versions.index(self.in_force) + 1 if self.in_force else 0
        return self.versions[-1] if len(self.versions) > begun else None

    @property
    def out(self) -> Version | None:
        asked = ("out_for_approval", "approved")
        return self.last if self.last and self.last.status in asked else None

    @property
    def to_send(self) -> frozenset[Line]:
        return frozenset((one, one.revision) for one in self.words if one.held and not one.gone | one.hidden)

    def stand(self, lines: Iterable[Line]) -> bool:
        return all(words.revision == revision and not words.hidden for words, revision in lines)

    def part(self, who: UUID, version: Version) -> list[Line]:
        """What this person says yes to: all they read, or, for those of the network, what they are to do."""
        whole = self.people[who].whole
        return [
            (words, revision)
            for words, revision in version.lines
            if self.reads(who, words) and (whole or who in words.doers)
        ]

    def asked_now(self, who: UUID) -> Version | None:
        """The version this person can say yes to now. While words they read are moving there is none."""
        asked = self.last
        if who == self.caseworker:
            asked = self.out if self.out and self.stand(self.out.lines) else None
        elif asked and not self.stand(line for line in asked.lines if self.reads(who, line[0])):
            asked = None
        if asked:
            return asked if self.people[who].whole or who in asked.bound else None
        late = self.in_force if self.in_force and who in self.in_force.waits else None
        part = self.part(who, late) if late else []
        return late if part and self.stand(part) else None

    def counts(self, who: UUID, version: Version) -> bool:
        """A yes counts when the part it was said to is the part the version has for that person."""
        yes = self.newest(who)
        return yes is not None and yes.given and yes.to == frozenset(self.part(who, version))

    def newest(self, who: UUID) -> Yes | None:
        """What was said last decides, and nothing before it."""
        return next(reversed(self.yeses.get(who, [])), None)

    def whose_yes_counts(self, version: Version) -> set[UUID]:
        return {one for one in self.asked(version) if self.counts(one, version)}

    def asked(self, version: Version) -> set[UUID]:
        return {one.id for one in self.people.values() if one.whole} | version.bound

    def all_have_said_yes(self, version: Version) -> bool:
        return all(self.counts(one.id, version) for one in self.people.values() if one.whole)


MAY_LACK = ("situation", "starts", "ends", "goal_id")
"""What stands in the text of an agreement only where something was said."""


def as_written(words: Words, revision: int, seats: dict[UUID, UUID]) -> str:
    """The text of a line, from what was said: sorted names, no spaces, as RFC 8785 wants it."""
    told = {name: one for name, one in words.said[revision - 1].items() if one or name not in MAY_LACK}
    told |= {"id": str(words.id), "revision": revision, "author": str(words.by)}
    doers = [str(seats[one]) for one in words.doers]
    told["doers"] = doers if words.item else sorted(doers)
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of_all(lines: Iterable[tuple[str, int, str]]) -> str:
    return sha256(json.dumps([list(line) for line in lines], separators=(",", ":")))


def in_words(lines: Iterable[Line]) -> dict[UUID, str]:
    return {words.id: words.said[revision - 1]["words"] for words, revision in lines}
