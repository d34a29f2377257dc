"""Parents who are kept apart say yes to one plan: neither meets the other's address, nor who the other is."""

import pytest

from portal.cases import queries, service
from portal.db.session import session
from portal.plan.models import PlanVersion
from tests.cases.apart import NO_CONTACT, Family
from tests.plan.conftest import handed, press
from tests.probe.sweep import said

HERS, HIS = "Rønnevej 3", "Lindealle 8"
ALWAYS = ("", "plan", "plan/approve", "story")
ONCE_OUT, ONCE_BEGUN = ("plan/answers.pdf",), ("plan/versions", "plan/log", "plan/whole.pdf", "plan/week.pdf")
KEPT = {"Louise": (HIS, "Martin", "Krogh"), "Martin": (HERS, "Louise", "Lund")}


@pytest.fixture
def family(a, app):
    """Louise and Martin, each hidden from the other, each with an address that the other must not know."""
    here = Family(a)
    here.apart()
    karin = here.actor(here.karin)
    service.keep_apart(karin, here.seat(here.martin).id, [here.seat(here.louise).id], NO_CONTACT)
    session.commit()
    here.keeps_secret(HERS)
    martin = here.actor(here.martin)
    kept = queries.find_kept_secret(martin, here.seat(here.martin).id)
    service.keep_secret(martin, kept, "address", HIS)
    session.commit()
    return here


@pytest.fixture
def browsers(family, as_):
    return {name: as_(getattr(family, name.lower())) for name in ("Louise", "Martin", "Karin")}


def meets_nothing_of_the_other(family, browsers, pages=ALWAYS):
    for name, hidden in KEPT.items():
        for page in pages:
            answer = browsers[name].http.get(f"/cases/{family.case.id}/{page}", expect_errors=True)
            assert answer.status_int < 500
            met = [text for text in hidden if text in said(answer)]
            assert met == [], f"{name} meets {met} at {page}"


def test_the_round_from_first_word_to_a_plan_that_applies(family, browsers):
    place = f"/cases/{family.case.id}/plan"
    writes = {"Louise": ("Freja sover hos mig.", HERS), "Martin": ("Freja er hos mig om lørdagen.", HIS)}
    for name, (words, where) in writes.items():
        seat = family.seat(getattr(family, name.lower())).id
        told = {"words": words, "where_words": where, "doers": [seat]}
        assert browsers[name].visit(f"{place}/propose").send(**told).status == 303
    both = [family.seat(one).id for one in (family.louise, family.martin)]
    browsers["Karin"].visit(f"{place}/propose").send(words="Freja bliver hentet kl. 15.", doers=both)
    browsers["Karin"].visit(place).send("/send-out")
    meets_nothing_of_the_other(family, browsers, ALWAYS + ONCE_OUT)

    for name in ("Louise", "Martin", "Karin"):
        page = browsers[name].visit(f"{place}/approve")
        assert "Freja bliver hentet kl. 15." in page.says
        assert press(page, "agree").status == 303
        meets_nothing_of_the_other(family, browsers)
    version, child = session.query(PlanVersion.id).scalar(), family.a.child(family.case, "Freja")
    heard = {"answer": "agree", "words": "Fint.", "how": "I børnehaven."}
    browsers["Karin"].visit(f"{place}/children/{child.id}/view").send(**heard)
    look = browsers["Karin"].visit(f"{place}/{version}/put-in-force")
    assert "Det her er ikke vist for Louise" in look.says
    assert "Det her er ikke vist for Martin" in look.says
    look.send(**handed())

    assert session.query(PlanVersion.status).scalar() == "in_force"
    meets_nothing_of_the_other(family, browsers, ALWAYS + ONCE_BEGUN)
    assert HERS in said(browsers["Louise"].http.get(f"{place}/whole.pdf")), "her own she reads"
