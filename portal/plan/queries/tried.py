"""*Prøv planen*: questions one is asked, the answers one may read, and which agreements have been tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import visible
from portal.cases.models import Answer
from portal.cases.queries import answers_to, may_be_named
from portal.db.session import session
from portal.plan.models import Agreement
from portal.plan.models.tried import Drill, DrillAnswer, DrillAsked
from portal.plan.queries.lines import Line
from portal.plan.queries.parts import seat_of
from portal.plan.queries.versions import versions

ABOUT = aliased(Agreement, flat=True)
NOT_ASKED = (Role.CASEWORKER, Role.SUPPORT_PERSON)


@dataclass(frozen=True)
class ToTry:
    """What a question may be about, and whom it may be put to. The caseworkers read it too."""

    lines: Sequence[Line]
    seats: Sequence[Member]
    applies: bool


def find_to_try(actor: Actor) -> ToTry:
    in_force = versions(actor).in_force
    known = [seat for seat in may_be_named(actor) if seat.role not in NOT_ASKED]
    return ToTry(in_force.shown_to(actor) if in_force else (), known, in_force is not None)


@dataclass(frozen=True)
class DrillShown:
    """A question as one person meets it. `answers`: those the person may read, own included; `asked`: the
    seats that are asked, as far as the person may know them; `waits_for`: how many of all asked, who are here
    today, have not answered. `together`: the words they found together."""

    said: Drill
    about: str | None
    asked: Sequence[Member]
    seats: frozenset[UUID]
    answered: frozenset[UUID]
    answers: Sequence[DrillAnswer]
    together: Sequence[Answer]
    me: UUID
    my_seat: UUID

    @property
    def level(self) -> int:
        return self.said.level

    @property
    def is_asked(self) -> bool:
        return self.my_seat in self.seats

    @property
    def my_turn(self) -> bool:
        """Is the actor asked, and has not answered?"""
        return self.is_asked and self.me not in self.answered and self.said.opened_at is None

    def is_last(self, roster: Sequence[Member]) -> bool:
        """Has everybody who is asked and is here today answered, but the actor?"""
        here = {
            seat.person_id for seat in roster if seat.membership_id in self.seats and not seat.left_at
        } - {None}
        return here <= self.answered | {self.me}


def drills(actor: Actor) -> list[DrillShown]:
    """All that the actor reads, those to come first."""
    found = _shown(actor)
    return sorted(found, key=lambda one: one.said.tried_at is not None)


def find_drill(actor: Actor, drill_id: UUID) -> DrillShown | None:
    return next(iter(_shown(actor, Drill.id == drill_id)), None)


def _shown(actor: Actor, *which: ColumnElement[bool]) -> list[DrillShown]:
    rows = session.execute(
        select(Drill, ABOUT.words, DrillAsked.membership_id)
        .select_from(Drill)
        .outerjoin(ABOUT, and_(ABOUT.id == Drill.agreement_id, visible(actor, ABOUT)))
        .outerjoin(DrillAsked, and_(DrillAsked.case_id == Drill.case_id, DrillAsked.drill_id == Drill.id))
        .where(visible(actor, Drill), *which)
        .order_by(Drill.on_day, Drill.created_at, Drill.id)
    ).all()
    found = {said.id: (said, about) for said, about, _seat in rows}
    seats = {id_: frozenset(seat for said, _a, seat in rows if said.id == id_ and seat) for id_ in found}
    answered, answers = _answered(actor, list(found)), _answers(actor, list(found))
    together = answers_to(actor, list(found)) if found else {}
    return [
        DrillShown(
            said,
            about,
            _known(actor, seats[said.id]),
            seats[said.id],
            answered.get(said.id, frozenset()),
            [one for one in answers if one.drill_id == said.id],
            together.get(said.id, ()),
            actor.person_id,
            seat_of(actor),
        )
        for said, about in found.values()
    ]


def _known(actor: Actor, seats: frozenset[UUID]) -> list[Member]:
    """Nobody but those who share the whole case is told who else is here (see `may_be_named`)."""
    known = {seat.membership_id for seat in may_be_named(actor)} | {seat_of(actor)}
    return [seat for seat in actor.roster if seat.membership_id in seats & known]


def _answered(actor: Actor, drills: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Who has answered each: to know whose turn it is and when all have; shown as a number alone."""
    rows = session.execute(
        select(DrillAnswer.__table__.c.drill_id, DrillAnswer.__table__.c.by_id).where(
            DrillAnswer.__table__.c.case_id == actor.case_id,
            DrillAnswer.__table__.c.drill_id.in_(drills),
        )
    ).all()
    return {drill: frozenset(by for other, by in rows if other == drill) for drill, _by in rows}


def _answers(actor: Actor, drills: Sequence[UUID]) -> list[DrillAnswer]:
    return list(
        session.scalars(
            select(DrillAnswer)
            .where(visible(actor, DrillAnswer), DrillAnswer.drill_id.in_(drills))
            .order_by(DrillAnswer.created_at, DrillAnswer.id)
        )
    )
