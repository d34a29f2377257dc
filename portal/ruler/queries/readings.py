"""The answers about one child in order for the page: by what they are about, by round, and as pictures.

What somebody answered alone, what they agreed on together, and the caseworker's overall view are three kinds
of answers. They stand in one table, each with its name, and the first kind has a picture of its own.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, groupby
from typing import Any, Protocol
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.ruler.models import Dimension, Score
from portal.ruler.queries.in_words import RulerInWords, Step
from portal.ruler.queries.picture import Picture, Told, Who, day_of, drawn, names_of_flags
from portal.ruler.queries.scores import OnTheRuler

OTHERS_MARK, SHAPES = 5, 7
OWN, JOINT, OVERALL = "own", "joint", "overall"
AT_ONCE = 12
"""As many answers as stand open on the page; older rounds are folded away below them."""


class Moment(Protocol):
    """Something else that happened (`at`, UTC)."""

    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True)
class OnOneRuler:
    """The answers given on one version of a ruler (`name`), its best step first. No picture when there is
    too little to draw. `together`: the picture of what was agreed on; `overall`: of how a caseworker sees the
    whole. Each over the same days, and never with the others."""

    name: str
    steps: tuple[Step, ...]
    picture: Picture | None
    together: Picture | None
    overall: Picture | None


@dataclass(frozen=True)
class Block:
    """Answers that were opened together; and what else happened after them and before the next, each with
    the letter of its flag ("" for one that has none)."""

    answers: tuple[OnTheRuler, ...]
    after: tuple[tuple[str, Moment], ...]


@dataclass(frozen=True)
class Reading:
    """The answers about one thing. The two dimensions are never mixed.

    `blocks`: every answer, newest first; `older`: those that are folded away. `drawn`: the pictures of each
    version of a ruler, the one last used first.
    """

    dimension: Dimension
    blocks: tuple[Block, ...]
    older: tuple[Block, ...]
    drawn: tuple[OnOneRuler, ...]

    @property
    def folded(self) -> frozenset[UUID]:
        return frozenset(one.score.id for block in self.older for one in block.answers)


def readings(
    actor: Actor,
    child_id: UUID,
    scores: Sequence[OnTheRuler],
    rulers: Mapping[UUID, RulerInWords],
    people: Sequence[Who],
    moments: Sequence[Moment] = (),
) -> list[Reading]:
    """What `scores` say about one child; what nobody has answered about is left out.

    `people`: whose lane comes first in the pictures. `moments`: what else happened, oldest first.
    """
    here = [one for one in scores if one.score.child_id == child_id]
    here.sort(key=lambda one: one.score.created_at, reverse=True)
    about = {kind: [one for one in here if one.score.dimension == kind.value] for kind in Dimension}
    return [
        _reading(actor, dimension, those, _Around(rulers, people, moments))
        for dimension, those in about.items()
        if those
    ]


@dataclass(frozen=True)
class _Around:
    rulers: Mapping[UUID, RulerInWords]
    people: Sequence[Who]
    moments: Sequence[Moment]


def _reading(actor: Actor, dimension: Dimension, scores: Sequence[OnTheRuler], around: _Around) -> Reading:
    on_rulers = _on_each_ruler(actor, scores, around)
    blocks = _blocks(scores, around.moments, _letters(on_rulers))
    begins = next(
        (number for number in range(1, len(blocks)) if _answers_in(blocks[:number]) >= AT_ONCE), len(blocks)
    )
    return Reading(dimension, blocks[:begins], blocks[begins:], on_rulers)


def _answers_in(blocks: Iterable[Block]) -> int:
    return sum(len(block.answers) for block in blocks)


def _letters(on_rulers: Iterable[OnOneRuler]) -> dict[object, str]:
    """The letter of each day that has a flag in one of the pictures."""
    pictures = [one.picture for one in on_rulers if one.picture]
    return {flag.day: flag.letter for picture in pictures for flag in picture.flags}


def _blocks(
    scores: Sequence[OnTheRuler], moments: Sequence[Moment], letters: Mapping[object, str]
) -> tuple[Block, ...]:
    """Newest first. What happened before the first answer is left out."""
    blocks: list[Block] = []
    left = list(moments)
    for _round, those in groupby(scores, key=lambda one: one.score.round_id):
        answers = tuple(those)
        newest = answers[0].score.created_at
        after = [one for one in left if one.at > newest]
        left = [one for one in left if one.at <= newest]
        named = [(letters.get(day_of(one.at), ""), one) for one in reversed(after)]
        blocks.append(Block(answers, tuple(named)))
    return tuple(blocks)


def _on_each_ruler(actor: Actor, scores: Sequence[OnTheRuler], around: _Around) -> tuple[OnOneRuler, ...]:
    """Steps of two versions are never on one line, also when they read alike: the words that people chose
    between were others. A flag stands on the one that was used when it happened."""
    told: dict[UUID, list[OnTheRuler]] = {}
    for one in scores:
        if _is_drawn(actor, one):
            told.setdefault(one.score.ruler_version_id, []).append(one)
    letters, happened = names_of_flags(), _on_which([one for those in told.values() for one in those], around)
    oldest_first = [
        _on_one_ruler(around.rulers[version], those, around, happened.get(version, ()), letters)
        for version, those in reversed(told.items())
    ]
    return tuple(reversed(oldest_first))


def _on_which(scores: Sequence[OnTheRuler], around: _Around) -> dict[UUID, list[datetime]]:
    """When something else happened, by the version (id) of the last answer before it or on the same day."""
    given = sorted(scores, key=lambda one: one.score.created_at)
    found: dict[UUID, list[datetime]] = {}
    for one in around.moments:
        before = [each for each in given if day_of(each.score.created_at) <= day_of(one.at)]
        if before:
            found.setdefault(before[-1].score.ruler_version_id, []).append(one.at)
    return found


def _on_one_ruler(
    ruler: RulerInWords,
    scores: Sequence[OnTheRuler],
    around: _Around,
    moments: Sequence[datetime],
    letters: Iterator[str],
) -> OnOneRuler:
    steps, people = ruler.best_first, around.people

    def picture(kind: str, **more: Any) -> Picture | None:
        those = [_told(one) for one in scores if one.score.capacity == kind]
        return drawn(those, steps=len(steps), people=people, **more)

    own = picture(OWN, moments=moments, letters=letters)
    return OnOneRuler(ruler.name, steps, own, picture(JOINT, beside=own), picture(OVERALL, beside=own))


def line_of(score: Score) -> Who:
    """Whose line in a picture an answer stands on: its author's; or that of what was agreed on together, or
    of the overall view of one caseworker, which are nobody's own answers."""
    if score.capacity == OWN:
        return score.author_id
    return JOINT if score.capacity == JOINT else f"{score.capacity} {score.author_id}"


def _is_drawn(actor: Actor, one: OnTheRuler) -> bool:
    """A step that still stands. Another's sealed answer is in the table of whoever sees it; a picture is held
    up for all to see at a meeting."""
    mine = one.score.author_id == actor.person_id
    return one.score.step is not None and not one.replaced and (mine or not one.sealed)


def _told(one: OnTheRuler) -> Told:
    score = one.score
    assert score.step is not None
    return Told(score.id, line_of(score), score.created_at, score.step, one.sealed)


@dataclass(frozen=True)
class Voice:
    """Somebody who has answered, as the reader meets them. No name: the seat is not there for the reader.

    `mark`: the person's own; who shares one with another here gets the next that nobody has. `capacity`:
    "own", or the kind of answer that is nobody's own.
    """

    name: str
    relation: str
    mark: int
    mine: bool
    capacity: str = OWN


def voices(actor: Actor, seats: Mapping[UUID, Member], scores: Iterable[Score]) -> dict[Who, Voice]:
    """Those who have answered, by `line_of`, in the order of their marks; then what is nobody's own."""
    given = list(scores)
    own = _own_voices(actor, seats, {one.author_id for one in given})
    lines = dict.fromkeys((line_of(one), one.capacity, one.author_id) for one in given)
    more = [(line, capacity, by) for line, capacity, by in lines if capacity != OWN]
    together: dict[Who, Voice] = {}
    for line, capacity, by in sorted(more, key=str):
        name = own[by].name if capacity != JOINT else ""
        together.setdefault(line, Voice(name, "", OTHERS_MARK + 1 + len(together), False, capacity))
    return {**own, **together}


def _own_voices(actor: Actor, seats: Mapping[UUID, Member], said: Collection[UUID]) -> dict[Who, Voice]:
    given: dict[Who, Voice] = {}
    for who in sorted((who for who in seats if who in said), key=lambda who: seats[who].mark):
        own, taken = seats[who].mark, {voice.mark for voice in given.values()}
        mark = own if own not in taken else next(free for free in _spare_marks() if free not in taken)
        given[who] = Voice(seats[who].name, seats[who].relation, mark, who == actor.person_id)
    return given | {who: Voice("", "", OTHERS_MARK, False) for who in said if who not in seats}


def _spare_marks() -> Iterator[int]:
    """Those that are nobody's own to begin with, then what is left of the seven shapes; beyond that a shape
    comes again, on another line."""
    yield from range(OTHERS_MARK, SHAPES + 1)
    yield from count(1)
