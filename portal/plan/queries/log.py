"""The network log as one person reads it: week by week, and each agreement over the weeks.

Pictures and numbers are made of the lines the person sees, and of nothing else.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Level, Member
from portal.access.visibility import visible
from portal.cases.models import Answer, Membership
from portal.cases.queries import answers_to, authors
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan.models import Agreement, PlanLine
from portal.plan.models.log import Observation
from portal.plan.queries.log_picture import WEEKS, Picture, drawn, monday
from portal.plan.queries.lookers import Looks, who_looks
from portal.plan.queries.observed import binds
from portal.plan.queries.versions import versions

ABOUT, EARLIEST = aliased(Agreement, flat=True), aliased(Observation, flat=True)
MOST_PAGES = 500
"""Ten years of pages and more: nobody's calendar ends on the way."""


@dataclass(frozen=True)
class LogLine:
    """One observation. `agreed`: the words it is about, as they stood in the plan then; None when it is about
    no agreement, or about one that the reader does not see any more."""

    said: Observation
    agreed: dict[str, Any] | None
    answers: Sequence[Answer] = ()

    @property
    def proposed_by(self) -> UUID | None:
        """Whose the words of the agreement are: they say "I"."""
        return UUID(self.agreed["author"]) if self.agreed else None


@dataclass(frozen=True)
class Week:
    """The lines of a week by the day they are about, newest first. `begins`: its Monday."""

    begins: date
    lines: Sequence[LogLine]


@dataclass(frozen=True)
class OverWeeks:
    """One agreement over the weeks of the page. `newest`: the line with its newest words."""

    agreement_id: UUID
    newest: LogLine
    picture: Picture


@dataclass(frozen=True)
class Log:
    """`page`: 0 is the newest; `first` and `last` are the days it reaches from and to. `older`: does the log
    reach further back? `applies`: is a plan in force? `bound`: does it bind the actor?
    `looks`: who has promised to look."""

    page: int
    first: date
    last: date
    weeks: Sequence[Week]
    pictures: Sequence[OverWeeks]
    older: bool
    applies: bool
    bound: bool
    authors: dict[UUID, Member]
    looks: Sequence[Looks] = ()


def log(actor: Actor, page: int = 0) -> Log:
    """Some weeks of the log, in three statements. A guest is given own lines alone (design 3)."""
    page = max(0, min(page, MOST_PAGES))
    last = monday(on_the_wall(now()).date()) + timedelta(days=6, weeks=-WEEKS * page)
    first = last - timedelta(days=7 * WEEKS - 1)
    found = versions(actor)
    lines, begun = _lines(actor, first, last)
    return Log(
        page=page,
        first=first,
        last=last,
        weeks=[Week(begins, list(those)) for begins, those in groupby(lines, key=_week_of)],
        pictures=_pictures(lines, first),
        older=begun is not None and begun < first,
        applies=found.in_force is not None,
        bound=binds(actor, found.in_force),
        authors=authors(actor),
        looks=who_looks(actor, found),
    )


def _seen_by(actor: Actor, line: type[Observation]) -> list[ColumnElement[bool]]:
    own = [line.author_id == actor.person_id] if actor.level < Level.MITID else []
    return [visible(actor, line), *own]


def _lines(actor: Actor, first: date, last: date) -> tuple[list[LogLine], date | None]:
    """The lines of these days, and the first day of the whole log; both as far as the actor sees it.

    The words of an agreement are loaded for those alone who see it: a person's own line outlives that.
    """
    begun = select(func.min(EARLIEST.seen_on)).where(*_seen_by(actor, EARLIEST))
    rows = session.execute(
        select(Observation, PlanLine.text, begun.scalar_subquery())
        .select_from(Observation)
        .outerjoin(ABOUT, and_(ABOUT.id == Observation.agreement_id, visible(actor.for_own_duties(), ABOUT)))
        .outerjoin(
            PlanLine,
            and_(PlanLine.version_id == Observation.version_id, PlanLine.agreement_id == ABOUT.id),
        )
        .where(*_seen_by(actor, Observation), Observation.seen_on >= first, Observation.seen_on <= last)
        .order_by(Observation.seen_on.desc(), Observation.created_at.desc(), Observation.id)
    ).all()
    if not rows:
        return [], session.scalar(begun)
    beside = answers_to(actor, [said.id for said, *_more in rows])
    lines = [
        LogLine(said, json.loads(text) if text else None, beside.get(said.id, ()))
        for said, text, _begun in rows
    ]
    return lines, rows[0][2]


def _week_of(line: LogLine) -> date:
    return monday(line.said.seen_on)


def _pictures(lines: Sequence[LogLine], first: date) -> list[OverWeeks]:
    """One for each agreement that somebody wrote of, in the order it was last written of."""
    found: dict[UUID, list[LogLine]] = {}
    for line in lines:
        if line.said.agreement_id and line.agreed and not line.said.hidden_at:
            found.setdefault(line.said.agreement_id, []).append(line)
    return [
        OverWeeks(
            agreement_id,
            those[0],
            drawn([(one.said.seen_on, one.said.mark or "") for one in those], first),
        )
        for agreement_id, those in found.items()
    ]


def written_in_seat(case_id: UUID, membership_id: UUID) -> Select[UUID]:
    """What the guest who had a seat wrote in the log (ids): it is the person's, who has brought MitID."""
    return (
        select(Observation.id)
        .join(Membership, Membership.guest_id == Observation.author_id)
        .where(Observation.case_id == case_id, Membership.case_id == case_id, Membership.id == membership_id)
    )
