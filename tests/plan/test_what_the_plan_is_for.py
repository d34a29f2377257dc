"""What the plan is for: said once, before all the rest; which kind it is, and when we hope to be done."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.items import OfSection, Wording
from portal.plan.models.sections import NotInSection, Section
from tests import factories
from tests.paper.reading import Paper
from tests.plan.printed import begins_with
from tests.plan.purposes import WHY, in_days, says_anew, says_why
from tests.plan.seen import days
from tests.plan.written import place_of, reads, wants, writes

HOME = "Det er en plan for at flytte hjem."
DONE_BY = {"expected_end": "2027-06-04"}
WRITE = "Skriv, hvad planen er til for"


def main(page) -> str:
    return page.says.split("<main")[1].split("</main>")[0]


def test_karin_writes_it_and_it_stands_before_all_else_in_the_plan(family, as_):
    form = as_(family.karin).visit(f"{place_of(family, Section.PURPOSE)}/write")
    assert form.send(words=WHY).status == 200, "which kind is it?"
    assert form.send(words=WHY, kind="homecoming", expected_end=in_days(90)).status == 303
    assert WHY in as_(family.sara).visit(family.place).says, "while it is written"
    writes(family, family.sara, Section.CLOSING)
    begins_with(family, ("Far henter.", {}))

    page = as_(family.jonas).visit(family.place).says
    assert page.index(WHY) < page.index("Far henter.")
    assert HOME in page
    assert "Vi håber at være færdige senest" in page
    found = queries.find_in_force(family.as_actor(family.sara))
    assert [line.text["section"] for line in found.items] == ["purpose", "closing"]
    assert WHY not in as_(family.else_).visit(family.place).says


def test_a_parent_writes_it_too_and_another_suggests_other_words(family, as_):
    item = says_why(family, family.sara)
    here = f"{family.place}/items"
    form = as_(family.jonas).visit(f"{here}/{item.id}/propose-change")
    assert form.send(asks="wording", because="Hun er med.", kind="homecoming").status == 303

    assert "Forslag fra Jonas" in as_(family.sara).visit(place_of(family, Section.PURPOSE)).says
    assert HOME not in as_(family.sara).visit(family.place).says


def test_it_is_said_once_and_the_database_says_so_too(family, as_):
    page = as_(family.jonas).visit(f"{place_of(family, Section.PURPOSE)}/write")
    item = says_why(family, family.sara)

    assert WRITE not in as_(family.jonas).visit(place_of(family, Section.PURPOSE)).says
    late = page.send(words="Mine ord.", kind="full")
    assert late.status == 200
    assert "Det er skrevet allerede" in late.says
    assert late.fields["words"] == "Mine ord."
    of = OfSection(family.case.id, Section.PURPOSE)
    with pytest.raises(service.StandsAlready):
        service.propose_item(
            family.as_actor(family.karin), of, service.NewItem(Wording("To.", {"kind": "full"}))
        )
    writes(family, family.sara, Section.CLOSING)
    moved = text("UPDATE plan_item SET section = 'purpose', fields = :held WHERE section = 'closing'")
    with pytest.raises(IntegrityError):
        session.execute(moved, {"held": '{"kind": "full"}'})
    session.rollback()
    assert reads(family, family.jonas, Section.PURPOSE) == [item.words]


def test_when_it_is_taken_out_or_hidden_by_its_author_there_is_room_again(family, as_, a):
    sara = family.as_actor(family.sara)
    service.take_out_own_item(sara, says_why(family, family.sara, "Første."), 1)
    session.commit()
    hidden = says_why(family, family.sara, "Andet.")
    as_(family.sara).visit(f"/cases/{family.case.id}/said/{hidden.id}/hide").send()

    assert WRITE in as_(family.jonas).visit(place_of(family, Section.PURPOSE)).says
    says_why(family, family.jonas, "Tredje.")

    assert reads(family, family.sara, Section.PURPOSE) == ["Tredje."]


@pytest.mark.parametrize("held", ['{"kind": "provisional"}', "{}"])
def test_no_other_kind_is_kept_not_even_by_the_database(family, held):
    with pytest.raises(NotInSection):
        says_why(family, kind="provisional")
    session.rollback()
    says_why(family)
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE plan_item SET fields = :held"), {"held": held})
    session.rollback()


def test_of_parents_kept_apart_neither_writes_it_and_no_page_tells_the_one_of_the_other(family, as_, a):
    place = place_of(family, Section.PURPOSE)
    item = says_why(family, family.sara, "KANARIE")
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    while_it_stands = main(as_(family.jonas).visit(place))
    assert "KANARIE" not in while_it_stands
    sara = family.as_actor(family.sara)
    service.take_out_own_item(sara, queries.find_item_to_change(sara, item.id), 1)
    session.commit()
    assert main(as_(family.jonas).visit(place)) == while_it_stands

    for one in (family.sara, family.jonas):
        assert as_(one).visit(f"{place}/write").status == 403
        says = as_(one).visit(place).says
        assert WRITE not in says
        assert "Din rådgiver skriver det her." in says
    says_why(family)
    assert WHY in as_(family.jonas).visit(family.place).says, "the caseworker's words are for both"


def test_who_joins_later_reads_it_and_is_asked_for_no_second(family, as_):
    with days(-2):
        says_why(family)
    rikke = factories.member(family.case, "Rikke Dam")

    assert reads(family, rikke, Section.PURPOSE) == [WHY]


def test_alone_it_is_no_plan(family):
    says_why(family)

    with pytest.raises(service.NothingToSend):
        family.send_out()


def test_a_plan_for_moving_home_says_so_on_paper_before_all_else(family, as_):
    says_why(family, kind="homecoming", **DONE_BY)
    writes(family, family.karin, Section.BOTTOM_LINES, "En voksen er hjemme.")
    begins_with(family, ("Far henter.", {}))

    paper = Paper(as_(family.sara).visit(f"{family.place}/whole.pdf").response.body)

    first = paper.reader.pages[0].extract_text()
    assert HOME in " ".join(first.split())
    for words in ("Det er planen til for", WHY, "Karin", "4. juni 2027"):
        assert paper.has(words), words
    assert paper.letters.index("uden at ligge".replace(" ", "")) < paper.letters.index("Farhenter")
    assert paper.letters.index("Farhenter") < paper.letters.index("Envoksenerhjemme")
    assert paper.says.count("uden at ligge") == 1


def test_the_steps_ahead_and_the_list_before_it_goes_out_remind_of_the_way_home(family, as_):
    steps, reminded = place_of(family, Section.TIMELINE), "Planen er for at flytte hjem."
    item = says_why(family)
    for place in (steps, family.place):
        assert reminded not in as_(family.karin).visit(place).says

    says_anew(family, item, kind="homecoming")

    assert reminded in as_(family.sara).visit(steps).says
    assert reminded in as_(family.karin).visit(family.place).says
    assert as_(family.karin).visit(family.place).links_to(steps)
    assert reminded not in as_(family.else_).visit(steps).says


def test_when_it_ends_the_booklet_says_what_it_was_for(family, as_, ulla):
    says_why(family, kind="homecoming")
    writes(family, family.karin, Section.CLOSING, "Emil sover hjemme.")
    begins_with(family, ("Far henter.", {}))
    karin, in_force = family.as_actor(family.karin), queries.find_in_force(family.as_actor(family.karin))
    with days(1):
        family.hears_emil(at_end=True)
        met = [service.Turned(in_force.items[1].about.id, True, "")]
        question = service.ask_to_close(karin, in_force, "Else bliver ved.", met)
        about = queries.find_question(ulla.id, question.id)
        service.answer_as_leader(ulla.id, about, yes=True, reply="")
        session.commit()

    place = f"{family.place}/{in_force.version.id}/booklet.pdf"
    paper = Paper(as_(family.sara).visit(place).response.body)

    for words in ("Det var en plan for at flytte hjem.", "Det er planen til for", WHY):
        assert paper.has(words), words


def test_other_words_for_it_and_what_it_said_are_read_like_all_else(family, as_):
    item = says_why(family, **DONE_BY)
    begins_with(family, ("Far henter.", {}))
    wish = wants(family, family.sara, item, "Emil skal sove.", {"kind": "homecoming"})
    assert wish.fields["kind"] == "homecoming"
    says_anew(family, item, "Emil skal sove hele natten.", expected_end="2027-08-01")

    page = as_(family.jonas).visit(family.place).says
    assert WHY in page, "what applies, until the new plan is ready"
    section = as_(family.jonas).visit(place_of(family, Section.PURPOSE)).says
    assert "Emil skal sove hele natten." in section
    family.send_out()
    changed = as_(family.karin).visit(f"{family.place}/versions").says
    assert "Se, hvad der er ændret" in changed
