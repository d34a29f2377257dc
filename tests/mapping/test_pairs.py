"""What could happen, what we want to see and their line belong together, and carry one number."""

import pytest

from portal.access.actor import Role
from portal.cases.models import Case
from portal.cases.service import hide_own_words
from portal.db.session import session
from portal.mapping import service
from portal.mapping.models import MapEntry
from tests.mapping.around import AROUND, stands
from tests.mapping.test_on_paper import Paper

DANGERS = ("At de råber.", "At Emil er alene.", "At de drikker.")


@pytest.fixture
def home(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    a.entry(case, sara)
    said = [
        service.name_pair(a.actor(case, karin), service.Pair(words, f"Ikke: {words}", None, AROUND, AROUND))
        for words in DANGERS
    ]
    session.commit()
    return case, karin, sara, said


def cards(page):
    """Each card of the page: its headings, and its text."""
    found = page.response.html.select(".sheet[aria-labelledby^=pair-]")
    heads = [[head.get_text(" ", strip=True) for head in one.select("h2, h3")] for one in found]
    return heads, [one.get_text(" ", strip=True) for one in found]


def of_three(number):
    return [
        f"Bekymring {number}: det, der kan ske",
        f"Mål {number}: det, vi gerne vil se",
        f"Linje {number}: hvor er vi nu?",
    ]


def test_each_of_three_pairs_is_one_card_with_one_number(home, as_, a):
    case, karin, sara, said = home
    for danger in said:
        stands(case, sara, 5, danger)
    kept = service.keep_map(a.actor(case, karin), session.get_one(Case, case.id))
    session.commit()

    for where in ("map", "map/scale", f"map/kept/{kept.id}"):
        heads, told = cards(as_(sara).visit(f"/cases/{case.id}/{where}"))
        assert heads == [of_three(number) for number in (1, 2, 3)], where
        for words, card in zip(DANGERS, told, strict=True):
            assert all(f"Ikke: {other}" in card or other != words for other in DANGERS), where
            assert all(other not in card or other == words for other in DANGERS), where


def test_on_paper_the_two_carry_the_same_number_and_so_does_their_line(home, as_):
    case, _karin, sara, said = home
    stands(case, sara, 5, said[1])

    paper = Paper(as_(sara).visit(f"/cases/{case.id}/map.pdf").response.body)

    for words in (*of_three(3)[:2], "Bekymring 2: det, der kan ske", "Linje 2", "Hvor er vi nu?"):
        assert paper.has(words), words
    assert not paper.has("Linje 3")


def test_a_pair_that_somebody_may_not_read_moves_no_number(home, as_, a):
    case, karin, sara, said = home
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    for one in session.query(MapEntry).filter(
        (MapEntry.id == said[2].id) | (MapEntry.danger_id == said[2].id)
    ):
        one.released_at, one.open_to_newcomers = one.created_at, True
    hide_own_words(a.actor(case, karin), session.get_one(MapEntry, said[0].id))
    session.commit()

    assert cards(as_(else_).visit(f"/cases/{case.id}/map"))[0] == [of_three(1)]
    heads, told = cards(as_(sara).visit(f"/cases/{case.id}/map"))
    assert heads == [of_three(1), of_three(2)]
    assert DANGERS[1] in told[0]
