"""Somebody for whom a parent has not said yes: a ground that waits for a leader, and one that stands."""

from datetime import timedelta
from typing import Any

from portal.cases.models import Case
from portal.db.session import session
from portal.network import queries, service
from portal.network.models import Ground
from portal.network.queries.grounds import to_confirm
from portal.people.models import Person
from tests import factories as a
from tests.network.around import name_else


def without_a_yes(actor: Any, case: Case, mother: Person) -> None:
    """`actor`: the caseworker, who records both; another confirms one of them."""
    standing, waiting = (name_else(case, mother, name) for name in ("Pia", "Pil"))
    today, leader = queries.today(), a.caseworker("Lis Leder")
    for person in (standing, waiting):
        named = queries.find_named(actor, person.id)
        told = service.Recorded(
            Ground.BY_LAW, "barnets lov § 1", "Derfor.", "Lis", today, today + timedelta(days=9)
        )
        service.record_ground(actor, named, named.needs_a_ground()[0], told)
        session.flush()
        if person is standing:
            service.confirm_ground(leader.id, to_confirm(leader.id)[0])
    session.commit()
