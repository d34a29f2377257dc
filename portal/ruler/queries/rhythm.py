"""When it is time to ask everybody anew: at the opening, at each meeting, after a breach, at the end, and at
least every three months. A reminder to the caseworker, and never in the way of anything.

Reckoned from when rounds began, and from no answer: what is sealed moves nothing here.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, literal, select, union_all

from portal.cases.models import Case
from portal.cases.queries import occasions
from portal.db.clock import now
from portal.ruler.models import ScoreRound


def ask(after_days: int) -> Callable[[], Select[tuple[UUID, str]]]:
    """For each open case, what makes it time to ask anew: its id, and the occasion. `after_days`: how long
    without a round is too long, whatever has happened."""

    def asked() -> Select[tuple[UUID, str]]:
        last = (
            select(ScoreRound.case_id, func.max(ScoreRound.created_at).label("at"))
            .group_by(ScoreRound.case_id)
            .subquery()
        )
        case_, happened = Case.__table__.c, occasions()
        known = select(case_.id, literal("long_ago")).join(last, last.c.case_id == case_.id)
        long_ago = known.where(case_.status == "open", last.c.at <= now() - timedelta(days=after_days))
        never = (
            select(case_.id, literal("opening"))
            .outerjoin(last, last.c.case_id == case_.id)
            .where(case_.status == "open", last.c.at.is_(None))
        )
        since_then = (
            select(case_.id, happened.c.what)
            .join(happened, happened.c.case_id == case_.id)
            .join(last, last.c.case_id == case_.id)
            .where(case_.status == "open", last.c.at < happened.c.since)
        )
        return select(union_all(never, long_ago, since_then).subquery())

    return asked
