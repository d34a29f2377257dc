"""Versions, and who has said yes to them.

To know whether everybody has said yes, versions are read whole. What is handed to a page goes through
`shown_to` or `part_of` (see `parts`), which ask the one rule of visibility.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import visible
from portal.cases.models import Case
from portal.cases.queries import members
from portal.cases.queries.actors import actors_of
from portal.cases.queries.called_together import this_moment
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan.models import APPLIES, CLOSED, OUT, Agreement, Approval, PlanLine, PlanVersion
from portal.plan.models.items import PlanItem
from portal.plan.models.lasting import FollowUp, Provisional
from portal.plan.models.suspension import Suspension
from portal.plan.queries import items as of_sections
from portal.plan.queries.agreements import with_doers
from portal.plan.queries.approving import Approver, approvers_of
from portal.plan.queries.held import grouped, what_is_held
from portal.plan.queries.items import with_seats
from portal.plan.queries.lines import Line
from portal.plan.queries.open_breaches import in_order, open_breaches
from portal.plan.queries.parts import Part, Sent, Versions, my_part, seat_of
from portal.plan.queries.said_of_plan import DECIDES, SaidBy, said_of_plan, still_said

PAUSE, TERM = aliased(Suspension, flat=True), aliased(Provisional, flat=True)
FOLLOWS = aliased(FollowUp, flat=True)
BESIDE = 10
"""So many things are asked beside what is held."""


def versions(actor: Actor, *, with_tried: bool = False) -> Versions:
    """In one statement. `out` and `last` also when they no longer stand. `with_tried`: each agreement also
    says how it did when it was last tried."""
    rows = session.execute(_asked(actor, seat_of(actor), with_tried), this_moment()).all()
    beside = [row[-BESIDE:] for row in rows]
    found = grouped(rows)
    begun = next((sent for sent in found if sent.version.status in ("in_force", "closed")), None)
    in_force = begun if begun and begun.version.status == "in_force" and not begun.version.is_over else None
    number = begun.version.number if begun else 0
    return Versions(
        in_force,
        next((sent for sent in found if sent.version.status in OUT), None),
        next((sent for sent in reversed(found) if sent.version.number > number), None),
        (beside[0][0] or "") if beside else "",
        in_order(row[4:] for row in beside),
        next((row[1] for row in beside if row[1]), None) if in_force else None,
        None if in_force else begun,
        {row[2].version_id: row[2] for row in beside if row[2]},
        next((row[3] for row in beside if row[3]), None),
    )


@lru_cache(maxsize=16)
def _asked(actor: Actor, seat: UUID, with_tried: bool) -> Any:
    """Put together once for equal actors with the same seat: that takes longer than asking. One is 150 KB."""
    broken = open_breaches(actor, seat)
    counts = or_(PlanVersion.status.in_((*OUT, "draft", "in_force")), _was_the_last(actor.case_id))
    paused = and_(
        PAUSE.version_id == PlanVersion.id,
        PAUSE.ended_at.is_(None),
        APPLIES,
        visible(actor.for_own_duties(), PAUSE),
    )
    term = and_(TERM.version_id == PlanVersion.id, visible(actor.for_own_duties(), TERM))
    mine = _my_last(actor).scalar_subquery()
    open_ = (
        broken.c.id,
        broken.c.meet_by,
        broken.c.seen,
        broken.c.meeting_id,
        broken.c.begins_at,
        broken.c.begun,
    )
    more = (mine, PAUSE, TERM, FOLLOWS, *open_)
    assert len(more) == BESIDE
    return (
        what_is_held(actor, counts, with_tried=with_tried)
        .add_columns(*more)
        .outerjoin(PAUSE, paused)
        .outerjoin(TERM, term)
        .outerjoin(FOLLOWS, _is_next(actor))
        .outerjoin(broken, broken.c.case_id == PlanVersion.case_id)
    )


def _is_next(actor: Actor) -> ColumnElement[bool]:
    """The follow-up that was set last, if the actor sees it."""
    set_ = FollowUp.__table__.alias("set_up").c
    newest = select(func.max(set_.number)).where(set_.case_id == actor.case_id).scalar_subquery()
    return and_(FOLLOWS.case_id == PlanVersion.case_id, FOLLOWS.number == newest, visible(actor, FOLLOWS))


def _was_the_last(case_id: UUID) -> ColumnElement[bool]:
    """It is closed, and nothing has applied since."""
    newest = select(func.max(PlanVersion.in_force_at)).where(PlanVersion.case_id == case_id)
    return and_(CLOSED, PlanVersion.in_force_at == newest.scalar_subquery())


def find_in_force(actor: Actor) -> Sent | None:
    return versions(actor).in_force


def find_paused(actor: Actor) -> Suspension | None:
    """The pause of the plan in force, while it lasts."""
    return versions(actor).paused


def _my_last(actor: Actor) -> Select[str]:
    """The newest of what decides whether the actor's yes stands, and the hash of the part it was said of."""
    return (
        select(Approval.kind + " " + Approval.part_hash)
        .where(
            Approval.case_id == actor.case_id,
            Approval.person_id == actor.person_id,
            Approval.kind.in_(DECIDES),
            still_said(),
        )
        .order_by(Approval.created_at.desc())
        .limit(1)
    )


def find_my_part(actor: Actor) -> Part:
    """What the actor is asked about now; always something, so that a page can say the words have moved."""
    return my_part(actor, versions(actor))


def approvers(sent: Sent, roster: Sequence[Member], said: SaidBy | None = None) -> list[Approver]:
    """Everybody whose yes this version needs, by the roster of the case. `said`: what people have said, when
    it is loaded already."""
    case_id = sent.version.case_id
    actors = {actor.person_id: actor for actor in actors_of(tuple(roster), case_id)}
    return approvers_of(sent, roster, actors, said_of_plan(case_id) if said is None else said)


def to_send(actor: Actor, case: Case) -> list[Agreement]:
    """What a version is made of: agreements the caseworker sees, neither taken out nor hidden, in order."""
    caseworker = next(a for a in actors_of(actor.roster, case.id) if a.person_id == case.caseworker_id)
    wanted = (visible(caseworker, Agreement), Agreement.hidden_at.is_(None), Agreement.status != "removed")
    in_order = (Agreement.position, Agreement.created_at)
    return with_doers(select(Agreement).where(*wanted).order_by(*in_order), Agreement)


def items_to_send(actor: Actor, case: Case) -> list[PlanItem]:
    """The same of the other sections, in the order of the plan; secrets of the alarm card never."""
    caseworker = next(a for a in actors_of(actor.roster, case.id) if a.person_id == case.caseworker_id)
    wanted = (visible(caseworker, PlanItem), PlanItem.hidden_at.is_(None), PlanItem.status != "removed")
    found = with_seats(select(PlanItem).where(*wanted, PlanItem.told.is_(None)), PlanItem)
    return of_sections.in_order(found)


def find_out(actor: Actor, version_id: UUID) -> Sent | None:
    """The version people are asked about, if it is this one."""
    out = versions(actor).out
    return out if out and out.version.id == version_id else None


def today(actor: Actor, found: Versions) -> list[Line] | None:
    """What is for today of the plan in force, as far as the actor sees it, also what waits for somebody's
    yes; None when no plan is in force."""
    in_force = found.in_force
    if in_force is None:
        return None
    day = on_the_wall(now()).date()
    return [line for line in in_force.shown_to(actor) if line.is_for(day)]


def is_in_force(agreement: Agreement) -> bool:
    """Does the plan that applies now hold this agreement?"""
    held = exists().where(
        PlanLine.agreement_id == agreement.id,
        PlanLine.version_id == PlanVersion.id,
        PlanVersion.case_id == agreement.case_id,
        APPLIES,
    )
    return bool(session.scalar(select(held)))


def may_be_bound(actor: Actor) -> list[Member]:
    """Whom the actor may name to do something: all seats when sharing the whole case, else those known."""
    everybody = members(actor)
    if actor.shares_the_whole_case:
        return everybody
    known = (Role.CASEWORKER, Role.CUSTODY_HOLDER)
    return [
        one for one in everybody if one.person_id == actor.person_id or (one.person_id and one.role in known)
    ]


def this_plan(actor: Actor) -> UUID:
    """A case has one plan, for each member to see a part of: the case's id."""
    return actor.case_id
