"""A family whose parents are kept apart: a text that waits, a secret, and a shield that one wants to end."""

from datetime import date
from uuid import UUID

from portal.access.actor import Level, Role
from portal.access.models import Audience
from portal.cases import queries
from portal.cases import service as cases
from portal.cases.models import ShieldKind
from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.people.models import Person
from tests import factories as a


def family_apart(karin: Person, tom: Person) -> UUID:
    """Nora is hidden from Bo. Karin has the family, and Tom stands in. The case."""
    case = a.case("Rut", caseworker=karin, standin=tom)
    nora, bo = a.member(case, "Nora Berg"), a.member(case, "Bo Dam", relation="far")
    rut = a.member(case, "Rut Berg", Role.CHILD, relation="barn")
    for kind in (ShieldKind.NO_CONTACT, ShieldKind.SHIELDED):
        decision = cases.Decision(kind=kind, reason="Derfor.", review_on=date(2099, 1, 1))
        mine = a.actor(case, karin, Level.FRESH)
        shields = cases.keep_apart(mine, a.seat(case, nora).id, [a.seat(case, bo).id], decision)
    kept = queries.find_kept_secret(a.actor(case, karin), a.seat(case, nora).id)
    assert kept is not None
    cases.keep_secret(a.actor(case, karin), kept, "address", "Tjørnevænget 12")
    apart = queries.find_shield(a.actor(case, karin), shields[0].id)
    assert apart is not None
    cases.ask_to_end(a.actor(case, karin), apart, "Nu.", {tom.id})
    shared = mapping.Shared(Audience.US_HERE, [bo.id])
    mapping.add_entry(a.actor(case, rut), Category.STRENGTH, "Vi bor på Tjørnevænget.", shared)
    session.commit()
    return case.id
