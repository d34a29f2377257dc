"""A note is looked at again on its day: it is kept until another, put away, or opened to the family."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portal.access.models import Audience, Contribution
from portal.cases.queries import cases_with_a_promise_to_keep
from portal.db.session import session
from portal.history.models import Event
from portal.mapping.models import Category, MapEntry
from portal.notes import queries
from portal.notes.models import Note, Outcome
from tests.db.test_saves import MOST, asked_when_saving
from tests.db.test_statements import visit
from tests.notes.conftest import A_MONTH, ASKED, SEEN

LOOKED = {"outcome": "kept", "words": "Vi har talt med læreren igen.", "decided_by": "Karin Bech"}
WAITS = "Notater, du skal se på igen"


def test_on_its_day_the_case_stands_on_the_caseworkers_list_until_the_note_is_looked_at(family, as_, clock):
    note = family.writes(family.karin)
    assert WAITS not in as_(family.karin).visit("/waiting").says

    clock.shift(A_MONTH)
    browser = as_(family.karin)
    page = browser.visit("/waiting")
    assert WAITS in page.says
    assert page.links_to(family.at("notes"))
    assert "Ingen venter på dig lige nu." in page.says  # no promise to the family is made of it
    assert WAITS not in as_(family.tom).visit("/waiting").says

    answer = browser.visit(family.at("notes", note.id, "look-again")).send(**LOOKED)

    assert answer.status == 303
    assert "Vi har talt med læreren igen." in answer.follow().says
    assert WAITS not in browser.visit("/waiting").says
    clock.shift(A_MONTH)
    assert WAITS in as_(family.karin).visit("/waiting").says


def test_the_caseworker_is_reminded_on_the_day_and_the_case_waits_for_nothing_else(family, clock):
    note = family.writes(family.karin)
    assert queries.who_looks_again(family.case.id) == []

    clock.shift(A_MONTH)

    assert [(one.person_id, one.what) for one in queries.who_looks_again(family.case.id)] == [
        (family.karin.id, f"note {note.id}")
    ]
    assert list(session.scalars(queries.cases_with_a_note_due())) == [family.case.id]
    assert list(session.scalars(cases_with_a_promise_to_keep())) == []


def test_looking_again_changes_no_word_and_follows_the_old_note(family):
    first = family.writes(family.karin)

    kept = family.looks_again(family.tom, first, queries.today() + A_MONTH)
    closed = family.looks_again(family.karin, first)

    thread = family.thread(family.karin, first)
    assert [(one.id, one.outcome) for one in thread.notes] == [
        (first.id, Outcome.WRITTEN),
        (kept.id, Outcome.KEPT),
        (closed.id, Outcome.CLOSED),
    ]
    assert (thread.first.words, thread.review_on) == (SEEN, None)
    assert {one.reason for one in thread.notes} == {first.reason}


def test_a_note_is_followed_once(family):
    first = family.writes(family.karin)
    thread = family.thread(family.karin, first)
    family.looks_again(family.karin, first)
    second = {"outcome": "closed", "follows_id": thread.first.id, "words": "Også.", "decided_by": "Tom"}
    told = {"reason": "abuse", "reason_words": "", "heard_from": "", "notification_words": ""}
    at = {"case_id": family.case.id, "author_id": family.tom.id, "written_on": queries.today()}

    session.add(Note(**second, **told, **at, professional_only=True))
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_is_put_away_can_be_read_and_not_looked_at_again(family, as_):
    note = family.writes(family.karin)
    browser = as_(family.karin)

    browser.visit(family.at("notes", note.id, "look-again")).send(**LOOKED | {"outcome": "closed"})

    assert SEEN in browser.visit(family.at("notes")).says
    for page in ("look-again", "open-up"):
        assert browser.visit(family.at("notes", note.id, page)).status == 403


def test_keeping_it_needs_a_new_day_and_loses_no_words(family, as_):
    note = family.writes(family.karin)
    page = as_(family.karin).visit(family.at("notes", note.id, "look-again"))

    for day, says in (("", "Vælg en dag"), ("2027-06-10", "Vælg en dag inden for tre måneder.")):
        again = page.send(**LOOKED, review_on=day)
        assert again.status == 200
        assert says in again.says
        assert again.fields["words"] == LOOKED["words"]
    assert session.query(Note).count() == 1


def test_opened_it_stands_on_the_map_from_today_as_new_words_and_the_note_stays(family, as_, clock):
    note = family.writes(family.karin)
    clock.shift(timedelta(days=3))
    page = as_(family.karin).visit(family.at("notes", note.id, "open-up"))
    assert page.fields["words"] == (
        f"Vi skrev det her ned tirsdag den 9. marts. I kunne ikke se det her før nu.\n\n{SEEN}"
    )

    answer = page.send(audience="in_case", words="Vi hørte i tirsdags, at Emil havde et mærke.")

    assert answer.response.location.startswith(family.at("map"))
    for parent in (family.sara, family.jonas):
        browser = as_(parent)
        assert "Vi hørte i tirsdags, at Emil havde et mærke." in browser.visit(family.at("map")).says
        told = browser.visit(family.at("story")).says
        assert "skrev på kortet" in told
        assert "notat" not in told
    entry = session.query(MapEntry).one()
    assert (entry.category, entry.audience) == (Category.PAST_HARM, Audience.IN_CASE)
    assert family.thread(family.karin, note).last.opened_as_id == entry.id
    assert session.get_one(Contribution, note.id).professional_only


def test_opened_to_one_parent_it_is_read_by_that_parent_alone(family, as_):
    note = family.writes(family.karin)

    as_(family.karin).visit(family.at("notes", note.id, "open-up")).send(
        audience="us_here", readers=[family.sara.id], words="Kun til dig, Sara."
    )

    assert "Kun til dig, Sara." in as_(family.sara).visit(family.at("map")).says
    assert "Kun til dig, Sara." not in as_(family.jonas).visit(family.at("map")).says
    assert "Kun til dig, Sara." in as_(family.tom).visit(family.at("notes")).says


def test_what_happened_to_a_note_holds_no_word_of_it(family):
    note = family.writes(family.karin)
    family.looks_again(family.karin, note)

    told = session.query(Event).order_by(Event.number)
    said = [event for event in told if event.what.startswith("note.")]

    assert [event.what for event in said] == ["note.written", "note.closed"]
    assert all(set(event.detail) == {"reason", "review_on", "words_sha256"} for event in said)
    assert all(event.subject_id for event in said)


def test_the_list_and_the_notes_ask_few_questions_however_many_there_are(family, as_, clock):
    family.writes(family.karin)
    clock.shift(A_MONTH)
    browser = as_(family.karin)
    one = {page: visit(browser, page) for page in ("/waiting", family.at("notes"))}
    for _number in range(10):
        family.looks_again(family.tom, family.writes(family.tom), queries.today() + A_MONTH)

    many = {page: visit(browser, page) for page in one}

    assert [len(many[page].statements) for page in one] == [len(one[page].statements) for page in one]
    assert len(one["/waiting"].statements) <= 3, one["/waiting"].statements
    assert len(one[family.at("notes")].statements) <= 6, one[family.at("notes")].statements


def test_each_save_asks_at_most_twelve(family, as_):
    browser = as_(family.karin)
    note = browser.visit(family.at("notes", "write"))
    asked = {"a note": asked_when_saving(note, ASKED)}
    found = session.query(Note).one()
    again = browser.visit(family.at("notes", found.id, "look-again"))
    asked["looking again"] = asked_when_saving(again, LOOKED)
    opened = browser.visit(family.at("notes", found.id, "open-up"))
    asked["opening"] = asked_when_saving(opened, {"audience": "us_here", "readers": [str(family.sara.id)]})

    for what, statements in asked.items():
        assert len(statements) <= MOST, "\n".join([what, *statements])
