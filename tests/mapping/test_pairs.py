"""What could happen, what we want to see and their line belong together, and carry one number."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

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
def clock():
    with time_machine.travel(datetime(2027, 3, 2, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


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


def test_what_changed_is_told_pair_by_pair_with_both_days_and_who_moved_from_where_to_where(
    home, as_, a, clock
):
    case, karin, sara, said = home

    def kept():
        version = service.keep_map(a.actor(case, karin), session.get_one(Case, case.id))
        session.commit()
        return version

    for danger in said:
        stands(case, sara, 3, danger, why="Det er nyt.")
    kept()
    clock.shift(timedelta(days=30))
    stands(case, sara, 7, said[1], why="Vi ringer nu.")
    goal = session.query(MapEntry).filter_by(danger_id=said[2].id).one()
    service.reword_entry(a.actor(case, karin), goal, "At de ringer i tide.", goal.revision)
    session.commit()
    newer = kept()

    page = as_(sara).visit(f"/cases/{case.id}/map/kept/{newer.id}/compare")

    lead = page.response.html.select_one("main .lead").get_text()
    assert "2. marts" in lead
    assert "1. april" in lead
    heads, told = cards(page)
    assert [head[0] for head in heads] == [f"Bekymring {n}, mål {n} og linje {n}" for n in (2, 3)]
    line, words = told
    places = [line.find(text) for text in ("2. marts", "3 af 10", "1. april", "7 af 10", "Vi ringer nu.")]
    assert places == sorted(places)
    assert -1 not in places
    assert "Så utrygt, at barnet ikke kan bo hjemme" in line
    assert "(tilføjet:" in words


def test_two_maps_of_one_day_are_told_apart_by_the_hour(home, as_, a, clock):
    case, karin, sara, _said = home
    for _time in range(2):
        newer = service.keep_map(a.actor(case, karin), session.get_one(Case, case.id))
        a.entry(case, sara, "Nyt.")
        clock.shift(timedelta(hours=2))

    page = as_(karin).visit(f"/cases/{case.id}/map/kept/{newer.id}/compare")

    lead = page.response.html.select_one("main .lead").get_text()
    assert all(hour in lead for hour in ("kl. 10.00", "kl. 12.00"))
