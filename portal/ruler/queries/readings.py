"""The answers about one child in order for the page: by what they are about, by round, and as pictures."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.ruler.models import Dimension
from portal.ruler.queries.in_words import RulerInWords, Step
from portal.ruler.queries.picture import Picture, Told, drawn
from portal.ruler.queries.scores import OnTheRuler

OTHERS_MARK = 5
Reads = tuple[tuple[int, str, str, int], ...]
"""What the steps of a ruler look like to the one who reads them."""


@dataclass(frozen=True)
class OnOneRuler:
    """The answers given on one ruler, its best step first. No picture when there is too little to draw."""

    steps: tuple[Step, ...]
    picture: Picture | None


@dataclass(frozen=True)
class Reading:
    """The answers about one thing. The two dimensions are never mixed.

    `rounds`: every answer, those that were opened together together, newest first. `drawn`: a picture for
    each ruler, the one last used first.
    """

    dimension: Dimension
    rounds: tuple[tuple[OnTheRuler, ...], ...]
    drawn: tuple[OnOneRuler, ...]


def readings(
    actor: Actor,
    child_id: UUID,
    scores: Sequence[OnTheRuler],
    rulers: Mapping[UUID, RulerInWords],
    people: Sequence[UUID],
) -> list[Reading]:
    """What `scores` say about one child; what nobody has answered about is left out.

    `people`: whose lane comes first in the pictures.
    """
    here = [one for one in scores if one.score.child_id == child_id]
    here.sort(key=lambda one: one.score.created_at, reverse=True)
    about = {kind: [one for one in here if one.score.dimension == kind.value] for kind in Dimension}
    return [
        Reading(dimension, _by_round(those), _on_each_ruler(actor, those, rulers, people))
        for dimension, those in about.items()
        if those
    ]


def _by_round(scores: Iterable[OnTheRuler]) -> tuple[tuple[OnTheRuler, ...], ...]:
    return tuple(tuple(those) for _round, those in groupby(scores, key=lambda one: one.score.round_id))


def _on_each_ruler(
    actor: Actor, scores: Sequence[OnTheRuler], rulers: Mapping[UUID, RulerInWords], people: Sequence[UUID]
) -> tuple[OnOneRuler, ...]:
    """Steps of two rulers are never on one line. Versions whose steps read the same are one ruler here."""
    told: dict[Reads, list[Told]] = {}
    steps: dict[Reads, tuple[Step, ...]] = {}
    for one in scores:
        if _is_drawn(actor, one):
            its_steps = tuple(rulers[one.score.ruler_version_id].steps.values())
            reads = tuple((step.number, step.name, step.zone, step.tone) for step in its_steps)
            steps.setdefault(reads, its_steps)
            told.setdefault(reads, []).append(_told(one))
    return tuple(
        OnOneRuler(its_steps, drawn(told[reads], steps=len(its_steps), people=people))
        for reads, its_steps in steps.items()
    )


def _is_drawn(actor: Actor, one: OnTheRuler) -> bool:
    """A step that still stands. Another's sealed answer is in the table of whoever sees it; a picture is held
    up for all to see at a meeting."""
    mine = one.score.author_id == actor.person_id
    return one.score.step is not None and not one.replaced and (mine or not one.sealed)


def _told(one: OnTheRuler) -> Told:
    score = one.score
    assert score.step is not None
    return Told(score.id, score.author_id, score.created_at, score.step, one.sealed)


@dataclass(frozen=True)
class Voice:
    """Somebody who has answered, as the reader meets them. No name: the seat is not there for the reader.

    `mark`: the person's own; who shares one with another here gets the next that nobody has.
    """

    name: str
    relation: str
    mark: int
    mine: bool


def voices(actor: Actor, seats: Mapping[UUID, Member], said: Collection[UUID]) -> dict[UUID, Voice]:
    """Those who have answered, by person id, in the order of their marks."""
    given: dict[UUID, Voice] = {}
    for who in sorted((who for who in seats if who in said), key=lambda who: seats[who].mark):
        own, taken = seats[who].mark, {voice.mark for voice in given.values()}
        mark = own if own not in taken else max(OTHERS_MARK, *taken) + 1
        given[who] = Voice(seats[who].name, seats[who].relation, mark, who == actor.person_id)
    return given | {who: Voice("", "", OTHERS_MARK, False) for who in said if who not in seats}
