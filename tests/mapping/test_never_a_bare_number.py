"""Where somebody stands from 0 to 10 is told in words, with both ends in words, wherever it is told."""

import pytest

from portal.cases.models import Case
from portal.db.session import session
from portal.mapping import service
from tests.mapping.around import names_danger, stands
from tests.mapping.test_on_paper import Paper

ENDS = ("Så utrygt, at barnet ikke kan bo hjemme", "Så trygt, at kommunen kan stoppe")


@pytest.fixture
def home(a):
    """Sara and Jonas stand on the line of a danger, and Sara on the one about everything; it was kept."""
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    a.entry(case, sara)
    danger = names_danger(case, karin)
    stands(case, sara, 4, danger, why="Birthe kommer.")
    stands(case, jonas, 7, danger, why="Det er sjældent.")
    stands(case, sara, 6, why="Det går.")
    kept = service.keep_map(a.actor(case, karin), session.get_one(Case, case.id))
    session.commit()
    return case, sara, kept


@pytest.mark.parametrize("where", ["map/scale", "map/kept/{kept}"])
def test_each_place_stands_with_the_own_words_and_both_ends(home, as_, where):
    case, sara, kept = home

    page = as_(sara).visit(f"/cases/{case.id}/{where}".format(kept=kept.id))

    told = [one.get_text().replace("\xa0", " ") for one in page.response.html.select("p.said:has(b)")]
    assert told == [
        "4 af 10 \N{EN DASH} Birthe kommer.",
        "7 af 10 \N{EN DASH} Det er sjældent.",
        "6 af 10 \N{EN DASH} Det går.",
    ]
    heard = [
        one for one in page.response.html.select(".ends") if not one.find_parent(attrs={"aria-hidden": True})
    ]
    assert len(heard) == 2
    assert all(end in one.get_text() for one in heard for end in ENDS)


def test_paper_says_it_the_same_way(home, as_):
    case, sara, kept = home

    for where in ("map.pdf?paper=a4", f"map/kept/{kept.id}.pdf"):
        paper = Paper(as_(sara).visit(f"/cases/{case.id}/{where}").response.body)
        for words in (
            "4 af 10 \N{EN DASH}",
            "Birthe kommer.",
            "7 af 10 \N{EN DASH}",
            "0 af 10",
            "10 af 10",
            *ENDS,
        ):
            assert paper.has(words), (where, words)


def test_how_far_apart_people_are_is_of_ten_too(home, as_):
    case, sara, _kept = home

    page = as_(sara).visit(f"/cases/{case.id}/map/scale")

    assert "I står fra 4 til 7 af 10." in page.says
    assert page.response.html.select_one(".scale ol")["aria-hidden"] == "true"
