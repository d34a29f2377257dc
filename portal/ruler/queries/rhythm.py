"""When it is time to ask everybody anew: at the opening, at each meeting, after a breach, at the end, and
when the days have gone that the ruler gives the zone of the last answers. A reminder to the caseworker, and
never in the way of anything.

Reckoned from when rounds began, and from the answers of a round that is open: what is sealed, or hidden by
its author, moves nothing here.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Select, Subquery, case, extract, func, literal, select, union_all
from sqlalchemy.orm import aliased

from portal.access.models import Contribution
from portal.cases.models import Case
from portal.cases.queries import occasions
from portal.db.clock import now
from portal.ruler.models import ZONES, Capacity, RulerDefinition, RulerStep, Score, ScoreRound

DAY = 24 * 60 * 60
SCORE, SAID, STEP = Score.__table__.c, Contribution.__table__, RulerStep.__table__
newer, later = aliased(Score.__table__), aliased(ScoreRound.__table__)


def ask(after_days: int) -> Callable[[], Select[tuple[UUID, str]]]:
    """For each open case, what makes it time to ask anew: its id, and the occasion. `after_days`: how long
    without a round is too long, whatever the ruler says and whatever has happened."""

    def asked() -> Select[tuple[UUID, str]]:
        last = (
            select(ScoreRound.case_id, func.max(ScoreRound.created_at).label("at"))
            .group_by(ScoreRound.case_id)
            .subquery()
        )
        case_, happened = Case.__table__.c, occasions()
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
        return select(union_all(never, _long_ago(last, after_days), since_then).subquery())

    return asked


def _long_ago(last: Subquery, after_days: int) -> Select[tuple[UUID, str]]:
    """The days of the most worried answer in the newest open round, and never more than `after_days`."""
    case_, told = Case.__table__.c, _days()
    days = case((told.c.days < after_days, told.c.days), else_=after_days)
    gone = extract("epoch", last.c.at) <= int(now().timestamp()) - days * DAY
    return (
        select(case_.id, literal("long_ago"))
        .join(last, last.c.case_id == case_.id)
        .outerjoin(told, told.c.case_id == case_.id)
        .where(case_.status == "open", gone)
    )


def _days() -> Subquery:
    """For each case with an open round, the fewest days that its last answers ask for. One that a newer one
    replaced counts no more."""
    by_zone = RulerDefinition.told["follow_up_days"]
    days = case({zone: by_zone[zone].as_integer() for zone in ZONES}, value=STEP.c.zone)
    opened = ScoreRound.__table__
    none_later = (
        ~select(later.c.id)
        .where(
            later.c.case_id == opened.c.case_id,
            later.c.revealed_at.is_not(None),
            later.c.created_at > opened.c.created_at,
        )
        .exists()
    )
    return (
        select(SCORE.case_id, func.min(days).label("days"))
        .join(SAID, (SAID.c.case_id == SCORE.case_id) & (SAID.c.id == SCORE.id))
        .join(opened, (opened.c.case_id == SCORE.case_id) & (opened.c.id == SCORE.round_id))
        .join(STEP, (STEP.c.version_id == SCORE.ruler_version_id) & (STEP.c.number == SCORE.step))
        .join(RulerDefinition, RulerDefinition.version_id == SCORE.ruler_version_id)
        .where(
            opened.c.revealed_at.is_not(None),
            none_later,
            SAID.c.hidden_at.is_(None),
            SCORE.capacity == Capacity.OWN.value,
            ~select(newer.c.id).where(newer.c.supersedes_id == SCORE.id).exists(),
        )
        .group_by(SCORE.case_id)
        .subquery()
    )
