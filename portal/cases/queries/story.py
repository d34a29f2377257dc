"""What happened in a case, as far as the actor sees what it happened to."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, true

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.db.session import session
from portal.history.models import Event


def story(actor: Actor, shared: Collection[str], most: int = 50) -> list[Event]:
    """What happened, newest first, as far as the actor sees what it happened to.

    An event about a contribution is shown with it. Of other events,
    people see their own, and those kinds that are `shared`, from the day they joined. What is done by
    somebody shielded is not shown.
    """
    found = session.scalars(
        select(Event)
        .where(
            Event.case_id == actor.case_id,
            or_(
                Event.subject_id.in_(select(Contribution.id).where(visible(actor))),
                and_(Event.subject_id.is_(None), _news_for(actor, shared)),
            ),
            _by_nobody_hidden(actor),
        )
        .order_by(Event.created_at.desc(), Event.number.desc())
        .limit(most)
    )
    return list(found)


def happened_between(
    actor: Actor, shared: Collection[str], begins: datetime, ends: datetime, most: int = 200
) -> list[tuple[Event, Contribution | None]]:
    """What happened from `begins` until before `ends` (UTC), the first first, each with what it happened to:
    by the same rule as `story`, in one statement."""
    found = session.execute(
        select(Event, Contribution)
        .outerjoin(Contribution, and_(Contribution.id == Event.subject_id, visible(actor)))
        .where(
            Event.case_id == actor.case_id,
            Event.created_at >= begins,
            Event.created_at < ends,
            or_(Contribution.id.is_not(None), and_(Event.subject_id.is_(None), _news_for(actor, shared))),
            _by_nobody_hidden(actor),
        )
        .order_by(Event.created_at, Event.number)
        .limit(most)
    )
    return [(event, thing) for event, thing in found]


def _by_nobody_hidden(actor: Actor) -> ColumnElement[bool]:
    return or_(Event.by_id.is_(None), Event.by_id.not_in(actor.shielded))


def _news_for(actor: Actor, shared: Collection[str]) -> ColumnElement[bool]:
    mine = Event.by_id == actor.person_id
    if not actor.shares_the_whole_case:
        return mine
    told = true() if actor.is_professional else Event.what.in_(shared)
    since = Event.created_at >= actor.sees_from if actor.sees_from else true()
    return or_(mine, and_(told, since))
