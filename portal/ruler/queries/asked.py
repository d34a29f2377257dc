"""Whom a person may answer about, who reads the answer, and who has not answered yet."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Role
from portal.cases.models import Case, CaseChild
from portal.cases.queries import actors_of, readers_to_choose
from portal.db.session import session
from portal.ruler.models import Dimension, Score, ScoreRound
from portal.ruler.queries.in_words import in_use

earlier = aliased(ScoreRound)


@dataclass(frozen=True)
class InRound:
    """That somebody has answered in the sealed round. What the answer is, is not read."""

    score_id: UUID
    author_id: UUID
    child_id: UUID
    dimension: str


@dataclass(frozen=True)
class AboutChild:
    """A child of the case that the actor may answer about, and what a new answer meets.

    `sealed`: the round that is not opened yet, with who has `answered` in it, whoever may see the answers:
    none of that is shown to anybody. `follows`: there was a round before. `ruler_id`: the version in use.
    """

    case: Case
    child: CaseChild
    children: frozenset[UUID]
    sealed: ScoreRound | None
    answered: tuple[InRound, ...]
    follows: bool
    ruler_id: UUID | None

    def latest(self, actor: Actor, dimension: Dimension) -> UUID | None:
        """The actor's latest answer about the same in the sealed round."""
        same = (actor.person_id, self.child.id, dimension.value)
        mine = [one.score_id for one in self.answered if (one.author_id, one.child_id, one.dimension) == same]
        return mine[-1] if mine else None

    def is_last(self, actor: Actor, dimension: Dimension) -> bool:
        """Has everybody answered when the actor does? Joined custody holders and the caseworker are asked,
        on each child they share."""
        given = {(one.author_id, one.child_id, one.dimension) for one in self.answered}
        given.add((actor.person_id, self.child.id, dimension.value))
        return all((*asked, Dimension.CHILD.value) in given for asked in self._asked(actor))

    def _asked(self, actor: Actor) -> set[tuple[UUID, UUID]]:
        return {
            (person.person_id, child)
            for person in actors_of(actor.roster, self.case.id)
            if person.role is Role.CUSTODY_HOLDER or person.person_id == self.case.caseworker_id
            for child in (self.children if person.children is None else self.children & person.children)
        }


def find_child(actor: Actor, child_id: UUID) -> AboutChild | None:
    """In one statement; a new answer is reckoned from it, so the door has locked the case before."""
    rows = session.execute(_what_an_answer_meets(actor.case_id)).all()
    children = {row[1].id: row[1] for row in rows}
    child = children.get(child_id)
    if child is None or not shares(actor, child):
        return None
    answered = dict.fromkeys(InRound(*row[5:]) for row in rows if row[5])
    case, _child, sealed, follows, ruler_id, *_first = rows[0]
    return AboutChild(case, child, frozenset(children), sealed, tuple(answered), follows, ruler_id)


def _what_an_answer_meets(
    case_id: UUID,
) -> Select[Case, CaseChild, ScoreRound, bool, UUID, UUID, UUID, UUID, str]:
    in_round = and_(Score.case_id == Case.id, Score.round_id == ScoreRound.id)
    return (
        select(
            Case,
            CaseChild,
            ScoreRound,
            select(earlier.id).where(earlier.case_id == case_id).exists(),
            in_use().scalar_subquery(),
            Score.id,
            Score.author_id,
            Score.child_id,
            Score.dimension,
        )
        .join(CaseChild, CaseChild.case_id == Case.id)
        .outerjoin(ScoreRound, and_(ScoreRound.case_id == Case.id, ScoreRound.revealed_at.is_(None)))
        .outerjoin(Score, in_round)
        .where(Case.id == case_id)
        .order_by(Score.created_at)
    )


def shares(actor: Actor, child: CaseChild) -> bool:
    """Does the actor share this child's matters?"""
    return actor.children is None or child.id in actor.children


@dataclass(frozen=True)
class Readers:
    """Who reads an answer (names): those told of a high step at once, and those who see it when opened."""

    at_once: list[str]
    when_opened: list[str]


def readers_of_a_score(actor: Actor, about: AboutChild) -> Readers:
    """Told before the person answers, by the rule that later decides, as far as the actor may know."""
    reads = readers_to_choose(actor, about.child.id).all_in_case
    both = (about.case.caseworker_id, about.case.standin_id)
    at_once = [reader.name for who in both for reader in reads if reader.person_id == who]
    return Readers(at_once, [str(reader) for reader in reads])
