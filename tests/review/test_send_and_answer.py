"""A family sends, and is promised a date; the caseworker answers item by item, the oldest promise first."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.access.models import Audience
from portal.cases.models import Answer, Case
from portal.db import clock
from portal.db.session import session
from portal.review.models import Submission
from portal.review.service import promise
from portal.settings.closed import Closed

FRIDAY_NIGHT = datetime(2026, 3, 6, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "days", "promised"),
    [
        (FRIDAY_NIGHT, 3, datetime(2026, 3, 11, 15, tzinfo=UTC)),
        (datetime(2026, 3, 9, 8, tzinfo=UTC), 1, datetime(2026, 3, 10, 15, tzinfo=UTC)),
        (datetime(2026, 3, 27, 8, tzinfo=UTC), 1, datetime(2026, 3, 30, 14, tzinfo=UTC)),
        (datetime(2026, 4, 1, 8, tzinfo=UTC), 3, datetime(2026, 4, 9, 14, tzinfo=UTC)),
        (datetime(2026, 5, 13, 8, tzinfo=UTC), 1, datetime(2026, 5, 15, 14, tzinfo=UTC)),
        (datetime(2026, 5, 22, 8, tzinfo=UTC), 1, datetime(2026, 5, 26, 14, tzinfo=UTC)),
        (datetime(2026, 6, 4, 8, tzinfo=UTC), 1, datetime(2026, 6, 8, 14, tzinfo=UTC)),
        (datetime(2026, 12, 23, 8, tzinfo=UTC), 3, datetime(2026, 12, 30, 15, tzinfo=UTC)),
        (datetime(2026, 12, 30, 8, tzinfo=UTC), 1, datetime(2027, 1, 4, 15, tzinfo=UTC)),
    ],
    ids=[
        "over a weekend",
        "the next day",
        "over the change to summer time",
        "over Easter",
        "over Ascension Day",
        "over Pentecost",
        "over Constitution Day",
        "over Christmas",
        "over New Year",
    ],
)
def test_an_answer_is_promised_by_the_end_of_a_working_day(sent, days, promised):
    assert promise(sent, days) == promised


def test_no_answer_is_promised_on_a_day_that_the_municipality_has_named(monkeypatch):
    monkeypatch.setattr(clock, "_closed", [Closed.read("2026-05-15, 12-24")])

    assert promise(datetime(2026, 5, 13, 8, tzinfo=UTC), 1) == datetime(2026, 5, 18, 14, tzinfo=UTC)
    assert promise(datetime(2026, 6, 4, 8, tzinfo=UTC), 1) == datetime(2026, 6, 5, 14, tzinfo=UTC)


@pytest.fixture
def karin(a):
    return a.caseworker()


@pytest.fixture
def case(a, karin):
    return a.case(caseworker=karin)


def test_what_is_sent_waits_for_the_caseworker_with_the_promised_date(a, as_, karin, case):
    sara = a.member(case)
    a.entry(case, sara, "Emil græd i går.")

    sent = as_(sara).visit(f"/cases/{case.id}/send").send()

    assert sent.status == 303
    assert "Du hører fra" in sent.follow().says
    assert "Lovet senest" in as_(karin).visit("/waiting").says
    assert session.query(Case).one().attention_at == session.query(Submission).one().promised_at


def test_the_oldest_promise_stands_first(a, as_, karin):
    families = [(a.case(name, caseworker=karin), name) for name in ("Noah", "Ida")]
    for number, (one, _name) in enumerate(families):
        lis = a.member(one, f"Lis{number} Berg")
        a.entry(one, lis)
        as_(lis).visit(f"/cases/{one.id}/send").send()
    session.query(Case).filter_by(id=families[1][0].id).one().attention_at = FRIDAY_NIGHT
    session.commit()

    page = as_(karin).visit("/waiting").says

    assert page.index("Ida") < page.index("Noah")
    assert "Vi holdt ikke løftet" in page


def test_a_promise_that_was_broken_is_owned_to_the_family(a, as_, case):
    sara = a.member(case)
    a.entry(case, sara)
    as_(sara).visit(f"/cases/{case.id}/send").send()
    assert "Du hører fra os senest" in as_(sara).visit(f"/cases/{case.id}/").says
    sent = session.query(Submission).one()
    sent.created_at, sent.promised_at = FRIDAY_NIGHT, FRIDAY_NIGHT + timedelta(days=4)
    session.commit()

    page = as_(sara).visit(f"/cases/{case.id}/").says

    assert "Vi skylder dig et svar" in page
    assert "Det er vores fejl, ikke din." in page
    assert "Du hører fra os senest" not in page


def test_a_familys_page_leads_its_caseworker_to_what_waits(a, as_, karin, case):
    sara = a.member(case)
    assert "Din tur" not in as_(karin).visit(f"/cases/{case.id}/").says
    a.entry(case, sara, "Emil græd i går.")
    as_(sara).visit(f"/cases/{case.id}/send").send()

    page = as_(karin).visit(f"/cases/{case.id}/")

    assert "Familien har sendt noget." in page.says
    assert page.says.count(f"/cases/{case.id}/review") == 2, "the turn, and the list of all there is"
    assert "Familien har sendt noget." not in as_(sara).visit(f"/cases/{case.id}/").says


def test_when_each_thing_is_answered_the_promise_is_kept(a, as_, karin, case):
    sara = a.member(case)
    first, second = a.entry(case, sara, "Første."), a.entry(case, sara, "Anden.")
    as_(sara).visit(f"/cases/{case.id}/send").send()

    as_(karin).visit(f"/cases/{case.id}/review/{first.id}").send(answer="agree")
    assert session.query(Case).one().attention_at is not None
    as_(karin).visit(f"/cases/{case.id}/review/{second.id}").send(answer="question", words="Hvornår var det?")

    session.remove()
    assert session.query(Case).one().attention_at is None
    assert session.query(Submission).one().answered_at is not None
    assert "Hvornår var det?" in as_(sara).visit(f"/cases/{case.id}/map").says


def test_what_has_no_answer_yet_stands_above_what_was_answered_long_ago(a, as_, karin, case):
    sara = a.member(case)
    first = a.entry(case, sara, "Første.")
    a.entry(case, sara, "Anden.")
    as_(karin).visit(f"/cases/{case.id}/review/{first.id}").send(answer="agree")

    page = as_(karin).visit(f"/cases/{case.id}/review").says

    assert page.index("Anden.") < page.index("Første.")


def test_a_no_needs_its_reason(a, as_, karin, case):
    entry = a.entry(case, a.member(case))

    page = as_(karin).visit(f"/cases/{case.id}/review/{entry.id}").send(answer="cannot")

    assert page.status == 200
    assert "Skriv noget her" in page.says
    assert session.query(Answer).count() == 0


def test_a_new_answer_replaces_the_old_one_and_both_are_kept(a, as_, karin, case):
    sara = a.member(case)
    entry = a.entry(case, sara)
    place = f"/cases/{case.id}/review/{entry.id}"
    as_(karin).visit(place).send(answer="question", words="Hvad mener du?")

    as_(karin).visit(place).send(answer="agree")

    page = as_(sara).visit(f"/cases/{case.id}/map").says
    assert "Hvad mener du?" not in page
    assert "er enig" in page
    assert session.query(Answer).count() == 2


def test_an_answer_to_a_text_that_moved_shows_both_and_can_be_sent_again(a, as_, karin, case):
    sara = a.member(case)
    entry = a.entry(case, sara, "Vi spiser sammen.")
    page = as_(karin).visit(f"/cases/{case.id}/review/{entry.id}")
    as_(sara).visit(f"/cases/{case.id}/map/{entry.id}/reword").send(words="Vi spiser sammen kl. 18.")

    conflict = page.send(answer="question", words="Hver dag?")

    assert conflict.status == 409
    assert "Vi spiser sammen kl. 18." in conflict.says
    assert conflict.fields["words"] == "Hver dag?"
    assert conflict.send().status == 303


def test_there_is_nothing_to_send_twice(a, as_, karin, case):
    sara = a.member(case)
    a.entry(case, sara)
    as_(sara).visit(f"/cases/{case.id}/send").send()

    assert "ikke noget nyt at sende" in as_(sara).visit(f"/cases/{case.id}/send").says
    assert session.query(Submission).count() == 1


def test_what_a_mother_keeps_from_the_caseworker_is_not_sent(a, as_, karin, case):

    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    a.entry(case, sara, "Kun til Jonas.", audience=Audience.US_HERE, readers=(jonas,))

    assert "Kun til Jonas." not in as_(sara).visit(f"/cases/{case.id}/send").says


def test_a_colleague_sees_nothing_before_the_promise_is_broken(a, as_):
    karin, tom, mia = a.caseworker(), a.caseworker("Tom Dahl"), a.caseworker("Mia Toft")
    case = a.case("Emil", caseworker=karin, standin=tom)
    sara = a.member(case)
    a.entry(case, sara)
    as_(sara).visit(f"/cases/{case.id}/send").send()
    assert "Emil" not in as_(tom).visit("/waiting").says

    session.query(Case).one().attention_at = FRIDAY_NIGHT
    session.commit()

    assert "Emil" in as_(tom).visit("/waiting").says
    assert "Emil" not in as_(mia).visit("/waiting").says
