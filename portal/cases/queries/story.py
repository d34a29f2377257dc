"""What happened in a case, as far as the actor sees what it happened to; and what has come since."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from portal.access.actor import Actor, Member
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.queries.members import authors
from portal.db import sealed
from portal.db.session import session
from portal.history.models import Event
from portal.writing import just_sent

NUMBER_BYTES = 8


def story(actor: Actor, shared: Collection[str], most: int = 50) -> list[Event]:
    """What happened, newest first, as far as the actor sees what it happened to."""
    found = session.scalars(
        select(Event)
        .where(_told_to(actor, shared))
        .order_by(Event.created_at.desc(), Event.number.desc())
        .limit(most)
    )
    return list(found)


def gathered(
    events: Iterable[Event], told: Callable[[str, dict[str, Any]], str | None]
) -> list[tuple[Event, int]]:
    """What one person did again and again in the same minute as one line: the newest event, and how many.
    `told`: an event in words."""

    def line(one: Event) -> tuple[object, ...]:
        return one.by_id, told(one.what, one.detail), one.created_at.replace(second=0, microsecond=0)

    return [(same[0], len(same)) for same in (list(alike) for _line, alike in groupby(events, line))]


@dataclass(frozen=True)
class News:
    """Others have done something. `by`: who, when it was one person. `words`: all of it is about words."""

    by: Member | None
    words: bool


def news_since(actor: Actor, end: int, shared: Collection[str]) -> News | None:
    """What others have added to the story, as this actor is told it, since event number `end`; or None.

    What its writer may still take back is no news yet. It is always asked in full: an answer that came sooner
    when nothing at all has happened would tell of hidden things.
    """
    others = or_(Event.by_id.is_(None), Event.by_id != actor.person_id)
    sent_for_good = ~just_sent.may_still_be_taken_back(Event.__table__.c.subject_id)
    came = session.execute(
        select(Event.by_id, func.count(), func.count(Event.subject_id))
        .where(_told_to(actor, shared), Event.number > end, others, sent_for_good)
        .group_by(Event.by_id)
    ).all()
    if not came:
        return None
    by = came[0][0] if len(came) == 1 else None
    return News(
        authors(actor).get(by) if by else None, words=all(about == events for _by, events, about in came)
    )


def mark(actor: Actor) -> str:
    """Where the story ended when the actor was loaded, for an open page to ask from. Only we can read it."""
    return sealed.seal(actor.case_id.bytes + actor.story_end.to_bytes(NUMBER_BYTES))


def end_at(actor: Actor, mark: str) -> int | None:
    """The number of the event a mark stands for; None for a mark that is not of this case."""
    told = sealed.unseal(mark)
    if told is None or len(told) != 16 + NUMBER_BYTES or UUID(bytes=told[:16]) != actor.case_id:
        return None
    return int.from_bytes(told[16:])


def _told_to(actor: Actor, shared: Collection[str]) -> ColumnElement[bool]:
    """The one rule of what of the history a person is told.

    An event about a contribution is shown with it. Of other events,
    people see their own, and those kinds that are `shared`, from the day they joined. What is done by
    somebody shielded is not shown.
    """
    return and_(
        Event.case_id == actor.case_id,
        or_(
            Event.subject_id.in_(select(Contribution.id).where(visible(actor))),
            and_(Event.subject_id.is_(None), _news_for(actor, shared)),
        ),
        or_(Event.by_id.is_(None), Event.by_id.not_in(actor.shielded)),
    )


def happened(actor: Actor, shared: Collection[str], what: Collection[str]) -> list[Event]:
    """Every event of these kinds that the actor is told of, by the same rule as `story`, oldest first."""
    found = select(Event).where(_told_to(actor, shared), Event.what.in_(what))
    return list(session.scalars(found.order_by(Event.created_at, Event.number)))


def happened_between(
    actor: Actor, shared: Collection[str], begins: datetime, ends: datetime, most: int = 200
) -> list[tuple[Event, Contribution | None]]:
    """What happened from `begins` until before `ends` (UTC), the first first, each with what it happened to:
    by the same rule as `story`, in one statement. Professional notes are left out: minutes are held up at
    meetings."""
    found = session.execute(
        select(Event, Contribution)
        .outerjoin(Contribution, and_(Contribution.id == Event.subject_id, visible(actor)))
        .where(_told_to(actor, shared), Event.created_at >= begins, Event.created_at < ends)
        .where(or_(Event.subject_id.is_(None), Contribution.professional_only.is_(False)))
        .order_by(Event.created_at, Event.number)
        .limit(most)
    )
    return [(event, thing) for event, thing in found]


def _news_for(actor: Actor, shared: Collection[str]) -> ColumnElement[bool]:
    mine = Event.by_id == actor.person_id
    if not actor.shares_the_whole_case:
        return mine
    told = true() if actor.is_professional else Event.what.in_(shared)
    since = Event.created_at >= actor.sees_from if actor.sees_from else true()
    return or_(mine, and_(told, since))
