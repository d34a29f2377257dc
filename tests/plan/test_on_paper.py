"""The plan in force on paper, for one person: all that this person sees of it, and nothing else."""

import pytest

from portal.access.actor import Role
from portal.cases import service as cases
from portal.cases.models import AnswerKind
from portal.db.session import session
from portal.history.models import Event, Look
from portal.plan import queries, service
from portal.plan.models import Agreement, Rule
from tests.paper.reading import Paper

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What a page or a sheet says does not depend on the database; that both load the same is held elsewhere."""


def printed(browser, family) -> Paper:
    page = browser.visit(f"{family.place}/whole.pdf")
    assert page.status == 200
    assert page.response.content_type == "application/pdf"
    return Paper(page.response.body)


def answers(family, person, agreement: Agreement, kind: AnswerKind, words: str) -> None:
    actor = family.as_actor(person)
    current = queries.find_agreement(actor, agreement.id)
    assert current is not None
    service.say_of(actor, Rule(current), cases.Reply(kind, words, current.revision))
    session.commit()


def test_sara_gets_the_whole_plan_with_who_said_yes_and_when(family, as_):
    family.has_a_plan(
        weekdays=0b0001000, when_words="fra kl. 18", where_words="hos Else", how_seen="Else ringer."
    )

    paper = printed(as_(family.sara), family)

    assert paper.title == "Vores aftaler"
    assert paper.root["/Lang"] == "da"
    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= paper.tags
    told = ["Udgave 1.", "Emil sover hos Else.", "Sara (mor)", "Else (mormor)", "Torsdag", "fra kl. 18"]
    told += [
        "hos Else",
        "Else ringer.",
        "Det har hver af os sagt om planen",
        "Jonas far",
        "Karin rådgiver",
        "1 / 1",
    ]
    for words in told:
        assert paper.has(words), words


def test_what_another_sees_differently_is_printed_beside_it(family, as_, a):
    agreement = family.has_a_plan()
    a.remark(family.case, family.jonas, agreement, "Jeg vil også have ham om torsdagen.")
    answers(family, family.else_, agreement, AnswerKind.NO, "Ikke i juli.")

    paper = printed(as_(family.sara), family)

    assert paper.has("Jonas ser det sådan:Jeg vil også have ham om torsdagen.")
    assert paper.has("Else siger nej, fordi:Ikke i juli.")


def test_what_was_said_to_the_words_that_apply_stays_beside_them_when_new_words_come(family, as_, a):
    agreement = family.has_a_plan()
    a.remark(family.case, family.jonas, agreement, "Om de gamle ord.")
    family.reword(agreement, "KANARIE")
    a.remark(family.case, family.jonas, session.get_one(Agreement, agreement.id), "Om de nye ord.")

    paper = printed(as_(family.sara), family)

    assert paper.has("Emil sover hos Else.")
    assert paper.has("Om de gamle ord.")
    assert paper.has("Nye ord er på vej.")
    assert not paper.has("KANARIE")
    assert not paper.has("Om de nye ord.")


def test_a_suggestion_that_is_not_taken_in_is_not_part_of_the_plan_on_paper(family, as_):
    family.has_a_plan()
    family.agrees_on("KANARIE", family.jonas)

    assert not printed(as_(family.sara), family).has("KANARIE")


def test_else_prints_her_own_duties_and_her_own_yes(family, as_):
    family.agrees_on("KANARIE", family.jonas)
    family.has_a_plan()

    paper = printed(as_(family.else_), family)

    assert paper.has("Emil sover hos Else.")
    assert paper.has("Else mormor")
    assert not paper.has("KANARIE")
    assert not paper.has("Jonas")
    assert not paper.has("Karin")


def test_a_shielded_mother_is_on_no_paper_of_the_father(family, as_, a):
    family.agrees_on("Far henter i skolen.", family.jonas, by=family.karin)
    agreement = family.has_a_plan("KANARIE")
    a.remark(family.case, family.karin, agreement, "OGSAA KANARIE")
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    paper = printed(as_(family.jonas), family)

    assert paper.has("Far henter i skolen.")
    for hidden in ("KANARIE", "Sara", "mor"):
        assert hidden not in paper.says.replace("mormor", ""), hidden


def test_a_caseworker_reads_on_paper_too_that_somebody_has_hidden_own_words(family, as_):
    agreement = family.has_a_plan()
    family.agrees_on("Vi taler sammen.", family.karin, by=family.karin)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.begins()
    cases.hide_own_words(family.as_actor(family.sara), session.get_one(Agreement, agreement.id))
    session.commit()

    assert printed(as_(family.karin), family).has("En har skjult en aftale")
    assert not printed(as_(family.jonas), family).has("skjult")
    assert not printed(as_(family.jonas), family).has("Emil sover")


def test_who_sees_nothing_of_it_is_told_so_on_the_page_of_the_plan(family, as_, a):
    family.has_a_plan("KANARIE")
    omar = a.member(family.case, "Omar Ali", Role.NETWORK_PERSON)

    page = as_(omar).visit(f"{family.place}/whole.pdf").follow()

    assert page.path == family.place
    assert "Der er ikke noget at printe endnu." in page.says
    assert "KANARIE" not in page.says


def test_the_file_has_a_name_that_tells_nothing(family, as_):
    family.has_a_plan()

    headers = as_(family.sara).visit(f"{family.place}/whole.pdf").response.headers

    assert headers["Content-Disposition"] == "inline; filename=vores-aftaler.pdf"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["week.pdf", "whole.pdf"])
def test_a_print_is_a_look_and_no_event(family, as_, address):
    family.has_a_plan()
    before = session.query(Event).count()

    as_(family.sara).visit(f"{family.place}/{address}")

    newest = session.query(Look).order_by(Look.created_at.desc()).first()
    assert newest is not None
    assert (newest.what, newest.outcome, newest.person_id) == ("plan:print", "seen", family.sara.id)
    assert session.query(Event).count() == before


def test_the_page_of_the_plan_leads_to_paper_when_a_plan_is_in_force(family, as_):
    family.agrees_on("Mor læser højt.")
    assert not as_(family.sara).visit(family.place).links_to(f"{family.place}/week")

    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()

    page = as_(family.sara).visit(family.place)
    assert page.links_to(f"{family.place}/week")
    assert page.links_to(f"{family.place}/whole.pdf")


def test_a_no_is_printed_in_the_words_of_whoever_said_it(family, as_):
    family.agrees_on("Vi spiser kl. 18.")
    family.agrees_on("Else henter.", family.else_)
    family.send_out()
    else_ = family.as_actor(family.else_)
    part = queries.find_my_part(else_)
    service.say_no_to_plan(else_, part, service.NotAYes("no", "Jeg kører ikke mere."), part.hash)
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()

    for who in (family.sara, family.karin, family.else_):
        paper = printed(as_(who), family)
        assert paper.has("Jeg kører ikke mere.")
        assert paper.has("siger nej, fordi:")
