"""The file for a calendar: neutral, right across summer time, and moving with the meeting."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.db.clock import by_the_wall
from tests.meetings.conftest import ABOUT, AN_HOUR, PLACE, THURSDAY

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def fetch(family, as_, meeting, person=None, query=""):
    return as_(person or family.sara).visit(family.at(meeting, "calendar") + query).response


def event_in(response):
    from icalendar import Calendar

    calendar = Calendar.from_ical(response.body)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_the_file_tells_nothing_of_the_case(family, as_):
    response = fetch(family, as_, family.meets(family.sara, family.else_))

    assert response.content_type.startswith("text/calendar")
    assert response.headers["Content-Disposition"] == 'attachment; filename="aftale.ics"'
    said = response.body.decode()
    for told in (
        "Sara",
        "Else",
        "Karin",
        "Emil",
        "Solvig",
        "Fællesplan",
        "portal",
        PLACE,
        ABOUT,
        "møde",
        "http",
    ):
        assert told not in said
    assert str(family.case.id) not in said
    calendar, event = event_in(response)
    assert str(event["SUMMARY"]) == "Aftale"
    assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS"}
    assert set(calendar) == {"VERSION", "PRODID", "METHOD"}


def test_the_place_is_there_when_it_is_asked_for(family, as_):
    meeting = family.meets(family.sara)
    page = as_(family.sara).visit(family.at(meeting))
    form = page.form("place")
    form["place"] = True

    _calendar, event = event_in(form.submit())

    assert str(event["LOCATION"]) == PLACE


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 13, 30, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 12, 30, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 12, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 13, 30, tzinfo=UTC)),
    ],
)
def test_half_past_two_is_half_past_two_in_summer_and_in_winter(family, as_, day, in_utc):
    meeting = family.meets(family.sara, at=by_the_wall(day, time(14, 30)))

    calendar, event = event_in(fetch(family, as_, meeting))

    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event.start == datetime.combine(day, time(14, 30), COPENHAGEN)
    assert event.start.astimezone(UTC) == in_utc
    assert event.end - event.start == AN_HOUR
    zones = calendar.walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["Europe/Copenhagen"]
    assert zones[0].to_tz().utcoffset(datetime.combine(day, time(14, 30))) == event.start.utcoffset()


def test_a_moved_meeting_is_the_same_one_later_in_the_sequence(family, as_):
    meeting = family.meets(family.sara)
    calendar, before = event_in(fetch(family, as_, meeting))
    family.moves(meeting, THURSDAY + AN_HOUR)

    _calendar, after = event_in(fetch(family, as_, meeting))

    assert calendar["METHOD"] == "PUBLISH"
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], after["SEQUENCE"] - 1)
    assert after.start == THURSDAY + AN_HOUR
    assert after["STATUS"] == "CONFIRMED"


def test_a_cancelled_meeting_is_taken_out(family, as_):
    meeting = family.meets(family.sara)
    _calendar, before = event_in(fetch(family, as_, meeting))
    family.cancels(meeting)

    calendar, after = event_in(fetch(family, as_, meeting))

    assert calendar["METHOD"] == "CANCEL"
    assert after["STATUS"] == "CANCELLED"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert "Karin er syg." not in str(after)


def test_each_meeting_has_a_mark_of_its_own_that_is_no_address(family, as_):
    first, second = family.meets(family.sara), family.meets(family.sara)

    marks = {str(event_in(fetch(family, as_, one))[1]["UID"]) for one in (first, second)}

    assert len(marks) == 2
    assert not marks & {str(first.id), str(second.id)}


def test_words_with_commas_and_line_breaks_stay_words(family, as_):
    meeting = family.meets(family.sara, place="Torvet 1, 2. sal;\nEND:VEVENT")

    _calendar, event = event_in(fetch(family, as_, meeting, query="?place=y"))

    assert str(event["LOCATION"]) == "Torvet 1, 2. sal;\nEND:VEVENT"
