"""When it is time for one of the family to say anew how the child is doing: when the days have gone that the
ruler gives the zone of that person's own last answer. A reminder, and never in the way of anything.

Reckoned from own answers alone, so that it tells nobody what another has said, or that they have. Who has
never answered is asked by the caseworker, and not from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, extract, func, select

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.cases.models import CaseChild, Membership
from portal.cases.queries import Waiting, actors_in
from portal.db.clock import now
from portal.db.session import session
from portal.ruler.models import ZONES, Capacity, RulerDefinition, RulerStep, Score
from portal.ruler.queries.asked import shares
from portal.ruler.queries.obeyed import answers, ruler_in_use

FAMILY = (Role.CUSTODY_HOLDER, Role.CHILD)
"""Who answers unasked. Everybody else answers when a caseworker asks."""
DAY = 24 * 60 * 60
SCORE, SAID, STEP = Score.__table__.c, Contribution.__table__.c, RulerStep.__table__.c
THREE_MONTHS = 91
"""The days where the ruler says none (design 9)."""


@dataclass(frozen=True)
class LongAgo:
    """The actor's own last answer about a child, so long ago that it is time for another."""

    child: CaseChild
    at: datetime


def oldest(actor: Actor, children: Iterable[CaseChild], over: Mapping[UUID, datetime]) -> LongAgo | None:
    """Of the last answers (by the id of the child) whose days are gone, the oldest that the actor may give
    anew."""
    due = [LongAgo(one, over[one.id]) for one in children if one.id in over and shares(actor, one)]
    if actor.role not in FAMILY or not due or not answers(actor, ruler_in_use()):
        return None
    return min(due, key=lambda one: one.at)


def own_over(actor: Actor) -> Subquery:
    """The actor's last answer about each child (`child_id`, `at`) whose days are gone, to be joined."""
    mine = and_(SAID.case_id == actor.case_id, SAID.author_id == actor.person_id)
    last = _last(mine, SAID.child_id)
    return select(last).where(_is_over(last)).subquery()


def cases_where_it_is_long_ago() -> Select[UUID]:
    """Cases where the last answer of somebody in the family is so long ago."""
    return select(_of_families().c.case_id)


def whose_is_long_ago(case_id: UUID) -> list[Waiting]:
    """Those of them whom the ruler in use asks, once for each answer they have given."""
    due = _of_families()
    rows = session.execute(select(due.c.author_id, due.c.at).where(due.c.case_id == case_id)).all()
    told = ruler_in_use() if rows else None
    here = {one.person_id for one in actors_in(case_id) if one.role in FAMILY and answers(one, told)}
    return [Waiting(who, f"ruler {at:%Y-%m-%dT%H:%M:%SZ}") for who, at in rows if who in here]


def _of_families() -> Subquery:
    last, seat = _last(SAID.case_id.is_not(None)), Membership.__table__.c
    holds = and_(seat.case_id == last.c.case_id, seat.person_id == last.c.author_id, seat.left_at.is_(None))
    return (
        select(last.c.case_id, last.c.author_id, last.c.at)
        .join(Membership.__table__, holds)
        .where(_is_over(last), seat.role.in_([role.value for role in FAMILY]))
        .distinct()
        .subquery()
    )


def _last(whose: ColumnElement[bool], *apart: Any) -> Subquery:
    """The newest own answer of each person in each case (`apart`: of each of these, too), with its days."""
    newest = func.row_number().over(
        partition_by=(SAID.case_id, SAID.author_id, *apart), order_by=(SAID.created_at.desc(), SAID.id)
    )
    by_zone = RulerDefinition.told["follow_up_days"]
    days = case({zone: by_zone[zone].as_integer() for zone in ZONES}, value=STEP.zone)
    ranked = (
        select(
            *(SAID.case_id, SAID.author_id, SAID.child_id, SAID.created_at.label("at")),
            func.coalesce(days, THREE_MONTHS).label("days"),
            newest.label("place"),
        )
        .join(Score.__table__, and_(SCORE.case_id == SAID.case_id, SCORE.id == SAID.id))
        .outerjoin(
            RulerStep.__table__, and_(STEP.version_id == SCORE.ruler_version_id, STEP.number == SCORE.step)
        )
        .outerjoin(RulerDefinition, RulerDefinition.version_id == SCORE.ruler_version_id)
        .where(whose, SCORE.capacity == Capacity.OWN.value, SAID.taken_back_at.is_(None))
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1).subquery()


def _is_over(last: Subquery) -> ColumnElement[bool]:
    return extract("epoch", last.c.at) <= int(now().timestamp()) - last.c.days * DAY
