"""Whom a person may answer about, who reads the answer, and who has not answered yet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, select, true
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import visible
from portal.cases.models import Case, CaseChild
from portal.cases.queries import actors_of, may_be_named, own_seat_id, readers_to_choose
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.ruler.models import AgeBand, Definition, Dimension, RoundAsked, Score, ScoreRound
from portal.ruler.queries.ages import age_band, band_of, seat_of_child
from portal.ruler.queries.in_words import in_use
from portal.ruler.queries.obeyed import answers, told_at_once, told_by

earlier = aliased(ScoreRound)


@dataclass(frozen=True)
class InRound:
    """That somebody has answered in the sealed round. What the answer is, is not read. `seen`: the actor sees
    it already; `opens_to`: all, or those its author chose."""

    score_id: UUID
    author_id: UUID
    child_id: UUID
    dimension: str
    opens_to: str
    replaces: UUID | None
    seen: bool


@dataclass(frozen=True)
class AboutChild:
    """A child of the case that the actor may answer about, and what a new answer meets.

    `sealed`: the round that is not opened yet, with who has `answered` in it, whoever may see the answers:
    none of that is shown to anybody. `asked`: the seats (ids) that a caseworker asked in it; empty where
    nobody was chosen. `follows`: there was a round before. `ruler_id`: the version in use.
    """

    case: Case
    child: CaseChild
    children: Mapping[UUID, CaseChild]
    sealed: ScoreRound | None
    answered: tuple[InRound, ...]
    follows: bool
    ruler_id: UUID | None
    asked: frozenset[UUID] = frozenset()

    @property
    def told(self) -> Definition | None:
        """All that the version in use says."""
        return told_by(self.ruler_id)

    def answered_by(self, actor: Actor) -> bool:
        """Does the ruler in use ask somebody like the actor?"""
        return answers(actor, self.told)

    def band(self, actor: Actor, told: Definition | None) -> str:
        """The age (its key) that the child is in today, in Copenhagen, as the ruler it is answered on tells
        ages; empty where nobody has told when the child was born."""
        born, day = self._born(actor), on_the_wall(now()).date()
        if told is None or not told.age_bands:
            return age_band(born, day)
        band = band_of(told, born, day)
        return band.key if band else ""

    def ages(self, actor: Actor, told: Definition | None) -> list[AgeBand]:
        """The age that the child is in, with its signs; every age, where nobody has told when the child was
        born."""
        born = self._born(actor)
        if told is None or born is None:
            return list(told.age_bands) if told else []
        band = band_of(told, born, on_the_wall(now()).date())
        return [band] if band else []

    def _born(self, actor: Actor) -> date | None:
        seat = seat_of_child(self.child, actor.roster)
        return seat.born if seat else None

    def latest(self, actor: Actor, dimension: Dimension) -> UUID | None:
        """The actor's answer about the same in the sealed round that nothing has replaced."""
        same = (actor.person_id, self.child.id, dimension.value)
        mine = [one for one in self.answered if (one.author_id, one.child_id, one.dimension) == same]
        replaced = {one.replaces for one in mine}
        return next((one.score_id for one in mine if one.score_id not in replaced), None)

    def is_asked(self, actor: Actor) -> bool:
        """Has a caseworker asked the actor about this child in the sealed round?"""
        return bool(self.asked) and (actor.person_id, self.child.id) in self._all_asked(actor)

    def is_last(self, actor: Actor, dimension: Dimension) -> bool:
        """Has everybody answered when the actor does?"""
        given = {(one.author_id, one.child_id, one.dimension) for one in self.answered}
        given.add((actor.person_id, self.child.id, dimension.value))
        return all((*asked, Dimension.CHILD.value) in given for asked in self._all_asked(actor))

    def _all_asked(self, actor: Actor) -> set[tuple[UUID, UUID]]:
        everybody = actors_of(actor.roster, self.case.id)
        here = [person for person in everybody if answers(person, self.told)]
        if self.asked:
            return who_is_asked(here, self.children, self.asked)
        return {
            (person.person_id, child)
            for person in here
            if person.role is Role.CUSTODY_HOLDER or person.person_id == self.case.caseworker_id
            for child in children_of(person, self.children)
        }


def who_is_asked(
    here: Iterable[Actor], children: Mapping[UUID, CaseChild], seats: Collection[UUID]
) -> set[tuple[UUID, UUID]]:
    """Who of those that are `here` is asked about which child, by person and child (ids). Whoever takes a
    break is waited for no more."""
    return {
        (person.person_id, child)
        for person in here
        if not person.paused and own_seat_id(person) in seats
        for child in children_of(person, children)
    }


def children_of(actor: Actor, children: Mapping[UUID, CaseChild]) -> set[UUID]:
    """The children (ids) a person answers about: a child about itself alone."""
    if actor.role is Role.CHILD:
        return {one.id for one in children.values() if _is_the_child(actor, one)}
    return {one.id for one in children.values() if shares(actor, one)}


def _is_the_child(actor: Actor, child: CaseChild) -> bool:
    seat = seat_of_child(child, actor.roster)
    return seat is not None and seat.person_id == actor.person_id


def find_child(actor: Actor, child_id: UUID) -> AboutChild | None:
    """In one statement; a new answer is reckoned from it, so the door has locked the case before."""
    about = _about(actor)
    child = about.children.get(child_id) if about else None
    return replace(about, child=child) if about and child and shares(actor, child) else None


def find_oneself(actor: Actor) -> AboutChild | None:
    """The same for a child who answers about itself; None for everybody else."""
    about = _about(actor) if actor.role is Role.CHILD else None
    mine = (one for one in about.children.values() if _is_the_child(actor, one)) if about else iter(())
    child = next(mine, None)
    return replace(about, child=child) if about and child else None


def _about(actor: Actor) -> AboutChild | None:
    rows = session.execute(_what_an_answer_meets(actor)).all()
    if not rows:
        return None
    children = {row[1].id: row[1] for row in rows}
    answered = dict.fromkeys(InRound(*row[6:]) for row in rows if row[6])
    case, child, sealed, follows, ruler_id, *_first = rows[0]
    asked = frozenset(row[5] for row in rows if row[5])
    return AboutChild(case, child, children, sealed, tuple(answered), follows, ruler_id, asked)


def seats_asked(actor: Actor, round_id: UUID) -> frozenset[UUID]:
    """The seats (ids) that a caseworker asked in a round."""
    asked = select(RoundAsked.membership_id)
    return frozenset(
        session.scalars(asked.where(RoundAsked.case_id == actor.case_id, RoundAsked.round_id == round_id))
    )


def _what_an_answer_meets(
    actor: Actor,
) -> Select[Case, CaseChild, ScoreRound, bool, UUID, UUID, UUID, UUID, UUID, str, str, UUID, bool]:
    """A round that a child began alone is no round before: nobody else can tell that there was one."""
    case_id = actor.case_id
    in_round = and_(Score.case_id == Case.id, Score.round_id == ScoreRound.id)
    is_asked = and_(RoundAsked.case_id == Case.id, RoundAsked.round_id == ScoreRound.id)
    together = earlier.opened_by_id.not_in(actor.young) if actor.young else true()
    return (
        select(
            Case,
            CaseChild,
            ScoreRound,
            select(earlier.id).where(earlier.case_id == case_id, together).exists(),
            in_use().scalar_subquery(),
            RoundAsked.membership_id,
            Score.id,
            Score.author_id,
            Score.child_id,
            Score.dimension,
            Score.opens_to,
            Score.supersedes_id,
            visible(actor, Score),
        )
        .join(CaseChild, CaseChild.case_id == Case.id)
        .outerjoin(ScoreRound, and_(ScoreRound.case_id == Case.id, ScoreRound.revealed_at.is_(None)))
        .outerjoin(RoundAsked, is_asked)
        .outerjoin(Score, in_round)
        .where(Case.id == case_id)
        .order_by(CaseChild.created_at, CaseChild.first_name, Score.created_at, Score.id)
    )


def shares(actor: Actor, child: CaseChild) -> bool:
    """Does the actor share this child's matters?"""
    return actor.children is None or child.id in actor.children


@dataclass(frozen=True)
class Readers:
    """Who reads an answer (names): those told of a high step at once; and when it is opened, those who always
    do (the caseworkers), and all. `to_choose`: the seats its author may choose between, beside the
    caseworkers."""

    at_once: list[str]
    always: list[str]
    when_opened: list[str]
    to_choose: list[Member]


def readers_of_a_score(actor: Actor, about: AboutChild, told: Definition | None) -> Readers:
    """Told before the person answers, by the rule that later decides, as far as the actor may know. Whoever
    is asked in the round reads it too, but a child reads no grown-up's answer. `told`: what the
    ruler says."""
    reads = readers_to_choose(actor, about.child.id).all_in_case
    known = {seat.membership_id for seat in reads}
    reads = reads + [seat for seat in _asked_beside(actor, about) if seat.membership_id not in known]
    at_once = [
        reader.name for who in told_at_once(about.case, told) for reader in reads if reader.person_id == who
    ]
    always = [seat for seat in reads if seat.role is Role.CASEWORKER]
    others = [seat for seat in reads if seat.role is not Role.CASEWORKER]
    return Readers(at_once, list(map(str, always)), list(map(str, reads)), others)


def _asked_beside(actor: Actor, about: AboutChild) -> list[Member]:
    """Those who are asked and see only what is named to them, as far as the actor may know them."""
    return [
        seat
        for seat in may_be_named(actor)
        if seat.membership_id in about.asked and seat.role not in (Role.CHILD, Role.SUPPORT_PERSON)
    ]
