"""The scores an actor sees, and the round they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.cases.models import Case, CaseChild
from portal.cases.queries import own_seat_id
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people.models import Person
from portal.ruler.models import (
    Dimension,
    Disagreement,
    RoundAsked,
    RoundEnd,
    Score,
    ScoreRound,
)
from portal.ruler.queries.in_words import in_use
from portal.ruler.queries.obeyed import answers, is_blind, told_at_once, told_by
from portal.ruler.queries.own_turn import own_over

END, LATER, DIFFERS = aliased(RoundEnd), aliased(RoundEnd), aliased(Disagreement, flat=True)


@dataclass(frozen=True)
class OnTheRuler:
    """One score in its round, for the table over time. `together`: the answers of its round are opened, and
    have a page beside each other."""

    score: Score
    sealed: bool
    replaced: bool
    together: bool = True


def over_time(actor: Actor) -> tuple[ScoreRound | None, list[OnTheRuler], UUID | None]:
    """The round that is sealed now, if any; every score as far as the actor sees it, newest first; and the
    version (id) in use. What was agreed on is replaced by what is seen differently since, where that is
    seen."""
    rows = session.execute(
        select(ScoreRound, Score, in_use().scalar_subquery(), _seen_differently_since(actor))
        .select_from(Case)
        .outerjoin(ScoreRound, ScoreRound.case_id == Case.id)
        .outerjoin(
            Score,
            and_(
                Score.case_id == ScoreRound.case_id,
                Score.round_id == ScoreRound.id,
                visible(actor, Score),
            ),
        )
        .where(Case.id == actor.case_id)
        .order_by(ScoreRound.created_at.desc(), Score.created_at.desc())
    ).all()
    older = {row[1].supersedes_id for row in rows if row[1]} | {
        row[1].id for row in rows if row[1] and row[3]
    }
    sealed = next((one for one, *_rest in rows if one and one.revealed_at is None), None)
    told = [
        OnTheRuler(
            score, _is_sealed(score, round_.revealed_at), score.id in older, round_.revealed_at is not None
        )
        for round_, score, *_rest in rows
        if score
    ]
    return sealed, told, rows[0][2] if rows else None


def _seen_differently_since(actor: Actor) -> ColumnElement[bool]:
    """Did the round of a joint answer end once more after it, with a disagreement that the actor sees?"""
    same = (LATER.round_id == END.round_id, LATER.child_id == END.child_id, LATER.dimension == END.dimension)
    after = and_(LATER.case_id == END.case_id, *same, LATER.place > END.place)
    return (
        select(LATER.place)
        .join(END, after)
        .join(DIFFERS, DIFFERS.id == LATER.said_id)
        .where(END.case_id == Score.case_id, END.said_id == Score.id, visible(actor, DIFFERS))
        .exists()
    )


def _is_sealed(score: Score, revealed_at: datetime | None) -> bool:
    return revealed_at is None and is_blind(score.ruler_version_id)


def find_round(actor: Actor, round_id: UUID) -> ScoreRound | None:
    return session.scalar(
        select(ScoreRound).where(ScoreRound.case_id == actor.case_id, ScoreRound.id == round_id)
    )


@dataclass(frozen=True)
class GivenScore:
    """A score with what its page says around it: the child, and whom to call. `in_use`: the version (id)
    that a new answer would be given on."""

    score: Score
    sealed: bool
    child: CaseChild
    case: Case
    caseworker: Person
    standin: Person | None
    in_use: UUID | None
    level: int
    found_by_who_sees_it = True

    @property
    def from_today(self) -> bool:
        """Was it given today, as days go in Denmark?"""
        return on_the_wall(self.score.created_at).date() == on_the_wall(now()).date()

    def sees_high_steps(self) -> list[str]:
        """Who else sees a high step while it is sealed (first names)."""
        told = told_at_once(self.case, told_by(self.score.ruler_version_id))
        both = [who for who in (self.caseworker, self.standin) if who and who.id in told]
        return [who.name.split()[0] for who in both if who.id != self.score.author_id]


def find_score(actor: Actor, score_id: UUID) -> GivenScore | None:
    """One answer, if the actor sees it."""
    caseworker, standin, newest = aliased(Person), aliased(Person), in_use().scalar_subquery()
    row = session.execute(
        select(Score, ScoreRound.revealed_at, CaseChild, Case, caseworker, standin, newest)
        .join(ScoreRound, ScoreRound.id == Score.round_id)
        .join(Case, Case.id == Score.case_id)
        .join(CaseChild, CaseChild.id == Score.child_id)
        .join(caseworker, caseworker.id == Case.caseworker_id)
        .outerjoin(standin, standin.id == Case.standin_id)
        .where(Score.id == score_id, visible(actor, Score))
    ).one_or_none()
    return GivenScore(row[0], _is_sealed(row[0], row[1]), *row[2:], row[0].level) if row else None


@dataclass(frozen=True)
class MyTurn:
    """Whether it is the actor's turn to answer. `sealed`: there is a round that is not opened. `children`:
    those (ids) the actor has answered about in it. `chosen`: a caseworker chose who is asked; `asked`: the
    actor is one of them. `ruler_id`: the version in use. `over`: when the actor answered last about each
    child (id), where the days of that answer are gone."""

    sealed: bool
    children: frozenset[UUID]
    chosen: bool
    asked: bool
    ruler_id: UUID | None
    over: Mapping[UUID, datetime]

    @property
    def blind(self) -> bool:
        return self.ruler_id is None or is_blind(self.ruler_id)

    def is_my_turn(self, actor: Actor) -> bool:
        mine = self.asked or (not self.chosen and actor.shares_the_whole_case)
        return self.sealed and mine and answers(actor, told_by(self.ruler_id))


def my_turn(actor: Actor) -> MyTurn:
    """In one statement."""
    asked = select(RoundAsked.membership_id).where(
        RoundAsked.case_id == ScoreRound.case_id, RoundAsked.round_id == ScoreRound.id
    )
    mine, over = asked.where(RoundAsked.membership_id == own_seat_id(actor)), own_over(actor)
    in_round = and_(
        Score.case_id == ScoreRound.case_id,
        Score.round_id == ScoreRound.id,
        Score.author_id == actor.person_id,
        Score.dimension == Dimension.CHILD.value,
    )
    rows = session.execute(
        select(
            *(ScoreRound.id, asked.exists(), mine.exists(), in_use().scalar_subquery()),
            *(Score.child_id, over.c.child_id, over.c.at),
        )
        .select_from(Case)
        .outerjoin(ScoreRound, and_(ScoreRound.case_id == Case.id, ScoreRound.revealed_at.is_(None)))
        .outerjoin(Score, in_round)
        .outerjoin(over, over.c.case_id == Case.id)
        .where(Case.id == actor.case_id)
    ).all()
    round_id, chosen, mine_too, ruler_id, *_first = rows[0]
    answered = frozenset(row[4] for row in rows if row[4])
    told = {row[5]: row[6] for row in rows if row[5]}
    return MyTurn(round_id is not None, answered, bool(chosen), bool(mine_too), ruler_id, told)
