"""A family whose plan is closed, and whose map was kept."""

from portal.access.actor import Level
from portal.cases.models import Case
from portal.db.session import session
from portal.mapping import service as mapping
from portal.people.models import Person
from portal.plan import queries, service
from portal.plan.models.sections import Section
from tests import factories as a
from tests.hostile.deciding import ready_to_begin
from tests.plan.conftest import Family
from tests.plan.written import writes


def ended(karin: Person) -> None:
    case = a.case("Ole", caseworker=karin)
    bodil = a.member(case, "Bodil Ali", relation="mor")
    closed(Family(case, karin, bodil, bodil, bodil), bodil, a.person("Rita Brink", staff=True))
    a.entry(case, bodil, "Vi synger.")
    mapping.keep_map(a.actor(case, karin, Level.FRESH), session.get_one(Case, case.id))
    session.commit()


def closed(family: Family, bodil: Person, leader: Person) -> None:
    """A leader has said yes, and the child was heard."""
    writes(family, family.karin, Section.CLOSING)
    ready_to_begin(family, bodil, "Bodil læser højt.")
    family.begins()
    family.hears_emil(at_end=True)
    karin = family.as_actor(family.karin)
    in_force = queries.find_in_force(karin)
    assert in_force is not None
    turned = [service.Turned(line.about.id, met=True, words="") for line in in_force.items]
    question = service.ask_to_close(karin, in_force, "Farmor bliver ved.", turned)
    session.commit()
    about = queries.find_question(leader.id, question.id)
    assert about is not None
    service.answer_as_leader(leader.id, about, yes=True, reply="")
    session.commit()
