"""A caseworker writes what the family must not read now: with a reason, by whom, and until a day."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.access.models import Audience
from portal.access.visibility import visible
from portal.db.session import session
from portal.history.models import Event
from portal.notes import queries
from portal.notes.models import Note, Notification, Reason
from tests.notes.conftest import A_MONTH, ASKED, SEEN


def test_a_caseworker_writes_a_note_and_the_stand_in_reads_it(family, as_):
    page = as_(family.karin).visit(family.at("notes", "write"))
    assert "Du og Tom (afløser) kan læse det." in page.says
    assert "Sig aldrig, at det ikke findes." in page.says
    assert 'href="tel:112"' in page.says
    assert "Siden sender ikke noget for dig." in page.says

    answer = page.send(**ASKED)

    assert answer.status == 303
    assert SEEN in answer.follow().says
    read = as_(family.tom).visit(family.at("notes")).says
    for told in (SEEN, *(ASKED[name] for name in ("heard_from", "notification_words", "decided_by"))):
        assert told in read
    note = session.query(Note).one()
    assert (note.review_on - note.written_on, note.notification) == (A_MONTH, Notification.MADE)


MISSING = [
    ({"words": ""}, "Skriv noget her"),
    ({"heard_from": ""}, "Skriv noget her"),
    ({"decided_by": ""}, "Skriv noget her"),
    ({"notification_words": ""}, "Skriv noget her"),
    ({"reason": "other"}, "Skriv noget her"),
    ({"notification": "not_about_it"}, "skal der tages stilling til, om der underrettes"),
    ({"review_on": ""}, "Vælg en dag"),
    ({"review_on": "2027-03-09"}, "Vælg en dag efter i dag."),
    ({"review_on": "2027-06-10"}, "Vælg en dag inden for tre måneder."),
]


def test_what_is_missing_is_asked_for_and_nothing_is_lost(family, as_):
    empty = as_(family.karin).visit(family.at("notes", "write"))
    for answers, says in MISSING:
        page = empty.send(**ASKED | answers)

        assert page.status == 200, answers
        assert says in page.says, answers
        assert page.fields["words"] == (ASKED | answers)["words"]
    assert session.query(Note).count() == 0


def test_three_months_to_the_day_is_not_too_long(family, as_):
    page = as_(family.karin).visit(family.at("notes", "write"))

    assert page.send(**ASKED, review_on="2027-06-09").status == 303


@pytest.mark.parametrize("who", ["sara", "lis"])
def test_a_parent_and_a_teacher_meet_no_note_by_any_address(family, as_, who):
    note = family.writes(family.karin)
    browser = as_(getattr(family, who))

    assert browser.visit(family.at("")).links_to(family.at("notes")) is False
    for page in (("notes",), ("notes", "write")):
        assert browser.visit(family.at(*page)).status == 403
    for page in (("notes", "{}", "look-again"), ("notes", "{}", "open-up"), ("said", "{}", "remark")):
        there, nowhere = (
            browser.visit(family.at(*page).format(key)) for key in (note.id, family.a.unknown_id())
        )
        assert there.status == nowhere.status == 404
    assert queries.threads(family.a.actor(family.case, getattr(family, who))) == []


def test_the_teacher_is_told_of_no_note_in_what_has_happened(family, as_):
    family.writes(family.karin)

    assert "fagligt notat" in as_(family.karin).visit(family.at("story")).says
    for person in (family.sara, family.lis):
        assert "notat" not in as_(person).visit(family.at("story")).says


def test_a_colleague_may_put_own_words_beside_a_note_for_the_same_readers(family, as_):
    note = family.writes(family.karin)

    page = as_(family.tom).visit(family.at("said", note.id, "remark")).send(words="Jeg har også set det.")

    assert "Jeg har også set det." in page.follow().says
    assert "Jeg har også set det." not in as_(family.sara).visit(family.at("map")).says
    answer = session.query(Event).filter_by(what="case.answered_remark").one().subject_id
    seen = visible(family.a.actor(family.case, family.lis))
    assert session.execute(text("SELECT count(*) FROM contribution")).scalar_one() == 2
    assert answer not in session.scalars(session.query(Note.id).filter(seen).statement).all()


WRONG = {
    "nobody decided": {"decided_by": " "},
    "nobody saw it": {"heard_from": ""},
    "no day": {"review_on": None},
    "today": {"review_on": timedelta(0)},
    "too long": {"review_on": timedelta(days=93)},
    "no decision on notifying": {"notification": None},
    "a decision without words": {"notification_words": ""},
    "another reason without words": {"reason": Reason.OTHER},
    "an unknown reason": {"reason": "because"},
}


def test_the_database_itself_keeps_no_note_without_reason_decision_and_day(family):
    for wrong, told in WRONG.items():
        more = {
            name: queries.today() + value if isinstance(value, timedelta) else value
            for name, value in told.items()
        }
        with pytest.raises(IntegrityError):
            put(a_note(family, **more))
        assert session.query(Note).count() == 0, wrong
    put(a_note(family))
    assert session.query(Note).count() == 1


def test_the_database_refuses_a_note_that_is_not_for_professionals_alone(family):
    for more in ({"professional_only": False}, {"audience": Audience.US_HERE}):
        with pytest.raises(DBAPIError, match="never changed"):
            put(a_note(family, **more))


def put(note: Note) -> None:
    with session.begin_nested():
        session.add(note)


def a_note(family, **more) -> Note:
    told = {name: value for name, value in ASKED.items() if name != "reason"}
    fixed = {
        "case_id": family.case.id,
        "author_id": family.karin.id,
        "professional_only": True,
        "outcome": "written",
        "reason": "abuse",
        "reason_words": "",
        "written_on": queries.today(),
        "review_on": queries.today() + A_MONTH,
    }
    return Note(**told | fixed | more)


CHANGES = (
    "UPDATE contribution SET words = 'Noget andet.' WHERE kind = 'note'",
    "UPDATE contribution SET professional_only = (1 = 0) WHERE kind = 'note'",
    "UPDATE contribution SET hidden_at = created_at WHERE kind = 'note'",
    "UPDATE contribution SET released_at = created_at WHERE kind = 'note'",
    "UPDATE note SET review_on = written_on",
    "DELETE FROM note",
)


def test_the_database_refuses_to_change_a_note_or_to_put_it_before_the_family(family):
    family.writes(family.karin)

    for change in CHANGES:
        with pytest.raises(DBAPIError, match=r"never changed|permission denied"), session.begin_nested():
            session.execute(text(change))
    assert session.query(Note).one().words == SEEN


def test_a_note_cannot_be_hidden_from_colleagues(family, as_):
    note = family.writes(family.karin)

    assert as_(family.karin).visit(family.at("said", note.id, "hide")).status == 403
