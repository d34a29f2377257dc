"""How long the plan lasts: the day of the next follow-up, the last day of a provisional plan, and how a plan
ended that applies no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.cases.models import Case
from portal.cases.queries import Waiting
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan.models import APPLIES, PlanVersion
from portal.plan.models.items import PlanItem
from portal.plan.models.lasting import FollowUp, Provisional
from portal.plan.models.leading import Asks, LeaderQuestion, Outcome
from portal.plan.models.statuses import StatusChange
from portal.plan.queries.leading import outcomes_of
from portal.plan.queries.parts import Sent
from portal.plan.queries.versions import versions

_DUE_ON = FollowUp.__table__.c.due_on
SOON = timedelta(days=7)
"""The caseworker is reminded of a follow-up this long before."""


def today() -> date:
    return on_the_wall(now()).date()


def follow_ups(actor: Actor) -> list[FollowUp]:
    """Every follow-up that was set, and what was said at those that were held; the newest first."""
    rows = session.scalars(select(FollowUp).where(visible(actor, FollowUp)).order_by(FollowUp.number.desc()))
    return list(rows)


def next_follow_up(actor: Actor) -> FollowUp | None:
    """The one that counts: set last."""
    newest = select(FollowUp).where(visible(actor, FollowUp)).order_by(FollowUp.number.desc()).limit(1)
    return session.scalar(newest)


def _due(until: date) -> Select[tuple[UUID, date]]:
    """Cases (ids) whose next follow-up is by this day, while a plan applies; and the day. It answers no
    person on a page of the case: it tells a day to the caseworker whose case it is."""
    one, later = FollowUp.__table__.c, FollowUp.__table__.alias("later").c
    newest = select(func.max(later.number)).where(later.case_id == one.case_id).scalar_subquery()
    applies = select(PlanVersion.case_id).where(APPLIES)
    return select(one.case_id, one.due_on.label("on")).where(
        one.number == newest, one.due_on <= until, one.case_id.in_(applies)
    )


def _provisional() -> Select[PlanVersion]:
    held = select(Provisional.__table__.c.version_id)
    return select(PlanVersion).where(APPLIES, PlanVersion.id.in_(held))


def cases_followed_up_soon() -> Select[UUID]:
    """Cases with a follow-up that is near, or a provisional plan."""
    due = _due(today() + SOON).with_only_columns(FollowUp.__table__.c.case_id)
    ends = _provisional().with_only_columns(PlanVersion.case_id)
    return select(Case.id).where(or_(Case.id.in_(due), Case.id.in_(ends)))


def who_follows_up(case_id: UUID) -> list[Waiting]:
    """The caseworker, once for each day that was set; and of a provisional plan the day before its last."""
    who = session.scalar(select(Case.caseworker_id).where(Case.id == case_id))
    if who is None:
        return []
    due = _due(today() + SOON).where(FollowUp.__table__.c.case_id == case_id).with_only_columns(_DUE_ON)
    plans = session.scalars(_provisional().where(PlanVersion.case_id == case_id))
    ends = [one for one in plans if one.last_day and today() >= one.last_day - timedelta(days=1)]
    return [Waiting(who, f"follow-up {on}") for on in session.scalars(due)] + [
        Waiting(who, f"plan ends {one.id}") for one in ends
    ]


def days_are_over() -> list[PlanVersion]:
    """The provisional plans whose last day has passed, in all cases."""
    return [one for one in session.scalars(_provisional()) if one.is_over]


def term_of(actor: Actor, version: PlanVersion) -> Provisional | None:
    """What a provisional plan says of its end."""
    about = Provisional.version_id == version.id
    return session.scalar(select(Provisional).where(visible(actor.for_own_duties(), Provisional), about))


@dataclass(frozen=True)
class HowItEnded:
    """A plan that applies no more. `then`: what holds after a provisional one. `closed`: how the caseworker
    told that it ends, with how each condition turned out. Each only where the reader sees it."""

    version: PlanVersion
    on: date
    then: Provisional | None = None
    closed: LeaderQuestion | None = None
    outcomes: Sequence[tuple[Outcome, PlanItem]] = ()


def ending(version: PlanVersion) -> date:
    """The day on which it applied no more (Copenhagen)."""
    if version.last_day is not None and version.is_over:
        return version.last_day
    change = select(StatusChange.created_at).where(
        StatusChange.version_id == version.id, StatusChange.to_status == "closed"
    )
    return on_the_wall(session.scalars(change).one()).date()


def over_since(actor: Actor) -> date | None:
    """The day until which a plan applied that the actor had a part in, when none applies now (Copenhagen)."""
    me = actor.for_own_duties()
    over = versions(me).over
    return ending(over.version) if over and over.all_shown_to(me) else None


def how_it_ended(actor: Actor, over: Sent | None, then: Provisional | None = None) -> HowItEnded | None:
    """Of the last plan, when none applies."""
    if over is None:
        return None
    asked = select(LeaderQuestion).where(
        visible(actor, LeaderQuestion),
        LeaderQuestion.version_id == over.version.id,
        LeaderQuestion.asks == Asks.CLOSING.value,
        LeaderQuestion.says_yes.is_(True),
    )
    closed = session.scalar(asked)
    outcomes = outcomes_of(actor, closed.id) if closed else []
    return HowItEnded(over.version, ending(over.version), then, closed, outcomes)


def find_archivable(actor: Actor) -> Sent | None:
    """The plan that is closed, before it is put away."""
    over = versions(actor).over
    return over if over and over.version.status == "closed" else None
