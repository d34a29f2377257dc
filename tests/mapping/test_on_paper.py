"""The map on paper, for one person: three columns of what this person sees, and nothing else."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience
from portal.db.session import session
from portal.mapping.models import FIRST_OF, Category
from portal.people.models import Person
from tests.paper.reading import Paper


def printed(browser, case, asked="") -> Paper:
    page = browser.visit(f"/cases/{case.id}/map.pdf{asked}")
    assert page.response.content_type == "application/pdf"
    assert page.response.headers["Content-Disposition"] == "inline; filename=vores-ark.pdf"
    return Paper(page.response.body)


@pytest.fixture
def home(a):
    """Emil's mother and father have both written, and a trainer has come."""
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    good = a.entry(case, sara, "Emil sover godt hos mormor.", category=Category.STRENGTH)
    a.entry(case, jonas, "Emil har været alene om natten.", category=Category.PAST_HARM)
    a.remark(case, jonas, good, "Det gør han også her.")
    return case, sara, jonas


def test_three_columns_with_names_dates_and_what_others_say_beside_it(home, as_):
    case, sara, _jonas = home

    paper = printed(as_(sara), case)

    assert (paper.pages, paper.title, paper.root["/Lang"]) == (1, "Hvordan går det?", "da")
    assert {"/H1", "/P"} <= paper.tags
    assert "<pdfuaid:part>1</pdfuaid:part>" in paper.claims
    wide, high = (round(float(side) / 72 * 25.4) for side in paper.reader.pages[0].mediabox[2:])
    assert (wide, high) == (420, 297)
    said = ["Hvad fungerer godt?", "Emil sover godt hos mormor.", "Sara mor", "Jonas ser det sådan:"]
    said += [
        "Det gør han også her.",
        "Hvad bekymrer?",
        "Emil har været alene om natten.",
        "Her står ikke noget endnu.",
    ]
    places = [paper.letters.find(words.replace(" ", "")) for words in said]
    assert -1 not in places, said[places.index(-1)]
    assert places == sorted(places)
    for kept_off in ("Holm", case.number, "CPR", "Emils sag"):
        assert not paper.has(kept_off)


def test_who_may_not_read_a_sentence_never_gets_it_on_paper(home, as_, a):
    case, sara, jonas = home
    karin = session.get_one(Person, case.caseworker_id)
    a.entry(case, sara, "KANARIE til Karin", audience=Audience.US_HERE, readers=(karin,))
    trainer = a.member(case, "Kim Berg", Role.NETWORK_PERSON)

    assert printed(as_(sara), case).has("KANARIE til Karin")
    assert printed(as_(karin), case).has("KANARIE til Karin")
    assert not printed(as_(jonas), case).has("KANARIE")
    page = as_(trainer).visit(f"/cases/{case.id}/map.pdf").follow()
    assert "Der er ikke noget at printe endnu." in page.says
    a.shield(case, protected=sara, hidden_from=jonas)
    paper = printed(as_(jonas), case)
    assert not [name for name in ("Sara", "mormor", "Det gør han også her.") if paper.has(name)]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_forty_sentences_are_on_one_a3_or_two_a4_and_none_is_left_out(home, as_, a):
    case, sara, _jonas = home
    for number in range(40):
        words = f"Nr. {number}: Vi spiser sammen, og lyset er slukket kl. 20."
        a.entry(case, sara, words, category=list(FIRST_OF.values())[number % 3])

    page = as_(sara).visit(f"/cases/{case.id}/map")
    big, small = printed(as_(sara), case), printed(as_(sara), case, "?paper=a4")

    assert page.links_to(f"/cases/{case.id}/map.pdf")
    assert (big.pages, small.pages) == (1, 2)
    assert all(paper.has(f"Nr. {number}: Vi") for paper in (big, small) for number in range(40))
