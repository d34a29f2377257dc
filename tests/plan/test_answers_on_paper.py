"""A sheet to answer on with a pen: one's own part of what is out, and nothing of what is not one's own."""

import pytest

from portal.access.actor import Role
from portal.db.session import session
from portal.history.models import Event
from portal.plan import queries
from portal.plan.models.sections import Section
from portal.plan.queries.parts import short
from tests.paper.reading import Paper
from tests.plan.written import writes


def printed(browser, family, seat=None) -> Paper:
    page = browser.visit(f"{family.place}/{f'{seat.id}/' if seat else ''}answers.pdf")
    assert page.status == 200
    assert page.response.headers["Content-Disposition"] == "inline; filename=mit-svar.pdf"
    return Paper(page.response.body)


@pytest.fixture
def asked(family):
    """A plan that is out: one agreement for Sara and Else, one for Jonas."""
    family.agrees_on(
        "Emil sover hos Else.", family.sara, family.else_, weekdays=0b0001000, when_words="kl. 18"
    )
    family.agrees_on("KANARIE far", family.jonas, by=family.jonas)
    family.send_out()
    return family


def test_else_gets_her_own_duties_with_boxes_a_name_and_a_date(asked, as_):
    paper = printed(as_(asked.else_), asked)

    assert paper.title == "Mit svar"
    assert paper.root["/Lang"] == "da"
    assert {"/H1", "/P"} <= paper.tags
    told = ["Arket er til Else.", "udgave 1", "Emil sover hos Else.", "Torsdag", "kl. 18", "Jeg har set det"]
    told += [
        "Jeg forstår det",
        "Jeg siger ja",
        "Ikke endnu, eller nej, fordi",
        "Giv arket til Karin.",
        "Navn",
        "Dato",
    ]
    for words in told:
        assert paper.has(words), words
    for hidden in ("KANARIE", "CPR", "Jonas", asked.case.number):
        assert not paper.has(hidden), hidden


def test_karin_hands_else_a_sheet_that_says_what_else_is_asked_and_no_more(asked, as_):
    seat, karin, out = (
        asked.seat(asked.else_),
        as_(asked.karin),
        queries.versions(asked.as_actor(asked.karin)).out,
    )
    assert out is not None
    before = karin.visit(f"{asked.place}/{out.version.id}/put-in-force")

    sheet = printed(karin, asked, seat)

    assert before.links_to(f"{asked.place}/{seat.id}/answers.pdf")
    assert sheet.has("Arket er til Else.")
    assert sheet.has("Emil sover hos Else.")
    assert not sheet.has("KANARIE")


def test_a_sheet_for_the_father_holds_nothing_of_a_mother_hidden_from_him(asked, a):
    a.shield(asked.case, protected=asked.sara, hidden_from=asked.jonas)
    actor = asked.as_actor(asked.karin)

    sheet = queries.find_answer_sheet(actor, asked.seat(asked.jonas).id)

    assert sheet is not None
    assert [line.text["words"] for line in sheet.lines] == ["KANARIE far"]
    assert asked.seat(asked.sara).id not in sheet.seats


def test_karin_never_gets_a_sheet_with_more_than_she_may_read(asked, a):
    a.shield(asked.case, protected=asked.sara, hidden_from=asked.karin)

    assert queries.find_answer_sheet(asked.as_actor(asked.karin), asked.seat(asked.sara).id) is None


def test_nobody_but_the_caseworker_gets_a_sheet_for_another(asked, as_, a):
    seat, stranger = asked.seat(asked.else_), a.member(a.case("Ida"), "Bo Friis")

    assert as_(asked.sara).visit(f"{asked.place}/{seat.id}/answers.pdf").status == 403
    assert as_(stranger).visit(f"{asked.place}/{seat.id}/answers.pdf").status == 404
    assert as_(asked.karin).visit(f"{asked.place}/{asked.case.id}/answers.pdf").status == 404


def test_one_who_is_asked_nothing_is_told_so(asked, as_, a):
    omar = a.member(asked.case, "Omar Ali", Role.NETWORK_PERSON)

    page = as_(omar).visit(f"{asked.place}/answers.pdf").follow()

    assert "Der er ikke noget at svare på nu. Vi skriver på planen." in page.says
    assert queries.find_answer_sheet(asked.as_actor(asked.karin), asked.seat(omar).id) is None


def test_a_sheet_is_no_answer(asked, as_):
    before = session.query(Event).count()

    page = as_(asked.else_).visit(f"{asked.place}/approve")
    assert page.links_to(f"{asked.place}/answers.pdf")
    printed(as_(asked.else_), asked)

    assert session.query(Event).count() == before
    assert not queries.find_my_part(asked.as_actor(asked.else_)).said_yes


def test_the_sheet_has_the_mark_of_the_words_and_the_numbers_of_the_whole_plan(asked, as_):
    writes(asked, asked.sara, Section.SIGNS, "Emil bliver stille.")
    asked.agrees_on("Else ringer kl. 19.", asked.else_)
    asked.send_out()
    else_ = as_(asked.else_)
    mark = short(queries.find_my_part(asked.as_actor(asked.else_)).hash)

    sheet, saras = printed(else_, asked), printed(as_(asked.sara), asked)

    assert sheet.has(f"Mærket for de her ord: {mark}")
    assert mark in else_.visit(f"{asked.place}/approve").says
    assert not saras.has(mark)
    for number in ("Aftale 1", "Aftale 2", "Aftale 3"):
        assert saras.has(number)
    assert not saras.has("Aftale 4"), "what is no agreement has no number, as on the whole plan"
