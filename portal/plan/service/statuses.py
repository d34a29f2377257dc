"""Move versions along the steps of `portal.plan.statuses`. A step is a row; the database does the rest."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Text, Uuid, func, insert, literal, select
from sqlalchemy.orm.attributes import set_committed_value

from portal.db.base import UtcDateTime
from portal.db.clock import now
from portal.db.session import session
from portal.plan.models import PlanVersion
from portal.plan.models.statuses import StatusChange
from portal.plan.statuses import Status, Who, steps_to


class NoSuchStep(Exception):
    """The version cannot become that, or not by this person's doing."""


def move(version: PlanVersion, end: Status, who: Who, by: UUID | None, *, reason: str = "") -> None:
    """Let one version become `end`, by `who` (`by`: the person's id; None for the portal itself). Raises
    NoSuchStep."""
    if not steps_to(end, who, [Status(version.status)]):
        raise NoSuchStep(f"{who} does not let {version.status} become {end}")
    session.flush()
    move_all(version.case_id, end, who, by, PlanVersion.id == version.id, reason=reason)


def move_all(
    case_id: UUID, end: Status, who: Who, by: UUID | None, *which: ColumnElement[bool], reason: str = ""
) -> None:
    """Let every version of the case become `end` that can take that step by `who`; `which`: only these."""
    begins = [step.begins.value for step in steps_to(end, who)]
    at, version = now(), PlanVersion
    wanted = (version.case_id == case_id, version.status.in_(begins), *which)
    taken = select(func.count()).where(StatusChange.version_id == version.id).scalar_subquery()
    row = {
        "version_id": version.id,
        "number": taken + literal(1, Integer()),
        "case_id": version.case_id,
        "from_status": version.status,
        "to_status": literal(end.value, Text()),
        "created_at": literal(at, UtcDateTime()),
        "by_id": literal(by, Uuid()),
        "reason": literal(reason, Text()),
    }
    moved = insert(StatusChange).from_select(list(row), select(*row.values()).where(*wanted))
    moved_ids = set(session.scalars(moved.returning(StatusChange.version_id)))
    for one in session.identity_map.values():
        if isinstance(one, PlanVersion) and one.id in moved_ids:
            _as_the_database_has_it(one, end, at)


def _as_the_database_has_it(version: PlanVersion, end: Status, at: datetime) -> None:
    """The database has moved the version already: what is at hand says the same, and nothing is written."""
    set_committed_value(version, "status", end.value)
    if end is Status.IN_FORCE:
        set_committed_value(version, "in_force_at", at)
