"""What people have said of the plan as a whole, or of their part of it: what counts, and the words of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

from portal.access.actor import WHOLE_CASE, Actor, Member
from portal.access.models import Audience
from portal.access.visibility import can_see, visible
from portal.cases.queries import is_a_child, is_hidden
from portal.cases.queries.actors import actors_of
from portal.db.session import session
from portal.plan.models import NOT_A_YES, Approval, PlanAnswer, Undone
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Part

DECIDES = ("agree", "taken_back", *NOT_A_YES)
"""What decides whether somebody's yes stands: the newest of these."""
SaidBy = Mapping[UUID, Sequence[Approval]]
"""All that each person (id) has said of the plan, the oldest first."""


def said_of_plan(case_id: UUID, person_id: UUID | None = None) -> dict[UUID, list[Approval]]:
    """Of everybody in the case, or of one: whose yes counts is reckoned from it. Words are not among it, nor
    is what was taken back at once."""
    found: dict[UUID, list[Approval]] = {}
    whose = () if person_id is None else (Approval.person_id == person_id,)
    rows = select(Approval).where(Approval.case_id == case_id, still_said(), *whose)
    for one in session.scalars(rows.order_by(Approval.created_at)):
        found.setdefault(one.person_id, []).append(one)
    return found


def still_said() -> ColumnElement[bool]:
    """Was it not taken back at once? What was is as if it had never been said, wherever it is reckoned."""
    return ~exists().where(Undone.said_id == Approval.said_id)


def deciding(said: Sequence[Approval]) -> Approval | None:
    """The newest thing that a person has said which decides whether a yes stands."""
    return next((one for one in reversed(said) if one.kind in DECIDES), None)


def plan_answers(actor: Actor) -> dict[UUID, PlanAnswer]:
    """Every no and not yet that the actor may read, by id."""
    rows = select(PlanAnswer).where(visible(actor, PlanAnswer))
    return {one.id: one for one in session.scalars(rows)}


@dataclass(frozen=True)
class Acts:
    """What the actor has said of the plan. `done`: when each thing (seen, understood, concurs, agree, …) was
    said about exactly this part. `last_yes`: the version (id) of the newest yes, also to other words.
    `helped`: another wrote something down. `no`: why the actor has not said yes to this part, where that is
    what counts."""

    done: dict[str, datetime]
    last_yes: UUID | None
    helped: bool = False
    no: PlanAnswer | None = None


def acts_of(actor: Actor, part: Part) -> Acts:
    said = said_of_plan(actor.case_id, actor.person_id).get(actor.person_id, [])
    done = {one.kind: one.created_at for one in said if one.part_hash == part.hash}
    yeses = [one.version_id for one in said if one.kind == "agree"]
    last = deciding(said)
    no = plan_answers(actor).get(last.said_id) if part.not_a_yes and last and last.said_id else None
    return Acts(done, yeses[-1] if yeses else None, any(one.helper_id for one in said), no)


@dataclass(frozen=True)
class ReadersOfANo:
    """To whom the words of a no are said: to all in the case, or to `people` (ids) alone. `known`: those of
    them whom the writer may know of."""

    audience: Audience
    people: frozenset[UUID]
    known: Sequence[Member]


def readers_of_a_no(actor: Actor, lines: Sequence[AnyLine]) -> ReadersOfANo:
    """The caseworkers, and those parents who read who has said yes and are shown all that it is about: it
    must tell nobody of words that are kept from them. What a child says the caseworkers alone read."""
    others = [
        one
        for one in actors_of(actor.roster, actor.case_id)
        if one.role in WHOLE_CASE and one.person_id != actor.person_id and actor.person_id not in one.shielded
    ]
    child = is_a_child(actor.roster, actor.person_id)
    reads = {one.person_id for one in others if one.is_of_the_municipality or _all(one, lines, child)}
    to_all = child or reads == {one.person_id for one in others}
    known = [
        seat
        for seat in actor.roster
        if seat.person_id in reads and not seat.left_at and not is_hidden(actor, seat)
    ]
    audience = Audience.IN_CASE if to_all else Audience.US_HERE
    return ReadersOfANo(audience, frozenset() if to_all else frozenset(reads), known)


def _all(other: Actor, lines: Sequence[AnyLine], child: bool) -> bool:
    return not child and all(can_see(other, line.about, line.readers) for line in lines)
