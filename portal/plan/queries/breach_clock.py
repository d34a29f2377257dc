"""By when networks meet because an agreement was not kept: for the lists of cases. No word is told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select

from portal.cases.models import Case
from portal.cases.queries.called_together import met
from portal.plan.models.breach import Breach

BREACH = "breach"


def promises_of_breaches(case_id: UUID) -> Select[datetime, str]:
    """What the case waits for here: that the network meets."""
    breach = Breach.__table__.c
    return select(breach.meet_by.label("at"), literal(BREACH).label("why")).where(
        breach.case_id == case_id, *_waits_to_meet()
    )


def _waits_to_meet() -> tuple[ColumnElement[bool], ...]:
    breach = Breach.__table__.c
    return breach.closed_at.is_(None), breach.id.not_in(met())


def where_they_met() -> Select[UUID]:
    """Cases (ids) that still wait, as it is stored, for a network that has met since."""
    breach = Breach.__table__.c
    kept = select(breach.case_id).where(
        breach.case_id == Case.id,
        breach.closed_at.is_(None),
        breach.id.in_(met()),
        breach.meet_by == Case.attention_at,
    )
    return select(Case.id).where(Case.attention_why == BREACH, kept.exists())


def urgent() -> Select[tuple[UUID, datetime]]:
    """Each case whose network is still to meet, and by when (UTC): for the list of cases."""
    return (
        select(Breach.__table__.c.case_id, func.min(Breach.__table__.c.meet_by))
        .where(*_waits_to_meet())
        .group_by(Breach.__table__.c.case_id)
    )
