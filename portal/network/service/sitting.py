"""What follows when somebody of the network takes a seat."""

from sqlalchemy import select, update

from portal.access.actor import Role
from portal.access.models import Contribution
from portal.cases.models import Membership
from portal.db.session import session
from portal.network.models import NetworkPerson


def seat_filled(seat: Membership) -> None:
    """Somebody has joined: what was said of the person is about that person now, so a shield covers it."""
    if seat.role != Role.NETWORK_PERSON:
        return
    table = NetworkPerson.__table__
    person = select(table.c.id).where(table.c.case_id == seat.case_id, table.c.membership_id == seat.id)
    session.execute(
        update(Contribution)
        .where(Contribution.case_id == seat.case_id, Contribution.id == person.scalar_subquery())
        .values(about_id=seat.person_id)
        .execution_options(synchronize_session=False)
    )
