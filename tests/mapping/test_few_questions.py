"""The pages of the map ask as few questions for 120 sentences and 200 places on its lines as for one."""

from uuid import uuid4

from portal.cases.models import Case
from portal.db.session import session
from portal.mapping import service
from portal.mapping.models import Category, MapEntry, SafetyScore
from tests.db.test_statements import visit
from tests.mapping.around import names_danger, stands

PAGES = (
    "/map",
    "/map/scale",
    "/map/kept",
    "/map/kept/{version}",
    "/map/kept/{version}/compare",
    "/map/meeting",
)


def test_a_hundred_and_twenty_sentences_and_two_hundred_places_cost_no_more_questions_than_one(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    a.entry(case, sara)
    danger = names_danger(case, karin)
    stands(case, sara, 4, danger)

    def kept():
        version = service.keep_map(a.actor(case, karin), session.get_one(Case, case.id))
        session.commit()
        return version.id

    def counted(browser):
        return [
            len(visit(browser, f"/cases/{case.id}{page}".format(version=newest)).statements) for page in PAGES
        ]

    kept()
    newest = kept()
    one = counted(as_(karin))
    session.add_all(written(case, sara, number) for number in range(120))
    session.add_all(stood(case, (sara, jonas)[number % 2], number, danger) for number in range(200))
    session.commit()
    for number in range(10):
        a.entry(case, jonas, f"Nr. {number}")
    newest = kept()

    assert max(one) <= 6, dict(zip(PAGES, one, strict=True))
    assert counted(as_(karin)) == one


def written(case, who, number):
    kinds = (Category.STRENGTH, Category.PAST_HARM, Category.NEXT_STEP)
    told = {"case_id": case.id, "author_id": who.id, "category": kinds[number % 3]}
    return MapEntry(id=uuid4(), words=f"Sætning {number}", effect="", audience="in_case", **told)


def stood(case, who, number, danger):
    """Every other one on the line of the danger, the others on the one about everything."""
    told = {"case_id": case.id, "author_id": who.id, "audience": "in_case", "higher": "Ro.", "words": "Nu."}
    line = danger.id if number % 4 < 2 else None
    return SafetyScore(id=uuid4(), number=number % 11, beside_id=line, role_at_time="custody_holder", **told)
