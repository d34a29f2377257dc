"""What else happened stands in the picture as flags, and by name in the table, as far as each sees it."""

from datetime import timedelta

from portal.access.models import Audience
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.meetings import queries as meeting_queries
from portal.meetings import service as meetings
from tests.cases.test_news import OpenPage
from tests.ruler.made import in_use

AN_HOUR = timedelta(hours=1)


def begins(family) -> None:
    record("plan.in_force", by=family.karin.id, case_id=family.case.id)
    session.commit()


def breaks(family, reporter, *readers) -> None:
    """The event of a breach, about words that the reporter and these people read."""
    said = family.a.entry(family.case, reporter, "Han drak.", audience=Audience.US_HERE, readers=readers)
    record("plan.breach_reported", by=reporter.id, case_id=family.case.id, subject_id=said.id)
    session.commit()


def meets(family, clock, *called) -> None:
    """A meeting that is held an hour later."""
    actor = family.a.actor(family.case, family.karin)
    told = {"begins_at": now() + AN_HOUR, "ends_at": now() + 2 * AN_HOUR, "place": "Biblioteket"}
    seats = [family.a.seat(family.case, one).id for one in called]
    gathering = meeting_queries.gathering(actor)
    meetings.call_meeting(actor, gathering, "Om aftenerne.", meetings.Appointment(**told), seats)
    session.commit()
    clock.shift(2 * AN_HOUR)


def letters(page, picture: int = 0) -> list[str]:
    return [flag.get_text() for flag in page.figures[picture].select(".strip .pennant")]


def named(page) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.html.select("tr.flagged")]


def test_a_plan_a_breach_and_a_meeting_have_flags_and_names(family, sees, clock):
    family.all_answer(clock, (4, 3, 4))
    begins(family)
    clock.shift(timedelta(days=30))
    breaks(family, family.sara, family.karin)
    clock.shift(timedelta(days=30))
    meets(family, clock, family.sara, family.jonas)
    family.all_answer(clock, (2, 2, 3))

    page = sees(family.karin)

    assert letters(page) == ["A", "B", "C"]
    assert named(page) == [
        "C Flag C 7. jun. Møde",
        "B Flag B 8. maj En aftale holdt ikke",
        "A Flag A 8. apr. Planen begyndte",
    ]
    assert len(page.pictures[0].select("line.pole")) == 3
    for row in page.html.select("tr.flagged a"):
        assert row["href"].startswith(f"/cases/{family.case.id}/")


def test_a_breach_one_does_not_read_and_a_meeting_one_is_not_called_to_are_no_flags(family, sees, clock):
    family.all_answer(clock, (4, 3, 4))
    before = sees(family.jonas).figures[0]
    breaks(family, family.sara, family.karin)
    meets(family, clock, family.sara)

    assert named(sees(family.sara)) == ["A Flag A 8. apr. Møde", "A Flag A 8. apr. En aftale holdt ikke"]
    assert named(sees(family.jonas)) == []
    assert sees(family.jonas).figures[0] == before


def test_a_meeting_that_is_to_come_or_was_cancelled_is_no_flag(family, sees, clock):
    family.all_answer(clock, (4, 3, 4))
    meets(family, clock, family.sara)
    actor = family.a.actor(family.case, family.karin)
    [call] = meeting_queries.held(actor)
    call.meeting.status, call.meeting.cancelled_at = "cancelled", now()
    call.meeting.cancelled_by_id = family.karin.id
    session.commit()

    assert named(sees(family.sara)) == []
    clock.shift(-3 * AN_HOUR)
    assert named(sees(family.sara)) == []


def test_what_was_before_the_first_answer_is_left_out(family, sees, clock):
    begins(family)
    clock.shift(timedelta(days=2))
    family.all_answer(clock, (4, 3, 4))

    assert named(sees(family.sara)) == []
    assert letters(sees(family.sara)) == []


def test_a_flag_after_the_last_answer_stands_to_the_end_of_the_picture(family, sees, clock):
    family.all_answer(clock, (4, 3, 4))
    begins(family)

    page = sees(family.sara)

    assert page.pictures[0].select_one("line.pole")["x1"] == "92.0%"
    assert page.pictures[0].title.get_text().endswith("fra tirsdag den 9. marts til tirsdag den 9. marts")


def test_a_parent_hears_nothing_of_a_breach_by_the_page_that_stands_open(family, as_, clock):
    family.all_answer(clock, (4, 3, 4))
    page = OpenPage(as_(family.jonas), family.case)

    breaks(family, family.sara, family.karin)

    assert page.says() is None


def test_a_flag_stands_on_the_ruler_that_was_used_then_and_each_has_a_letter_of_its_own(family, sees, clock):
    family.all_answer(clock, (4, 3, 4), (3, 3, 3))
    begins(family)
    clock.shift(timedelta(days=5))
    in_use()
    family.all_answer(clock, (2, 2, 3), (1, 2, 2))
    meets(family, clock, family.sara, family.jonas)

    page = sees(family.sara)

    assert (letters(page, 0), letters(page, 1)) == (["B"], ["A"])
    assert [line.split(" Flag")[0] for line in named(page)] == ["B", "A"]
    older = page.html.select_one("section h3")
    assert older.get_text() == "På den lineal, I brugte før: Børnelinealen"
    assert older.find_next("p").get_text() == "Fra tirsdag den 9. marts til torsdag den 8. april"
