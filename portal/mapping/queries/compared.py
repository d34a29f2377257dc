"""Two maps that were kept, one held against the other, for one reader: what came, what went, and what says
something else. The two of a pair and their line are told together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from portal.db.clock import on_the_wall
from portal.mapping.queries.pairs import pairs
from portal.mapping.queries.versions import STAND, Kept, KeptMap, KeptMaps
from portal.writing.differences import Differences, differences


@dataclass(frozen=True)
class Reworded:
    """A sentence that says something else than before: by name, what is new in it ("words" and what stands
    around them)."""

    now: Kept
    texts: dict[str, Differences]


@dataclass(frozen=True)
class Moved:
    """One person stands on another place of the line, or for another reason, than then."""

    then: Kept
    now: Kept


@dataclass(frozen=True)
class Changes:
    """What changed about some of the sentences. `number`: of the pair they belong to, as the newer map
    numbers it; None for what belongs to no pair in it."""

    number: int | None
    came: list[Kept] = field(default_factory=list)
    went: list[Kept] = field(default_factory=list)
    reworded: list[Reworded] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.came or self.went or self.reworded or self.moved)

    @property
    def on_the_line(self) -> bool:
        """Is there a number in it?"""
        return bool(self.moved) or any(one.kind == STAND for one in (*self.came, *self.went))


@dataclass(frozen=True)
class ComparedMaps:
    """What one reader finds when the newer map is held against the older one: pair by pair, and the rest."""

    newer: KeptMap
    older: KeptMap
    parts: list[Changes]

    @property
    def same(self) -> bool:
        return not self.parts

    @property
    def on_one_day(self) -> bool:
        """Were both kept on the same day (in Denmark), so that the hour tells them apart?"""
        days = {on_the_wall(one.version.created_at).date() for one in (self.newer, self.older)}
        return len(days) == 1

    def about(self, one: Kept) -> Kept | None:
        """The sentence that a remark or a place on the scale stands beside, as the newer map has it, else as
        the older one had it; nothing for what stands by itself."""
        things = [*self.newer.things, *self.older.things]
        return next((thing for thing in things if thing.id == one.beside_id), None)


def compare_maps(found: KeptMaps, since: UUID | None) -> ComparedMaps | None:
    """The chosen map against the one kept as `since`, or the one before. None: there is none."""
    if found.chosen is None or not found.older:
        return None
    other = next((one for one in found.older if one.version.id == since), found.older[0])
    both = _Both(other.things, found.chosen.things)
    numbered = [
        both.changes(pair.number, {one.id for one in (pair.danger, pair.goal) if one})
        for pair in pairs(found.chosen.entries)
    ]
    parts = [*numbered, both.changes(None, both.ids - both.told)]
    return ComparedMaps(found.chosen, other, [one for one in parts if one.any])


class _Both:
    """What stood then and what stood later, by id. `told`: what has been told of a pair already."""

    def __init__(self, then: Sequence[Kept], now: Sequence[Kept]) -> None:
        self.then, self.now = ({one.id: one for one in things} for things in (then, now))
        self.ids = {*self.then, *self.now}
        self.told: set[UUID] = set()

    def changes(self, number: int | None, ids: Collection[UUID]) -> Changes:
        """Of these sentences, with what stood beside them."""
        mine = [one for one in self.ids if one in ids or self._beside(one) in ids]
        self.told |= set(mine)
        then = [one for key, one in self.then.items() if key in mine and key not in self.now]
        now = [one for key, one in self.now.items() if key in mine and key not in self.then]
        moved = list(_moved(then, now))
        gone = {one.id for pair in moved for one in (pair.then, pair.now)}
        return Changes(
            number,
            came=[one for one in now if one.words and one.id not in gone],
            went=[one for one in then if one.words and one.id not in gone],
            reworded=[
                Reworded(one, _new_in(self.then[key], one))
                for key, one in self.now.items()
                if key in mine and key in self.then and self.then[key].revision != one.revision
            ],
            moved=moved,
        )

    def _beside(self, key: UUID) -> UUID | None:
        return (self.now.get(key) or self.then[key]).beside_id


def _moved(then: Sequence[Kept], now: Sequence[Kept]) -> Iterator[Moved]:
    """Where one person stood, and stands, on one and the same line."""
    stood = {(one.author_id, one.beside_id): one for one in then if one.kind == STAND}
    for one in now:
        if one.kind == STAND and (one.author_id, one.beside_id) in stood:
            yield Moved(stood[one.author_id, one.beside_id], one)


def _new_in(old: Kept, new: Kept) -> dict[str, Differences]:
    before, after = ({"words": one.words, **one.around} for one in (old, new))
    names = dict.fromkeys([*after, *before])
    told = {name: (before.get(name, ""), after.get(name, "")) for name in names}
    return {name: differences(*texts) for name, texts in told.items() if texts[0] != texts[1]}
