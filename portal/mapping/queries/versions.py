"""The map as it stood at a meeting, for one reader: what the reader may see of it, and what is new since.

Who may read a line is asked of what it froze, by the one rule, each time. Versions that look alike to the
reader are one: neither hidden text nor that it moved may be read from the list (as with the plan).
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.queries import gone_before_readers_came
from portal.db.session import session
from portal.mapping.models import AROUND_NAMES, MapEntry, MapLine, MapVersion
from portal.mapping.queries.pairs import NumberedPair, pairs

ENTRY_ROW = MapEntry.__table__.c
ENTRY, REMARK, STAND = "map_entry", "answer", "safety_score"


@dataclass(frozen=True)
class Kept:
    """What was said then. Names are those of the thing itself, so that one page can show both. In whose hand
    it is, and that it was never said, is as the thing itself has it now."""

    id: UUID
    kind: str
    revision: int
    author_id: UUID
    words: str
    language: str
    created_at: datetime
    beside_id: UUID | None = None
    danger_id: UUID | None = None
    category: str = ""
    around: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    number: int | None = None
    higher: str = ""
    hidden_at: None = None
    written_by_id: UUID | None = None
    written_how: str | None = None
    read_aloud: bool = False
    not_said_at: datetime | None = None


@dataclass(frozen=True)
class KeptMap:
    """A version as one reader sees it."""

    version: MapVersion
    things: Sequence[Kept]

    @property
    def entries(self) -> list[Kept]:
        return [one for one in self.things if one.kind == ENTRY]

    @property
    def stands(self) -> list[Kept]:
        return [one for one in self.things if one.kind == STAND]

    @property
    def pairs(self) -> list[NumberedPair]:
        return pairs(self.entries)

    def stood(self, danger_id: UUID | None) -> list[Kept]:
        """Where each stood then on one line; on the one that is about all of it (None)."""
        return [one for one in self.stands if one.beside_id == danger_id]

    def beside(self) -> dict[UUID, list[Kept]]:
        """What stood beside each sentence."""
        told: dict[UUID, list[Kept]] = {}
        for one in self.things:
            if one.kind == REMARK and one.beside_id:
                told.setdefault(one.beside_id, []).append(one)
        return told


@dataclass(frozen=True)
class KeptMaps:
    """Those one reader may open, the newest first; `chosen` when one of them was asked for."""

    case_id: UUID
    all: Sequence[KeptMap]
    chosen: KeptMap | None = None

    @property
    def older(self) -> list[KeptMap]:
        """Those before the chosen one."""
        number = self.chosen.version.number if self.chosen else 0
        return [one for one in self.all if one.version.number < number]


def find_kept_maps(actor: Actor) -> KeptMaps:
    """In two statements, however many there are."""
    unread = gone_before_readers_came(actor.case_id)
    rows = session.execute(
        select(MapVersion, MapLine, Contribution, ENTRY_ROW.danger_id)
        .join(MapLine, and_(MapLine.case_id == MapVersion.case_id, MapLine.version_id == MapVersion.id))
        .join(Contribution, Contribution.id == MapLine.contribution_id)
        .outerjoin(MapEntry.__table__, ENTRY_ROW.id == MapLine.contribution_id)
        .where(MapVersion.case_id == actor.case_id, visible(actor))
        .order_by(MapVersion.number, MapLine.position)
    ).all()
    shown = [
        KeptMap(
            version,
            [_read(line, *rest) for _version, line, *rest in held if _may_read(actor, line, rest[0], unread)],
        )
        for version, held in groupby(rows, lambda row: row[0])
        if actor.sees_from is None or version.created_at >= actor.sees_from
    ]
    return KeptMaps(actor.case_id, list(reversed(list(_that_look_different(actor, shown)))))


def find_kept_map(actor: Actor, version_id: UUID) -> KeptMaps | None:
    """One of them, with those it can be held against."""
    found = find_kept_maps(actor)
    chosen = next((one for one in found.all if one.version.id == version_id), None)
    return KeptMaps(found.case_id, found.all, chosen) if chosen else None


def _may_read(actor: Actor, line: MapLine, about: Contribution, unread: Collection[tuple[UUID, int]]) -> bool:
    """Where somebody is hidden from the reader, words that were changed since may have been changed because
    they told too much: only their author still reads them. Words that were gone before more people were let
    in (`unread`) are read by none but their author and the caseworker."""
    if about.author_id == actor.person_id or (about.revision == line.revision and about.hidden_at is None):
        return True
    known = actor.role is Role.CASEWORKER or (about.id, line.revision) not in unread
    both = [one for one in (actor, actor.supports) if one]
    return known and not any(one.hidden_seats or one.shielded for one in both)


def _read(line: MapLine, about: Contribution, danger_id: UUID | None) -> Kept:
    """What the line says; and who wrote it down, where that was another, as it is known today. Which danger a
    goal answers (`danger_id`) is said once and never changes."""
    told: dict[str, Any] = json.loads(line.text)
    beside, around = told.pop("beside_id", None), told.pop("around", {})
    return Kept(
        id=line.contribution_id,
        revision=line.revision,
        author_id=UUID(told.pop("author_id")),
        created_at=datetime.fromisoformat(told.pop("created_at")),
        beside_id=UUID(beside) if beside else None,
        danger_id=danger_id,
        around={name: around[name] for name in AROUND_NAMES if name in around},
        written_by_id=about.written_by_id,
        written_how=about.written_how,
        read_aloud=about.read_aloud,
        not_said_at=about.not_said_at,
        **told,
    )


def _that_look_different(actor: Actor, shown: Sequence[KeptMap]) -> Iterator[KeptMap]:
    """Of neighbours that look alike, the first; the caseworker sees each of them."""
    before: set[tuple[UUID, int]] = set()
    for one in shown:
        now = {(thing.id, thing.revision) for thing in one.things}
        if now and (actor.role is Role.CASEWORKER or now != before):
            yield one
            before = now
