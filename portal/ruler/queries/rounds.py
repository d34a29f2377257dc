"""Whom a caseworker may ask, who has answered, and the answers of one round beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select

from portal.access.actor import Actor, Level, Member, Role
from portal.access.visibility import visible
from portal.cases.models import Case, CaseChild
from portal.cases.queries import actors_of, find_case, is_hidden, may_be_named, own_seat
from portal.db.session import session
from portal.ruler.models import (
    Capacity,
    Dimension,
    Disagreement,
    RoundAsked,
    RoundEnd,
    Score,
    ScoreRound,
)
from portal.ruler.queries.asked import children_of, seats_asked, who_is_asked
from portal.ruler.queries.in_words import in_use
from portal.ruler.queries.obeyed import ruler_in_use, seats_that_answer


@dataclass(frozen=True)
class ToAsk:
    """Whom a caseworker may ask (own seat first), while no round is sealed: those whom the ruler in use asks.
    `blind`: does each answer alone?"""

    case_id: UUID
    seats: Sequence[Member]
    sealed: ScoreRound | None
    blind: bool = True


def find_to_ask(actor: Actor) -> ToAsk:
    mine, others = own_seat(actor), may_be_named(actor)
    told = ruler_in_use()
    seats = seats_that_answer(([mine] if mine else []) + others, told)
    blind = told is None or told.blind_first
    return ToAsk(actor.case_id, [seat for seat in seats if not seat.paused], sealed_round(actor), blind)


def sealed_round(actor: Actor) -> ScoreRound | None:
    return session.scalar(
        select(ScoreRound).where(ScoreRound.case_id == actor.case_id, ScoreRound.revealed_at.is_(None))
    )


@dataclass(frozen=True)
class HasAnswered:
    """One who is asked, as the reader may know them; and whether they have answered about all they are asked
    about. What they answered is not read."""

    seat: Member
    answered: bool


def who_has_answered(actor: Actor, round_: ScoreRound, children: Sequence[CaseChild]) -> list[HasAnswered]:
    """Empty where no caseworker chose whom to ask: then nobody is told who has answered. That a child is
    asked, or has answered, is for the caseworkers and the child alone. In one statement."""
    rows = session.execute(
        select(RoundAsked.membership_id, Score.author_id, Score.child_id)
        .outerjoin(
            Score,
            and_(
                Score.case_id == RoundAsked.case_id,
                Score.round_id == RoundAsked.round_id,
                Score.dimension == Dimension.CHILD.value,
                Score.capacity == Capacity.OWN.value,
            ),
        )
        .where(RoundAsked.case_id == actor.case_id, RoundAsked.round_id == round_.id)
    ).all()
    asked, given = {row[0] for row in rows}, {(row[1], row[2]) for row in rows if row[1]}
    here = actors_of(actor.roster, actor.case_id)
    wanted = who_is_asked(here, {child.id: child for child in children}, asked)
    return [
        HasAnswered(seat, all(one in given for one in wanted if one[0] == seat.person_id))
        for seat in _known(actor, asked)
        if any(one[0] == seat.person_id for one in wanted)
    ]


def _known(actor: Actor, asked: set[UUID]) -> list[Member]:
    mine = own_seat(actor)
    known = {seat.membership_id for seat in may_be_named(actor)} | ({mine.membership_id} if mine else set())
    return [
        seat
        for seat in actor.roster
        if seat.membership_id in asked & known
        and not is_hidden(actor, seat)
        and (seat.role is not Role.CHILD or actor.is_of_the_municipality or seat is mine)
    ]


@dataclass(frozen=True)
class SideBySide:
    """The answers about one thing beside each other, the best step first; and what came of them: `ends`, the
    newest first, and how the caseworker sees the whole. Each only as far as the reader sees it."""

    child: CaseChild
    dimension: Dimension
    own: Sequence[Score]
    ends: Sequence[Score | Disagreement]
    overall: Score | None

    @property
    def joint(self) -> Score | None:
        """What is agreed on, where that stands: it was written down last."""
        return next((one for one in self.ends[:1] if isinstance(one, Score)), None)

    @property
    def differs(self) -> Disagreement | None:
        """What is seen differently, where that stands."""
        return next((one for one in self.ends[:1] if isinstance(one, Disagreement)), None)

    @property
    def before(self) -> Sequence[Score | Disagreement]:
        """What stood until something later took its place."""
        return self.ends[1:]

    @property
    def on_ruler(self) -> UUID | None:
        """The version of the ruler (id) on which all steps were chosen; None for two rulers, or no step."""
        rulers = {score.ruler_version_id for score in self.own if score.step}
        return next(iter(rulers)) if len(rulers) == 1 else None

    @property
    def spread(self) -> tuple[int, int] | None:
        """The places of the best and the worst step that was chosen on one ruler; None where there are not
        two."""
        steps = [score.step for score in self.own if score.step]
        return (min(steps), max(steps)) if len(steps) > 1 and self.on_ruler else None


@dataclass(frozen=True)
class RoundShown:
    """A round that is open. `steps_on`: the version of the ruler (id) it was answered on last."""

    round: ScoreRound
    case: Case
    children: Sequence[CaseChild]
    readings: Sequence[SideBySide]
    steps_on: UUID
    level: int = Level.MITID
    found_by_who_sees_it = True

    def of(self, child_id: UUID, dimension: str) -> SideBySide | None:
        return next(
            (one for one in self.readings if (one.child.id, one.dimension) == (child_id, dimension)), None
        )


def find_opened(actor: Actor, round_id: UUID) -> RoundShown | None:
    """One round that is open, for those who share the whole case, and for who was asked in it."""
    round_ = session.scalar(
        select(ScoreRound).where(
            ScoreRound.case_id == actor.case_id,
            ScoreRound.id == round_id,
            ScoreRound.revealed_at.is_not(None),
        )
    )
    case = find_case(actor) if round_ and _is_in_it(actor, round_) else None
    if round_ is None or case is None:
        return None
    mine = children_of(actor, {child.id: child for child in case.children})
    children = [child for child in case.children if child.id in mine]
    scores = _scores(actor, round_)
    if not scores and actor.young:
        return None  # what a child began alone is there only for those who see it
    newest = max(scores, key=lambda one: (one.created_at, str(one.id)), default=None)
    on = newest.ruler_version_id if newest else session.scalars(in_use()).one()
    return RoundShown(round_, case, children, _beside_each_other(actor, round_, children, scores), on)


def _is_in_it(actor: Actor, round_: ScoreRound) -> bool:
    if actor.shares_the_whole_case:
        return True
    mine = own_seat(actor)
    return mine is not None and mine.membership_id in seats_asked(actor, round_.id)


def _scores(actor: Actor, round_: ScoreRound) -> list[Score]:
    """Without those that were replaced; what was agreed on is kept among the ends of the round."""
    rows = session.scalars(
        select(Score)
        .where(Score.case_id == actor.case_id, Score.round_id == round_.id, visible(actor, Score))
        .order_by(Score.step, Score.created_at, Score.id)
    ).all()
    replaced = {score.supersedes_id for score in rows}
    return [one for one in rows if one.capacity == Capacity.JOINT.value or one.id not in replaced]


def _beside_each_other(
    actor: Actor, round_: ScoreRound, children: Sequence[CaseChild], scores: Sequence[Score]
) -> list[SideBySide]:
    rows = session.execute(
        select(RoundEnd, Disagreement)
        .outerjoin(Disagreement, and_(Disagreement.id == RoundEnd.said_id, visible(actor, Disagreement)))
        .where(RoundEnd.case_id == actor.case_id, RoundEnd.round_id == round_.id)
        .order_by(RoundEnd.place.desc())
    ).all()
    agreed = {score.id: score for score in scores if score.capacity == Capacity.JOINT.value}
    ends = [one for end, said in rows if (one := said or agreed.get(end.said_id))]
    return [
        _side_by_side(child, dimension, scores, ends)
        for child in children
        for dimension in Dimension
        if any(_about(one, child, dimension) for one in scores)
    ]


def _side_by_side(
    child: CaseChild,
    dimension: Dimension,
    scores: Sequence[Score],
    ends: Sequence[Score | Disagreement],
) -> SideBySide:
    here = [one for one in scores if _about(one, child, dimension)]
    own = sorted(_given_as(Capacity.OWN, here), key=lambda one: one.step is None)
    overall = next(iter(_given_as(Capacity.OVERALL, here)), None)
    return SideBySide(child, dimension, own, [one for one in ends if _about(one, child, dimension)], overall)


def _given_as(capacity: Capacity, scores: Sequence[Score]) -> list[Score]:
    return [one for one in scores if one.capacity == capacity.value]


def _about(said: Score | Disagreement, child: CaseChild, dimension: Dimension) -> bool:
    return said.child_id == child.id and said.dimension == dimension.value
