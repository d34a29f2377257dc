"""What leaders are asked about plans: as the family reads it, and as the leader does, who has no seat.

A leader reads one plan for one question (domain 2.6), and what the caseworker of the case sees of it. Each
such page is a look in the list the family reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.access.actor import Actor, Member
from portal.access.visibility import visible
from portal.cases import queries as case_queries
from portal.cases.models import Case, CaseChild
from portal.db.session import session
from portal.people.models import Person
from portal.people.queries import leaders
from portal.plan.models import PlanVersion
from portal.plan.models.items import PlanItem
from portal.plan.models.leading import Asks, LeaderQuestion, Outcome
from portal.plan.models.suspension import Suspension
from portal.plan.queries.held import find_version
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Sent, seats_known_to
from portal.plan.queries.versions import approvers, versions

ASKED = aliased(LeaderQuestion, flat=True)
PAUSED = aliased(Suspension, flat=True)


def lets_it_begin(asked: Sequence[LeaderQuestion]) -> bool:
    """Of these nothing is about its bottom lines, or a leader has said yes to that."""
    answers = [one.says_yes for one in asked if one.asks == Asks.BOTTOM_LINES]
    return not answers or any(answers)


def leader_lets_it_begin(version_id: UUID) -> bool:
    """The same of everything that was asked about a version, whoever sees it: for the verb."""
    return lets_it_begin(
        session.scalars(select(LeaderQuestion).where(LeaderQuestion.version_id == version_id)).all()
    )


def asked_of_leaders(actor: Actor, version_id: UUID | None = None) -> list[LeaderQuestion]:
    """What a leader was asked about a version, or any, as far as the actor sees it, the oldest first."""
    which = (LeaderQuestion.version_id == version_id,) if version_id else ()
    rows = session.scalars(
        select(LeaderQuestion)
        .where(visible(actor, LeaderQuestion), *which)
        .order_by(LeaderQuestion.created_at, LeaderQuestion.id)
    )
    return list(rows)


@dataclass(frozen=True)
class ForLeader:
    """A question, or a pause, as a leader reads it. `sight`: the caseworker whose case it is, by whose eyes
    the plan is shown. `by`: who asks. `kept_out`: the seat a ground is about."""

    asked: LeaderQuestion | Suspension
    by: Person
    children: Sequence[str]
    sight: Actor
    sent: Sent
    outcomes: Sequence[tuple[Outcome, PlanItem]] = ()
    seats: Mapping[UUID, Member] = field(default_factory=dict)

    @property
    def lines(self) -> list[AnyLine]:
        return self.sent.all_shown_to(self.sight)

    @property
    def kept_out(self) -> Member | None:
        seat_id = getattr(self.asked, "kept_out_id", None)
        return next((seat for seat in self.sight.roster if seat.membership_id == seat_id), None)


@dataclass(frozen=True)
class Waiting:
    """One line of a leader's list: no family is named there."""

    id: UUID
    asks: str
    by: str
    since: datetime


def to_answer(person_id: UUID) -> list[Waiting]:
    """What waits for a leader's answer, the oldest first; never what that person asked."""
    rows = session.execute(
        select(ASKED.id, ASKED.asks, Person.name, ASKED.created_at)
        .join(Person, Person.id == ASKED.asked_by_id)
        .where(ASKED.says_yes.is_(None), ASKED.asked_by_id != person_id, _applies_still(ASKED.version_id))
        .order_by(ASKED.created_at, ASKED.id)
    )
    return [Waiting(*row) for row in rows]


def on_pause() -> list[Waiting]:
    """The plans that are on pause, the oldest first."""
    rows = session.execute(
        select(PAUSED.id, Person.name, PAUSED.created_at)
        .join(Person, Person.id == PAUSED.author_id)
        .where(PAUSED.ended_at.is_(None), _applies_still(PAUSED.version_id))
        .order_by(PAUSED.created_at, PAUSED.id)
    )
    return [Waiting(id_, "pause", name, since) for id_, name, since in rows]


def _applies_still(version_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    there = (PlanVersion.id == version_id, PlanVersion.status.not_in(("replaced", "closed", "archived")))
    return exists().where(*there)


def find_question(person_id: UUID, question_id: UUID) -> ForLeader | None:
    """One that waits for this leader's answer."""
    if all(one.id != question_id for one in to_answer(person_id)):
        return None
    return _read(session.get_one(LeaderQuestion, question_id))


def find_pause(suspension_id: UUID) -> ForLeader | None:
    if all(one.id != suspension_id for one in on_pause()):
        return None
    return _read(session.get_one(Suspension, suspension_id))


def _read(asked: LeaderQuestion | Suspension) -> ForLeader | None:
    case = session.get_one(Case, asked.case_id)
    sight = next(
        (one for one in case_queries.actors_in(case.id) if one.person_id == case.caseworker_id), None
    )
    sent = find_version(sight, asked.version_id) if sight else None
    if sight is None or sent is None:
        return None
    children = select(CaseChild.first_name).where(CaseChild.case_id == case.id)
    return ForLeader(
        asked,
        session.get_one(Person, asked.author_id),
        list(session.scalars(children.order_by(CaseChild.created_at, CaseChild.first_name))),
        sight,
        sent,
        outcomes_of(sight, asked.id),
        seats_known_to(sight),
    )


def outcomes_of(actor: Actor, question_id: UUID) -> list[tuple[Outcome, PlanItem]]:
    """How each condition for closing turned out, beside the condition, as far as the actor sees both."""
    item = aliased(PlanItem, flat=True)
    rows = session.execute(
        select(Outcome, item)
        .join(item, item.id == Outcome.item_id)
        .where(Outcome.question_id == question_id, visible(actor, Outcome))
        .order_by(item.position, item.id)
    )
    return [(one, about) for one, about in rows]


def waits_for_leaders(person_id: UUID) -> bool:
    """Just before news is sent: is this person a leader, and is there a question or a pause to read?"""
    asked, paused = LeaderQuestion.__table__.c, Suspension.__table__.c
    waits = or_(
        exists().where(asked.says_yes.is_(None), asked.asked_by_id != person_id),
        exists().where(paused.ended_at.is_(None)),
    )
    return person_id in leaders() and bool(session.scalar(select(waits)))


@dataclass(frozen=True)
class KeptOut:
    """A custody holder without whose yes a version could begin, if a leader says so."""

    sent: Sent
    seat: Member


def find_to_keep_out(actor: Actor, membership_id: UUID) -> KeptOut | None:
    """One who is asked about the version that is out, and has not said yes to it."""
    out = versions(actor).out
    for one in approvers(out, actor.roster) if out else ():
        if out and one.custody and not one.said_at and one.member.membership_id == membership_id:
            return KeptOut(out, one.member)
    return None
