"""May an agreement hang where everybody in the plan sees it? What stands in the way, and who has said what.

Its author, and all whom it binds, say yes; then everybody in the plan is named as a reader of it, and the one
rule of visibility does the rest. Where it would cross a shield, it cannot be asked for at all: no page tells
which, or that there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Member
from portal.access.visibility import can_see
from portal.cases.queries import had_it_open, may_be_named
from portal.cases.queries.actors import actors_of
from portal.db.session import session
from portal.plan.models import Agreement
from portal.plan.models.hanging import HangingAnswer
from portal.plan.queries.approving import needed_by
from portal.plan.queries.lines import Line
from portal.plan.queries.parts import Sent
from portal.plan.queries.versions import versions


@dataclass(frozen=True, kw_only=True)
class Hanging:
    """One agreement of the plan in force. People are ids.

    `needed`: whose yes it takes. `in_plan`: everybody who would read it. `answers`: what stands, by person.
    `possible`: nothing is in the way of everybody reading it. `readers`, of those in the plan and as far as
    the person who asks may know; `more`: there are others, too. `handed_to`: who reads it for this reason
    alone.
    """

    line: Line
    needed: Sequence[Member]
    handed_to: frozenset[UUID]
    in_plan: frozenset[UUID]
    answers: dict[UUID, HangingAnswer]
    possible: bool
    readers: Sequence[Member]
    more: bool

    @property
    def agreement(self) -> Agreement:
        return self.line.about

    @property
    def missing(self) -> list[Member]:
        """Those who have not said yes."""
        return [seat for seat in self.needed if not self.says_yes(seat.person_id)]

    def says_yes(self, person_id: UUID | None) -> bool:
        answer = self.answers.get(person_id) if person_id else None
        return answer is not None and answer.may_hang

    @property
    def hangs(self) -> bool:
        return bool(self.handed_to)

    @property
    def since(self) -> datetime:
        """When the last yes was said."""
        return max(answer.created_at for answer in self.answers.values())


def find_hanging(actor: Actor, agreement_id: UUID) -> Hanging | None:
    """An agreement of the plan in force, if the actor sees it."""
    in_force = versions(actor).in_force
    shown = in_force.shown_to(actor) if in_force else []
    line = next((one for one in shown if one.about.id == agreement_id), None)
    return _hanging(actor, in_force, line) if in_force and line else None


def _hanging(actor: Actor, in_force: Sent, line: Line) -> Hanging:
    bound = needed_by(in_force, actor.roster)
    people = frozenset(seat.person_id for seat in bound if seat.person_id)
    known = {seat.membership_id for seat in may_be_named(actor)}
    others = [seat for seat in bound if seat.person_id != actor.person_id]
    readers = [seat for seat in others if seat.membership_id in known]
    return Hanging(
        line=line,
        needed=concerned(actor, line),
        handed_to=handed_to(actor, line),
        in_plan=people,
        answers=_answers(actor.case_id, line.about.id),
        possible=_possible(actor, line, bound),
        readers=readers,
        more=len(readers) < len(others),
    )


def concerned(actor: Actor, line: Line) -> list[Member]:
    """Whose yes it takes: the author's, and of everybody whom the agreement binds and who has not left."""
    return [
        seat
        for seat in actor.roster
        if not seat.left_at and (seat.person_id == line.about.author_id or seat.membership_id in line.doers)
    ]


def handed_to(actor: Actor, line: Line) -> frozenset[UUID]:
    """The named readers (ids) of a line who are neither its author nor bound by it: who has left, or was a
    guest when it was said, was named for being bound, and not for what hangs."""
    bound = [seat for seat in actor.roster if seat.membership_id in line.doers]
    people = {seat.person_id for seat in bound} | {seat.guest_id for seat in bound}
    return frozenset(line.readers - people - {line.about.author_id})


def _answers(case_id: UUID, agreement_id: UUID) -> dict[UUID, HangingAnswer]:
    rows = session.scalars(
        select(HangingAnswer).where(
            HangingAnswer.case_id == case_id,
            HangingAnswer.agreement_id == agreement_id,
            HangingAnswer.replaced_at.is_(None),
        )
    )
    return {row.person_id: row for row in rows}


def _possible(actor: Actor, line: Line, bound: Sequence[Member]) -> bool:
    """Its words apply, everybody has come, and nobody who would read it is shielded from anybody it shows."""
    needed = concerned(actor, line)
    shown = {seat.person_id for seat in (*bound, *needed)} | {line.about.author_id, line.about.worded_by_id}
    people = {seat.person_id for seat in bound}
    everybody = [one for one in actors_of(actor.roster, actor.case_id) if one.person_id in people]
    author_is_here = any(seat.person_id == line.about.author_id for seat in needed)
    all_have_come = all(seat.person_id for seat in (*bound, *needed))
    named = line.readers | {one.person_id for one in everybody}
    return (
        line.stands
        and author_is_here
        and all_have_come
        and all(can_see(one, line.about, named) and not one.shielded & shown for one in everybody)
    )


def may_have_read(actor: Actor, hanging: Hanging) -> tuple[list[Member], bool]:
    """Those it was handed to who have had the case open since, as far as the actor may know them; and whether
    there are others."""
    lookers = [
        seat
        for seat in had_it_open(actor, hanging.agreement, hanging.since)
        if seat.person_id in hanging.handed_to
    ]
    known = {seat.membership_id for seat in may_be_named(actor)}
    told = [seat for seat in lookers if seat.membership_id in known]
    return told, len(told) < len(lookers)
