"""What could happen and what we want to see go out with the plan, and a yes is to them too."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal.access.models import Audience
from portal.cases import panels
from portal.cases import service as cases
from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import Category, MapEntry
from portal.plan import queries, service
from portal.plan.models.sections import Section
from portal.plan.models.statements import Framing, PlanStatementLine, Statement
from portal.plan.queries.lines import canonical_statement
from tests.paper.reading import Paper
from tests.plan.conftest import done
from tests.plan.written import writes


def names_danger(family, danger="Emil kan være alene.", goal="Der er altid en voksen.", by=None):
    said = mapping.name_danger(family.as_actor(by or family.karin), danger, goal, None)
    session.commit()
    return said


def rewords(family, entry, words):
    author = next(one for one in (family.karin, family.sara) if one.id == entry.author_id)
    mapping.reword_entry(family.as_actor(author), session.get_one(MapEntry, entry.id), words, entry.revision)
    session.commit()


def part(family, who) -> list[str]:
    return [line.text["words"] for line in queries.find_my_part(family.as_actor(who)).lines]


def everybody_says_yes(family) -> None:
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)


def test_they_stand_first_each_danger_with_its_goal_and_else_is_asked_for_her_own_duties_alone(family):
    family.agrees_on("Else henter.", family.else_)
    names_danger(family, "Første fare.", "Første mål.")
    names_danger(family, "Anden fare.", "Andet mål.")
    mapping.add_entry(
        family.as_actor(family.sara), Category.STRENGTH, "KANARIE", mapping.Shared(Audience.IN_CASE)
    )
    family.send_out()

    first = ["Første fare.", "Første mål.", "Anden fare.", "Andet mål.", "Else henter."]
    assert part(family, family.sara) == part(family, family.karin) == first
    assert part(family, family.else_) == ["Else henter."]


def test_alone_they_are_no_plan(family):
    names_danger(family)

    with pytest.raises(service.NothingToSend):
        family.send_out()
    session.rollback()


def test_new_words_on_the_map_void_the_yes_of_those_who_saw_them_and_no_other(family, as_):
    danger = names_danger(family)
    family.agrees_on("Else henter.", family.else_)
    family.send_out()
    everybody_says_yes(family)
    assert family.counts() == {"Sara", "Jonas", "Karin", "Else"}

    rewords(family, danger, "Emil kan blive slået.")

    karin = family.as_actor(family.karin)
    with pytest.raises(service.StillWaiting):
        service.put_in_force(karin, queries.versions(karin).out, done())
    assert "Der er ikke noget at svare på nu." in as_(family.sara).visit(f"{family.place}/approve").says
    family.send_out()
    assert family.counts() == {"Else"}


def test_a_father_it_is_hidden_from_is_not_asked_about_it_and_the_caseworker_is_told(family, a):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    danger = names_danger(family, "KANARIE", "OGSAA KANARIE", by=family.sara)
    family.agrees_on("Karin kommer på besøg.", family.karin, by=family.karin)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    out = queries.versions(family.as_actor(family.karin)).out
    hidden = queries.not_shown(out, queries.approvers(out, family.as_actor(family.karin).roster))

    assert part(family, family.jonas) == ["Karin kommer på besøg."]
    assert [one.member.name for one, _lines in hidden] == ["Jonas"]
    rewords(family, danger, "KANARIE igen")
    family.send_out()
    assert family.counts() == {"Jonas"}


def test_a_line_says_all_that_a_yes_is_to_and_the_database_never_changes_it(family):
    danger = names_danger(family)
    family.agrees_on("Vi spiser sammen.")
    family.send_out()
    danger_line, goal_line = session.query(PlanStatementLine).order_by(PlanStatementLine.position)

    told = json.loads(goal_line.text)
    assert (told["section"], told["answers"], told["doers"]) == ("goals", str(danger.id), [])
    assert json.loads(danger_line.text)["words"] == "Emil kan være alene."
    around = Statement(danger, Framing.DANGERS, fields={"effect": "Han sover ikke."})
    assert json.loads(canonical_statement(around))["fields"] == {"effect": "Han sover ikke."}
    with pytest.raises(DatabaseError):
        session.execute(text("UPDATE plan_statement_line SET text = 'x'"))
    session.rollback()


def test_they_stand_on_the_page_of_the_plan_that_applies_until_the_new_plan_is_ready(family, as_):
    danger = names_danger(family)
    family.has_a_plan()
    assert panels.binds(session.get_one(MapEntry, danger.id))
    assert not panels.binds(session.get_one(MapEntry, names_danger(family, "Ny fare.").id))

    rewords(family, danger, "KANARIE")

    page = as_(family.sara).visit(family.place).says
    assert "Emil kan være alene." in page
    assert "Der er altid en voksen." in page
    assert "KANARIE" not in page
    assert "Ny fare." not in page
    assert queries.plan(family.as_actor(family.sara)).status == "under_revision"
    assert "Emil kan være alene." not in as_(family.else_).visit(family.place).says


def test_the_whole_plan_on_paper_holds_them_and_every_section_with_names_and_disagreement(family, as_, a):
    danger = names_danger(family)
    sign = writes(family, family.sara, Section.SIGNS, "Emil bliver stille.")
    sign.written_by_id, sign.written_how, sign.read_aloud = family.karin.id, "interpreter", True
    session.flush()
    cases.say_not_said(family.as_actor(family.sara), sign)
    writes(family, family.sara, Section.NETWORK, "Else kan sove hos os.")
    family.has_a_plan()
    a.remark(family.case, family.sara, danger, "Det er ikke sket.")
    a.remark(family.case, family.jonas, sign, "Han er bare træt.")
    family.reword(family.agrees_on("Noget nyt."), "KANARIE")

    paper = Paper(as_(family.sara).visit(f"{family.place}/whole.pdf").response.body)

    told = ["Det, der kan ske, og det, vi gerne vil se", "Emil kan være alene.", "Der er altid en voksen."]
    told += ["Sara ser det sådan:Det er ikke sket.", "Jonas ser det sådan:Han er bare træt."]
    told += ["Emil bliver stille.", "Vi ringer med det samme.", "Else (mormor)", "Else kan sove hos os."]
    told += ["Karin har skrevet det ned for Sara.", "gennem en tolk", "Sara siger: Det sagde jeg ikke."]
    for words in told:
        assert paper.has(words), words
    assert not paper.has("KANARIE")
