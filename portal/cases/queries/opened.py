"""Which pages somebody has opened: told when a yes is taken back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from portal.db.session import session
from portal.history.models import Look


def pages_opened(case_id: UUID, people: Collection[UUID]) -> list[tuple[str, datetime]]:
    """Which kind of page (a permission's name) these people have opened, and when last (UTC) on each day,
    newest first."""
    last, day = func.max(Look.created_at), func.date(Look.created_at)
    rows = session.execute(
        select(Look.what, last)
        .where(Look.case_id == case_id, Look.person_id.in_(people), Look.outcome == "seen")
        .group_by(Look.what, day)
        .order_by(last.desc())
    )
    return [(what, when) for what, when in rows]
