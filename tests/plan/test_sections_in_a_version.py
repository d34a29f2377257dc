"""What stands in the sections goes out with the agreements, and a yes is to the lines that were shown."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.items import PlanItemLine, Wording
from portal.plan.models.sections import Section
from tests.plan.written import HELD, wants, writes


def part(family, who) -> list[str]:
    return [line.text["words"] for line in queries.find_my_part(family.as_actor(who)).lines]


def in_force(family, who) -> list[str]:
    found = queries.versions(family.as_actor(who)).in_force
    return [line.text["words"] for line in found.all_shown_to(family.as_actor(who))] if found else []


def everybody_says_yes(family) -> None:
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)


def test_a_version_holds_agreements_first_and_then_the_sections_in_their_order(family):
    writes(family, family.sara, Section.CLOSING, "Seks rolige måneder.")
    writes(family, family.karin, Section.BOTTOM_LINES, "To voksne hver aften.")
    family.agrees_on("Emil sover hos Else.", family.else_)
    family.send_out()

    assert part(family, family.sara) == [
        "Emil sover hos Else.",
        "To voksne hver aften.",
        "Seks rolige måneder.",
    ]


def test_else_is_asked_about_her_own_duties_and_what_names_her_and_no_more(family):
    family.agrees_on("Else henter.", family.else_)
    family.agrees_on("KANARIE", family.jonas)
    writes(family, family.sara, Section.NETWORK, "Else ved det hele.")
    writes(family, family.karin, Section.BOTTOM_LINES, "KANARIE")
    family.send_out()

    assert part(family, family.else_) == ["Else henter.", "Else ved det hele."]


def test_else_is_asked_even_when_only_a_section_names_her(family):
    family.agrees_on("Sara læser.", family.sara)
    writes(family, family.sara, Section.ALARM, "Når det er nat.")
    family.send_out()

    karin = family.as_actor(family.karin)
    needed = {one.member.name for one in queries.approvers(queries.versions(karin).out, karin.roster)}

    assert needed == {"Sara", "Jonas", "Karin", "Else"}


def test_a_change_voids_the_yeses_whose_part_it_touches_and_no_other(family):
    family.agrees_on("Else henter.", family.else_)
    item = writes(family, family.sara, Section.TIMELINE, "Første trin.")
    family.send_out()
    everybody_says_yes(family)
    assert family.counts() == {"Sara", "Jonas", "Karin", "Else"}
    sara = family.as_actor(family.sara)

    service.reword_own_item(
        sara, queries.find_item_to_change(sara, item.id), Wording("Nyt trin.", HELD[Section.TIMELINE]), 1
    )
    session.commit()
    family.send_out()

    assert family.counts() == {"Else"}


def test_a_plan_begins_with_its_sections_and_they_go_on_applying_while_new_words_are_written(family):
    item = writes(family, family.sara, Section.SIGNS, "Emil bliver stille.")
    family.agrees_on("Else henter.", family.else_)
    family.send_out()
    everybody_says_yes(family)
    family.begins()
    wish = wants(family, family.jonas, item, "Emil gemmer sig.")
    sara = family.as_actor(family.sara)
    service.take_in(sara, queries.find_item_wish(sara, wish.id), 1)
    session.commit()

    page = queries.section_page(sara, queries.open_section(sara, Section.SIGNS))

    assert in_force(family, family.sara) == ["Else henter.", "Emil bliver stille."]
    assert [(one.text["words"], one.moved) for one in page.applies] == [("Emil bliver stille.", True)]
    assert [one.text.words for one in page.written] == ["Emil gemmer sig."]
    assert queries.plan(sara).status == "under_revision"


def test_nothing_is_sent_out_twice_for_the_same_words(family):
    writes(family, family.sara, Section.CLOSING)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()

    with pytest.raises(service.NothingToSend):
        family.send_out()
    session.rollback()


def test_a_line_says_all_that_a_yes_is_to_and_the_database_never_changes_it(family):
    item = writes(family, family.sara, Section.ALARM, "Om natten.", turn="2")
    family.send_out()

    told = json.loads(session.query(PlanItemLine).one().text)

    assert (told["id"], told["section"], told["fields"]) == (str(item.id), "alarm", {"turn": "2"})
    assert told["doers"] == [str(family.seat(family.else_).id)]
    with pytest.raises(DatabaseError):
        session.execute(text("UPDATE plan_item_line SET text = 'x'"))
    session.rollback()


def test_a_shield_keeps_an_item_out_of_a_parents_part_and_the_caseworker_is_told(family, a):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    writes(family, family.sara, Section.CLOSING, "KANARIE")
    family.agrees_on("Karin kommer på besøg.", family.karin, by=family.karin)
    family.send_out()
    karin = family.as_actor(family.karin)
    out = queries.versions(karin).out

    hidden = queries.not_shown(out, queries.approvers(out, karin.roster))

    assert part(family, family.jonas) == ["Karin kommer på besøg."]
    assert [(one.member.name, [line.text["words"] for line in lines]) for one, lines in hidden] == [
        ("Jonas", ["KANARIE"])
    ]


@pytest.mark.parametrize("first", ["jonas", "karin", "else_"])
def test_whom_to_call_stands_in_its_order_wherever_somebody_says_yes(family, as_, first):
    rest = [one for one in ("karin", "jonas", "else_") if one != first]
    order = [getattr(family, one) for one in (first, *rest)]
    writes(family, family.sara, Section.SIGNS, "Hun lukker gardinerne.", names=order)
    family.send_out()

    page = as_(family.sara).visit(f"{family.place}/approve")
    told = page.response.html.find("main").get_text().split("Hun lukker gardinerne.")[1]
    assert in_order_of(told) == [one.name.split()[0].replace("Sara", "Du") for one in order]
    sheet = queries.my_answer_sheet(family.as_actor(family.sara))
    assert [seat.person_id for seat in sheet.doers(sheet.lines[0])] == [one.id for one in order]


def in_order_of(told: str) -> list[str]:
    """The names in the sentence of whom to call."""
    called = told.split("rækkefølge", 1)[1][:60]
    return sorted(("Karin", "Jonas", "Else"), key=called.index)
