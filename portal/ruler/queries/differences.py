"""Where the rounds of a case ended with a disagreement, and the answers it is about."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import with_polymorphic

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.models import CaseChild
from portal.db.session import session
from portal.ruler.models import Capacity, Disagreement, RoundEnd, Score, ScoreRound


@dataclass(frozen=True)
class Differing:
    """A disagreement with its round, and everybody's own answers as far as the reader sees them, the best
    step first. `stands`: no later end of a round about the same is there for the reader."""

    said: Disagreement
    round: ScoreRound
    child: CaseChild
    own: Sequence[Score]
    stands: bool


def differing(actor: Actor, held: Collection[UUID] = ()) -> list[Differing]:
    """What stands now, and those that are `held` (ids), oldest first. In two statements at most."""
    rows = _ends(actor)
    newest = {(end.child_id, end.dimension): said for said, end, *_rest in rows}
    found = [
        (said, round_, child, newest[end.child_id, end.dimension] is said)
        for said, end, round_, child in rows
        if isinstance(said, Disagreement) and (newest[end.child_id, end.dimension] is said or said.id in held)
    ]
    own = _own_answers(actor, {round_.id for _said, round_, *_rest in found}) if found else []
    return [
        Differing(said, round_, child, [one for one in own if _is_about(one, said)], stands)
        for said, round_, child, stands in found
    ]


def _ends(actor: Actor) -> Sequence[Any]:
    thing: Any = with_polymorphic(Contribution, [Score, Disagreement])
    return session.execute(
        select(thing, RoundEnd, ScoreRound, CaseChild)
        .join(RoundEnd, and_(RoundEnd.case_id == thing.case_id, RoundEnd.said_id == thing.id))
        .join(ScoreRound, ScoreRound.id == RoundEnd.round_id)
        .join(CaseChild, CaseChild.id == RoundEnd.child_id)
        .where(RoundEnd.case_id == actor.case_id, visible(actor, thing))
        .order_by(ScoreRound.created_at, ScoreRound.id, RoundEnd.place)
    ).all()


def _own_answers(actor: Actor, rounds: Iterable[UUID]) -> list[Score]:
    """Without those that were replaced."""
    rows = session.scalars(
        select(Score)
        .where(
            Score.case_id == actor.case_id,
            Score.round_id.in_(rounds),
            Score.capacity == Capacity.OWN.value,
            Score.step.is_not(None),
            visible(actor, Score),
        )
        .order_by(Score.step, Score.created_at, Score.id)
    ).all()
    replaced = {score.supersedes_id for score in rows}
    return [score for score in rows if score.id not in replaced]


def _is_about(score: Score, said: Disagreement) -> bool:
    return (score.round_id, score.child_id, score.dimension) == (said.round_id, said.child_id, said.dimension)
