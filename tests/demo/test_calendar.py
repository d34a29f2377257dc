"""The stories of the demo are counted back from today: they hold on every day of the year."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.db.clock import COPENHAGEN, end_of_working_day
from portal.db.past import NotAStory, in_the_past
from portal.db.session import session
from portal.demo.calendar import moment
from portal.demo.family import FAMILIES
from portal.demo.saying import PROMISE_DAYS
from portal.demo.telling import in_order
from portal.people.models import SignInAudit

A_MONDAY = datetime(2026, 3, 23, tzinfo=COPENHAGEN)
ANY_DAY = [
    A_MONDAY + timedelta(days=days, hours=hours)
    for days in (*range(8), 200, 217, 284)
    for hours in (0, 9, 16, 23)
]
EASTER, CHRISTMAS = range(10, 17), range(275, 293, 2)
ANY_DAY += [A_MONDAY + timedelta(days=days, hours=9) for days in (*EASTER, *CHRISTMAS)]


@pytest.mark.parametrize("today", ANY_DAY, ids=str)
def test_whatever_the_day_everything_has_happened_and_in_the_same_order(today):
    for story in FAMILIES:
        told = in_order(story, today.astimezone(UTC))
        usual = in_order(story, ANY_DAY[9].astimezone(UTC))

        assert max(then for then, _act in told) < today
        assert [act for _then, act in told] == [act for _then, act in usual]


@pytest.mark.parametrize("today", ANY_DAY, ids=str)
def test_whatever_the_day_one_promise_runs_out_next_and_another_is_broken(today):
    soon = end_of_working_day(moment("d3 09:00", today), after=PROMISE_DAYS)
    broken = end_of_working_day(moment("d6 08:15", today), after=PROMISE_DAYS)

    assert soon == end_of_working_day(today)
    assert broken < today < soon


def test_a_day_that_nobody_can_read_is_refused():
    with pytest.raises(ValueError, match="no moment in a story"):
        moment("yesterday", A_MONDAY)


def test_the_clock_of_a_story_goes_forwards_and_never_past_now(app):
    with in_the_past() as move_to:
        move_to(datetime(2026, 1, 2, tzinfo=UTC))

        for wrong in (datetime(2026, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(days=1)):
            with pytest.raises(NotAStory):
                move_to(wrong)


def test_the_clock_cannot_be_moved_where_anybody_has_signed_in(app):
    session.add(SignInAudit(door="borger", outcome="signed_in"))
    session.commit()

    with pytest.raises(NotAStory, match="signed in"), in_the_past():
        pytest.fail("the clock was moved")
