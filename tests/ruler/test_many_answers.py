"""Two hundred answers stay readable: few marks that are told apart, and every answer in the table."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ruler.queries.periods import MOST, Period, thinned
from portal.ruler.queries.picture import BETWEEN_FLAGS, Told, drawn

SARA, JONAS, KARIN = (UUID(int=number) for number in (1, 2, 3))
A_MORNING = datetime(2026, 1, 5, 8, tzinfo=UTC)
NAMED = iter(range(10**9))


def told(person: UUID, step: int, day: int) -> Told:
    return Told(UUID(int=next(NAMED)), person, A_MORNING + timedelta(days=day), step)


def often(every: int, times: int = 70) -> list[Told]:
    """Three people who answer again and again, so many days between."""
    days = [number * every for number in range(times)]
    return [told(person, 1 + (day // every) % 4, day) for day in days for person in (SARA, JONAS, KARIN)]


def test_few_answers_all_stand():
    answers = often(1, times=MOST * 2)

    assert thinned(answers) == (answers, None)


@pytest.mark.parametrize(
    ("every", "by"), [(1, Period.WEEK), (4, Period.MONTH), (14, Period.QUARTER), (50, Period.YEAR)]
)
def test_many_are_thinned_by_the_shortest_period_that_leaves_room(every, by):
    shown, period = thinned(often(every))

    assert period is by
    assert all(sum(one.person_id == person for one in shown) <= MOST * 2 for person in (SARA, JONAS, KARIN))


def test_a_bad_day_does_not_vanish_behind_a_good_one():
    answers = [told(SARA, 5 if day == 40 else 1, day) for day in range(70)]

    shown, _period = thinned(answers)

    assert [one.step for one in shown].count(5) == 1


@given(st.lists(st.tuples(st.sampled_from([SARA, JONAS]), st.integers(1, 5), st.integers(0, 900))))
def test_what_stands_was_said_and_the_newest_and_the_worst_of_each_always_stand(rows):
    answers = sorted((told(*row) for row in rows), key=lambda one: one.at)

    shown, _period = thinned(answers)

    assert [one for one in answers if one in shown] == shown
    for person in (SARA, JONAS):
        of = [one for one in answers if one.person_id == person]
        assert not of or (of[-1] in shown and max(one.step for one in of) in {one.step for one in shown})


def test_flags_that_would_touch_are_one_letter():
    days = [A_MORNING + timedelta(days=day) for day in (0, 1, 40, 80, 81, 100)]

    picture = drawn([told(SARA, 1, 0), told(SARA, 2, 100)], steps=5, people=[SARA], moments=days)

    assert [flag.letter for flag in picture.flags] == ["A", "A", "B", "C", "C", "D"]
    assert all(b.x - a.x >= BETWEEN_FLAGS for a, b in pairwise(picture.poles))
    assert picture.flags[0].day == date(2026, 1, 5)


def test_there_are_letters_for_as_many_flags_as_there_is_room_for():
    moments = [A_MORNING + timedelta(days=day) for day in range(1000)]

    picture = drawn([told(SARA, 1, 0), told(SARA, 2, 999)], steps=5, people=[SARA], moments=moments)

    assert 5 < len(picture.poles) < 26


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_page_says_that_the_picture_is_thinned_and_the_table_holds_every_answer(family, sees, clock):
    for number in range(MOST * 2 + 2):
        family.says(family.sara, 1 + number % 3, f"Nummer {number}.")
        family.opens_all_answers()
        clock.shift(timedelta(days=4))

    page = sees(family.sara)

    assert "Billedet viser hver persons nyeste svar i en måned" in page.page.says
    assert len(page.marks()) < MOST * 2
    assert len(page.rows) == MOST * 2 + 2
    open_ = page.html.select_one("table.said-so").select("tr[id^=said-]")
    assert len(open_) == 12
    assert len(page.html.select("details.older tr[id^=said-]")) == MOST * 2 + 2 - 12


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_mark_leads_to_its_reason_also_when_that_is_folded_away(family, sees, as_, clock):
    for number in range(14):
        family.says(family.sara, 1 + number % 3, f"Nummer {number}.")
        family.opens_all_answers()
        clock.shift(timedelta(days=4))
    page = sees(family.sara)

    oldest, *_between, newest = [link["href"] for link in page.figures[0].select("a.at")]

    assert "Nummer 0." in as_(family.sara).visit(oldest).says
    assert "Nummer 13." in page.html.find(id=newest.removeprefix("#")).get_text()
