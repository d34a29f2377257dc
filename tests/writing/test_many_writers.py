"""Eight people write at the same moment, each in a process of their own. Nobody loses a word."""

from functools import partial

from sqlalchemy import select

from portal.db.session import session
from portal.history import verification
from portal.history.models import Event
from portal.mapping.models import MapEntry
from tests.at_once import at_once
from tests.browser import Page

WRITERS, TIMES = 8, 5


def writes(browser, place: str, name: str) -> Page:
    """Some sentences for the map, each form sent twice; what was answered last. All were taken."""
    for number in range(TIMES):
        page = browser.visit(place)
        for _ in range(2):
            answer = page.send(words=f"{name} {number}", category="strength", audience="in_case")
            assert answer.status == 303, answer.says
    return answer


def test_eight_writers_lose_nothing_and_a_double_press_makes_one(a, as_):
    case = a.case()
    people = [a.member(case, f"Skriver{number} Holm") for number in range(WRITERS)]
    names = [person.name for person in people]
    place, key = f"/cases/{case.id}/map/add/works", case.id
    hands = [partial(writes, as_(person), place, name) for person, name in zip(people, names, strict=True)]

    at_once(*hands)

    said = list(session.scalars(select(MapEntry.words)))
    assert sorted(said) == sorted(f"{name} {number}" for name in names for number in range(TIMES))
    assert list(verification.faults()) == []
    numbers = list(session.scalars(select(Event.number).where(Event.case_id == key).order_by(Event.number)))
    assert numbers == list(range(1, len(numbers) + 1))
