"""Breaches: what one may report and to whom, what one reads of them, and whom the caseworker calls.

Who reads a breach is said by its named readers and the one rule of visibility; nothing here adds to it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Level, Member, Role
from portal.access.visibility import visible
from portal.cases.models import Answer, Membership
from portal.cases.offered import ToGather
from portal.cases.queries import answers_to, caseworkers_in, is_hidden, may_be_named, readers_of
from portal.cases.queries.called_together import Gathered, gathered_for
from portal.db.clock import now
from portal.db.session import session
from portal.plan.models import Agreement, PlanLine
from portal.plan.models.breach import Breach, CalledTogether, Ended
from portal.plan.models.leading import Asks, LeaderQuestion
from portal.plan.queries.approving import needed_by
from portal.plan.queries.lasting import over_since
from portal.plan.queries.leading import ForLeader
from portal.plan.queries.lines import ItemLine
from portal.plan.queries.observed import Observed, agreements_shown
from portal.plan.queries.parts import Sent
from portal.plan.queries.responses import responses_of
from portal.plan.queries.versions import versions

ABOUT = aliased(Agreement, flat=True)
NEVER_PICKED = (Role.CHILD, Role.SUPPORT_PERSON, Role.CASEWORKER)
"""The caseworkers hear of it anyway; nobody puts it on a child, or on one who is here for another."""


@dataclass(frozen=True)
class ToReport:
    """What the actor may say was not kept. `version_id`: the plan that applies; None when none does.

    `reads`: the caseworkers, who always do. `on_call`: those of the plan's people whom the actor may pick; it
    never goes to one of them by itself. `responses`: what the plan says we do then. `over_on`: until when the
    last plan applied.
    """

    agreements: Sequence[Observed]
    reads: Sequence[Member]
    on_call: Sequence[Member]
    version_id: UUID | None
    responses: Sequence[ItemLine] = ()
    over_on: date | None = None

    def at(self, level: Level) -> "ToReport":
        """What this login may open: a guest sees own duties alone (design 3)."""
        shown = [one for one in self.agreements if one.mine or level >= Level.MITID]
        return replace(self, agreements=shown)


def find_to_report(actor: Actor) -> ToReport:
    """Always something, so that a page can say that no plan applies, and whom to ring."""
    in_force = versions(actor).in_force
    agreements = list(agreements_shown(actor, in_force)) if in_force else []
    workers = caseworkers_in(actor.roster) - {actor.person_id}
    return ToReport(
        sorted(agreements, key=lambda one: not one.mine),
        [seat for seat in actor.roster if seat.person_id in workers and not is_hidden(actor, seat)],
        _on_call(actor, in_force) if in_force else (),
        in_force.version.id if in_force else None,
        responses_of(actor, in_force),
        None if in_force else over_since(actor),
    )


def _on_call(actor: Actor, in_force: Sent) -> list[Member]:
    """The people of the plan whom the actor knows: parents, and those it binds."""
    return [
        seat
        for seat in may_be_named(actor)
        if seat.role not in NEVER_PICKED
        and (seat.membership_id in in_force.bound or seat.role is Role.CUSTODY_HOLDER)
    ]


@dataclass(frozen=True)
class BreachShown:
    """A breach as one person reads it. `agreed`: the words of the agreement as they stood then; None when the
    reporter named none, or the reader does not see it. `mine`: the reader reported it. `meets`: the network's
    meeting, where one stands."""

    said: Breach
    agreed: dict[str, Any] | None
    mine: bool
    answers: Sequence[Answer] = ()
    meets: Gathered | None = None

    @property
    def met(self) -> bool:
        """Has the network met? Once it is closed, what was true then counts."""
        if self.said.closed_at is not None:
            return self.said.closed_how == Ended.MET
        return self.meets is not None and self.meets.begun

    @property
    def why_not(self) -> Answer | None:
        """The words that say why the network is not to meet."""
        return next((one for one in self.answers if one.id == self.said.why_not_id), None)

    @property
    def level(self) -> int:
        """A guest reads what the guest reported, and no more."""
        return self.said.level if self.mine else max(self.said.level, Level.MITID)

    @property
    def late(self) -> bool:
        return self.said.closed_at is None and not self.met and self.said.meet_by < now()


def breaches(actor: Actor) -> list[BreachShown]:
    """All that the actor reads, the open first, then the newest."""
    found = _shown(actor, *([Breach.author_id == actor.person_id] if actor.level < Level.MITID else []))
    return sorted(found, key=lambda one: one.said.closed_at is not None)


def reported_since(about: ForLeader) -> list[Breach]:
    """What was reported after a leader was asked whether the plan may be closed, the newest first: that it
    was, and whether it is closed. The words are for those they were written to."""
    if not isinstance(about.asked, LeaderQuestion) or about.asked.asks != Asks.CLOSING:
        return []
    return [one.said for one in breaches(about.sight) if one.said.created_at > about.asked.created_at]


def find_breach(actor: Actor, breach_id: UUID) -> BreachShown | None:
    return next(iter(_shown(actor, Breach.id == breach_id)), None)


def _shown(actor: Actor, *which: ColumnElement[bool]) -> list[BreachShown]:
    rows = session.execute(
        select(Breach, PlanLine.text)
        .select_from(Breach)
        .outerjoin(ABOUT, and_(ABOUT.id == Breach.agreement_id, visible(actor.for_own_duties(), ABOUT)))
        .outerjoin(
            PlanLine, and_(PlanLine.version_id == Breach.version_id, PlanLine.agreement_id == ABOUT.id)
        )
        .where(visible(actor, Breach), *which)
        .order_by(Breach.created_at.desc(), Breach.id)
    ).all()
    ids = [said.id for said, _text in rows]
    beside = answers_to(actor, ids) if rows else {}
    meets = gathered_for(actor, ids) if any(said.closed_at is None for said, _text in rows) else {}
    return [
        BreachShown(
            said,
            json.loads(text) if text else None,
            said.author_id == actor.person_id,
            beside.get(said.id, ()),
            meets.get(said.id),
        )
        for said, text in rows
    ]


@dataclass(frozen=True)
class ToCall:
    """Whom the caseworker may call together: `seats`, and those ticked beforehand (seat ids)."""

    seats: Sequence[Member]
    ticked: frozenset[UUID]


def to_call(actor: Actor, about: BreachShown) -> ToCall:
    """The people of the plan that applies. Ticked beforehand are those whom a call could not endanger: nobody
    the agreement binds, no parent when a child reported or when it is not said which agreement it was."""
    in_force = versions(actor).in_force
    people = needed_by(in_force, actor.roster) if in_force else []
    seats = [
        seat
        for seat in people
        if seat.person_id and seat.person_id != actor.person_id and not is_hidden(actor, seat)
    ]
    return ToCall(seats, frozenset(seat.membership_id for seat in seats if _calls(actor, about, seat)))


def called_together(actor: Actor, breach_id: UUID) -> ToGather | None:
    """For the caseworker: an open breach because of which a meeting is called, and who was called
    together."""
    about = find_breach(actor, breach_id) if actor.role is Role.CASEWORKER else None
    if about is None or about.said.closed_at is not None:
        return None
    seats = select(CalledTogether.membership_id).where(
        CalledTogether.case_id == actor.case_id, CalledTogether.breach_id == breach_id
    )
    return ToGather(breach_id, frozenset(session.scalars(seats)))


def _calls(actor: Actor, about: BreachShown, seat: Member) -> bool:
    reporter = next((one for one in actor.roster if one.person_id == about.said.author_id), None)
    if seat.person_id == about.said.author_id:
        return True
    if reporter is None or seat.person_id in reporter.shielded or about.said.author_id in seat.shielded:
        return False
    if seat.role is Role.CUSTODY_HOLDER and (reporter.role is Role.CHILD or about.agreed is None):
        return False
    return about.agreed is None or str(seat.membership_id) not in about.agreed["doers"]


def who_else_reads(actor: Actor, about: BreachShown) -> list[Member]:
    """For the one who reported it and the caseworkers: whom it reached, as far as they may know them."""
    if not about.mine and actor.role is not Role.CASEWORKER:
        return []
    named = readers_of(about.said)
    return [
        seat
        for seat in actor.roster
        if seat.person_id in named and seat.left_at is None and not is_hidden(actor, seat)
    ]


def reported_in_seat(case_id: UUID, membership_id: UUID) -> Select[UUID]:
    """What the guest who had a seat reported (ids): it is the person's, who has brought MitID."""
    return (
        select(Breach.id)
        .join(Membership, Membership.guest_id == Breach.author_id)
        .where(Breach.case_id == case_id, Membership.case_id == case_id, Membership.id == membership_id)
    )
