"""Two versions side by side, for one reader: what came, what went, and what was worded anew.

Only lines that the reader is shown count, and versions that look alike to the reader are one: neither hidden
text nor that it moved may be read from the list (design 5).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import visible
from portal.cases.queries import gone_before_readers_came
from portal.db.session import session
from portal.plan.models import PlanVersion
from portal.plan.models.beginning import Beginning
from portal.plan.queries.held import every_version
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Sent, part_hash, seats_known_to, short
from portal.writing.differences import Differences, differences

WORDED = ("words", "when_words", "where_words", "backup", "how_seen", "child_words")


@dataclass(frozen=True)
class Edition:
    """A version as one reader sees it. `mark`: the short hash of exactly these lines."""

    version: PlanVersion
    lines: Sequence[AnyLine]

    @property
    def mark(self) -> str:
        return short(part_hash(self.lines, self.version.term))


@dataclass(frozen=True)
class Editions:
    """Those one reader may compare, the newest first; `chosen` when one of them was asked for."""

    all: Sequence[Edition]
    chosen: Edition | None = None

    @property
    def older(self) -> list[Edition]:
        """Those before the chosen one."""
        number = self.chosen.version.number if self.chosen else 0
        return [one for one in self.all if one.version.number < number]


@dataclass(frozen=True)
class Reworded:
    """A line of the newer version that says something else than `older`: by field, what is new in its words.
    `days`: the bits before and now, where they differ."""

    line: AnyLine
    older: AnyLine
    fields: dict[str, Differences]
    days: tuple[int, int] | None


@dataclass(frozen=True)
class Compared:
    """What one reader finds when the newer version is held against the older one."""

    newer: Edition
    older: Edition
    came: list[AnyLine] = field(default_factory=list)
    went: list[AnyLine] = field(default_factory=list)
    reworded: list[Reworded] = field(default_factory=list)
    seats: dict[UUID, Member] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        return not (self.came or self.went or self.reworded)


def find_editions(actor: Actor) -> Editions:
    """In two statements, however many there are."""
    unread = gone_before_readers_came(actor.case_id)
    shown = [
        Edition(
            sent.version,
            [line for line in sent.all_shown_to(actor) if _may_read_frozen(actor, sent, line, unread)],
        )
        for sent in every_version(actor)
        if _was_there(actor, sent)
    ]
    return Editions(list(reversed(list(_that_look_different(actor, shown)))))


def how_they_began(actor: Actor) -> dict[UUID, Beginning]:
    """Of each version (id) that has applied: what was done before, where the actor reads it."""
    found = session.scalars(select(Beginning).where(visible(actor, Beginning)))
    return {one.version_id: one for one in found}


def find_edition(actor: Actor, version_id: UUID) -> Editions | None:
    """One of them, with those it can be held against."""
    found = find_editions(actor)
    chosen = next((one for one in found.all if one.version.id == version_id), None)
    return Editions(found.all, chosen) if chosen else None


def _was_there(actor: Actor, sent: Sent) -> bool:
    """A newcomer sees what applies, and what came after the joining day (design 3)."""
    version = sent.version
    return actor.sees_from is None or version.created_at >= actor.sees_from or version.status == "in_force"


def _may_read_frozen(actor: Actor, sent: Sent, line: AnyLine, unread: Collection[tuple[UUID, int]]) -> bool:
    """Where somebody is hidden from the reader, words that were changed since may have been changed because
    they told too much: only their author, and the plan that applies, still says them. Words that were gone
    before more people were let in (`unread`) are said to none but their author and the caseworker."""
    if line.stands or line.about.author_id == actor.person_id or sent.version.status == "in_force":
        return True
    known = actor.role is Role.CASEWORKER or (line.about.id, line.row.revision) not in unread
    both = [one for one in (actor, actor.supports) if one]
    return known and not any(one.hidden_seats or one.shielded for one in both)


def _that_look_different(actor: Actor, shown: Sequence[Edition]) -> Iterator[Edition]:
    """Of neighbours that look alike, the one that applies or the first; the caseworker sees each of them."""
    before: Edition | None = None
    for one in shown:
        alike = before is not None and one.mark == before.mark
        if actor.role is Role.CASEWORKER or one.version.in_force_at or (one.lines and not alike):
            yield one
            before = one


def compare(actor: Actor, editions: Editions, since: UUID | None) -> Compared | None:
    """The chosen version against the version `since`, or the one before. None: there is none."""
    newer, older = editions.chosen, editions.older
    if newer is None or not older:
        return None
    other = next((one for one in older if one.version.id == since), older[0])
    then, now = ({line.about.id: line for line in one.lines} for one in (other, newer))
    return Compared(
        newer,
        other,
        came=[line for key, line in now.items() if key not in then],
        went=[line for key, line in then.items() if key not in now],
        reworded=[one for one in _all_reworded(then, now) if _shows(one)],
        seats=seats_known_to(actor),
    )


def _all_reworded(then: Mapping[UUID, AnyLine], now: Mapping[UUID, AnyLine]) -> list[Reworded]:
    both = [(then[key], line) for key, line in now.items() if key in then]
    return [_reworded(old, new) for old, new in both if old.row.sha256 != new.row.sha256]


def _reworded(old: AnyLine, new: AnyLine) -> Reworded:
    before, after = old.text, new.text
    fields = {
        name: differences(before.get(name, ""), after.get(name, ""))
        for name in WORDED
        if before.get(name, "") != after.get(name, "")
    }
    days = (before.get("weekdays", 0), after.get("weekdays", 0))
    return Reworded(new, old, fields, days if days[0] != days[1] else None)


def _shows(one: Reworded) -> bool:
    """Where somebody changed words and changed them back, nothing is new."""
    more = (one.line.text.get(name) != one.older.text.get(name) for name in ("situation", "starts", "ends"))
    return bool("section" in one.line.text or one.fields or one.days or any(more))
