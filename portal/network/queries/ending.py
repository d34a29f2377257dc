"""Permissions in their last days: whoever gave one is reminded once, in time to give it anew."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select

from portal.cases.models import Membership
from portal.cases.queries import Waiting
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.network.models import LAST_DAYS, Consent, NetworkPerson

PATIENCE = timedelta(days=1)
"""Nobody is reminded of what they said yes to a moment ago."""


def cases_with_a_permission_ending() -> Select[UUID]:
    """Cases where a permission for somebody who is here ends soon."""
    return select(Consent.case_id).where(_ends_soon(on_the_wall(now()).date()))


def whose_permission_ends(case_id: UUID) -> list[Waiting]:
    """Those who gave such a permission, once for each."""
    soon = _ends_soon(on_the_wall(now()).date())
    found = session.execute(select(Consent.person_id, Consent.id).where(Consent.case_id == case_id, soon))
    return [Waiting(row.person_id, f"consent {row.id}") for row in found]


def _ends_soon(today: date) -> ColumnElement[bool]:
    here = exists().where(
        NetworkPerson.__table__.c.id == Consent.network_person_id,
        NetworkPerson.__table__.c.membership_id == Membership.id,
        Membership.person_id.is_not(None),
        Membership.left_at.is_(None),
    )
    return and_(
        Consent.withdrawn_at.is_(None),
        Consent.until >= today,
        Consent.until <= today + LAST_DAYS,
        Consent.given_at <= now() - PATIENCE,
        here,
    )
