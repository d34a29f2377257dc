"""The thing Emil moves is Emil's: his yes locks it, told or tapped, and nobody changes it without him."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.access.actor import Role
from portal.cases.models import CaseChild
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.child_view import ChildView, View
from portal.plan.models.items import PlanItem, Wording
from portal.plan.models.needs import Needs
from portal.plan.models.sections import Section
from portal.plan.queries.childs_own import find_signal_of_child
from tests import factories
from tests.cases.own_place import Home
from tests.db.test_statements import counted
from tests.paper.reading import Paper
from tests.plan.conftest import Family
from tests.plan.written import place_of, tells, writes

NOT_YET, YES = "Emil har ikke sagt ja til det endnu.", "Emil har sagt, at det er rigtigt, som det står."
LOCKED = "Emil har sagt, at det er rigtigt"


def says(as_, family, who) -> str:
    return as_(who).visit(place_of(family, Section.OBJECT)).says


@pytest.fixture
def lamp(family):
    return writes(family, family.sara, Section.OBJECT, "Emils lampe i vinduet.")


@pytest.fixture
def emil(family):
    return factories.member(family.case, "Emil Holm", Role.CHILD, relation="barn")


def test_until_emil_has_said_yes_everybody_reads_that_he_has_not(family, as_, lamp):
    assert NOT_YET in says(as_, family, family.jonas)

    place = f"{family.place}/items/{lamp.id}/children/{factories.child(family.case).id}"
    assert as_(family.karin).visit(place_of(family, Section.OBJECT)).links_to(place)
    page = as_(family.karin).visit(place)
    assert page.send(answer="agree", words="Den blå, ikke den røde.", how="På værelset.").status == 303

    read = says(as_, family, family.jonas)
    for words in (LOCKED, "Den blå, ikke den røde.", "På værelset."):
        assert words in read
    assert NOT_YET not in read


def test_emil_who_has_no_signal_yet_writes_one_from_his_own_page(family, as_, emil):
    mine = as_(emil).visit(f"{family.place}/mine")
    write = f"{place_of(family, Section.OBJECT)}/write"
    assert "Der er ikke noget tegn endnu." in mine.says
    assert mine.links_to(write)

    page = as_(emil).visit(write)
    assert "Du vælger den selv." in page.text
    assert "Barnet" not in page.text
    assert "Barnet vælger den selv." in as_(family.sara).visit(write).text

    assert page.send(words="Min lampe i vinduet.", meaning="Kom ind til mig.").status == 303
    assert "Min lampe i vinduet." in as_(emil).visit(f"{family.place}/mine").says


def test_emil_taps_yes_himself_and_only_the_yes_is_for_the_others(family, as_, emil):
    lamp = writes(family, family.sara, Section.OBJECT, "Emils lampe i vinduet.")
    mine = as_(emil).visit(f"/cases/{family.case.id}/plan/mine")
    assert "Emils lampe i vinduet." in mine.says
    assert "Du har ikke sagt ja endnu" in mine.says
    page = as_(emil).visit(f"{family.place}/items/{lamp.id}/mine")
    assert "Siger du ja, kan de, der læser det, se dit ja." in page.says

    after = page.send(answer="agree", words="Kun når jeg er alene.").follow()

    assert "Du har sagt ja" in after.says
    assert YES in says(as_, family, family.sara)
    assert "Kun når jeg er alene." not in says(as_, family, family.sara)
    assert "Kun når jeg er alene." in says(as_, family, family.karin)


def test_from_his_own_place_on_the_phone_he_says_it_too(a, app, as_):
    home = Home(a, app)
    emil, family = home.comes_in(), Family(home.case, home.karin, home.sara, home.sara, home.sara)
    lamp = writes(family, home.sara, Section.OBJECT, "Emils lampe i vinduet.")
    way = f"{family.place}/items/{lamp.id}/mine"
    assert emil.visit(f"/cases/{home.case.id}/").links_to(f"{family.place}/mine")
    assert emil.visit(f"{family.place}/mine").links_to(way)

    with counted() as count:
        assert emil.visit(way).send(answer="agree", words="").status == 303
    assert len([one for one in count.statements if not one.startswith("SELECT")]) <= 12

    assert YES in as_(home.sara).visit(f"{family.place}/object").says


def test_a_no_of_his_own_is_for_the_caseworker_alone(family, as_, emil):
    lamp = writes(family, family.sara, Section.OBJECT, "Emils lampe i vinduet.")
    before = says(as_, family, family.sara)

    as_(emil).visit(f"{family.place}/items/{lamp.id}/mine").send(answer="disagree", words="Det er bamsen.")

    assert "Emil vil have det anderledes." in says(as_, family, family.karin)
    assert "Det er bamsen." in says(as_, family, family.karin)
    after = says(as_, family, family.sara)
    assert NOT_YET in after
    assert "Det er bamsen." not in after
    assert len(before) == len(after)


def test_new_words_are_asked_about_anew_and_a_later_no_unlocks(family, as_, lamp):
    tells(family, lamp)
    sara = family.as_actor(family.sara)
    current = queries.find_item_to_change(sara, lamp.id)
    worded = Wording("Emils lampe på bordet.", current.fields)
    service.reword_own_item(sara, current, worded, current.revision)
    session.commit()
    assert NOT_YET in says(as_, family, family.jonas)

    tells(family, lamp)
    assert LOCKED in says(as_, family, family.jonas)
    tells(family, lamp, View.DISAGREE, words="Nej, den er dum.")
    assert NOT_YET in says(as_, family, family.jonas)


def test_it_is_one_point_before_the_plan_goes_out_and_is_passed_with_words_that_say_why(family, as_, lamp):
    family.agrees_on("Else henter.", family.else_)
    family.hears_emil()
    karin, jonas = family.as_actor(family.karin), as_(family.jonas)
    with pytest.raises(service.NotReady) as lacks:
        service.send_out(karin, family.case, Needs(childs_view=True))
    assert [one.key for one in lacks.value.missing] == ["childs-signal"]
    session.rollback()
    place = f"{family.place}/items/{lamp.id}/children/{factories.child(family.case).id}"
    page = as_(family.karin).visit(place)
    assert page.send(answer="not_heard", how="Spurgt to gange.").status == 200

    assert page.send(answer="not_heard", how="Spurgt to gange.", ground="Han er på lejr.").status == 303

    service.send_out(family.as_actor(family.karin), family.case, Needs(childs_view=True))
    session.commit()
    read = jonas.visit(place_of(family, Section.OBJECT)).says
    assert NOT_YET in read
    assert "Han er på lejr." in read


def test_the_whole_plan_on_paper_says_it_too(family, as_, lamp):
    family.has_a_plan()
    paper = Paper(as_(family.sara).visit(f"{family.place}/whole.pdf").response.body)
    assert paper.has(NOT_YET)

    tells(family, lamp, words="Den blå.")

    paper = Paper(as_(family.sara).visit(f"{family.place}/whole.pdf").response.body)
    assert paper.has(LOCKED)
    assert paper.has("Den blå.")


def test_what_a_child_wrote_itself_takes_that_childs_yes_and_no_other(family, as_, emil):
    session.add(CaseChild(case_id=family.case.id, first_name="Liv"))
    session.commit()
    mine = writes(family, emil, Section.OBJECT, "Min bil.")
    karin = family.as_actor(family.karin)
    children = {one.child.first_name: one.child for one in queries.children_heard(karin)}

    assert find_signal_of_child(karin, children["Emil"].id, mine.id)
    assert find_signal_of_child(karin, children["Liv"].id, mine.id) is None


def test_whoever_emil_is_hidden_from_learns_nothing_of_what_he_says(family, as_, a, lamp):
    emil = factories.member(family.case, "Emil Holm", Role.CHILD, relation="barn")
    a.shield(family.case, emil, family.jonas)
    before = says(as_, family, family.jonas)

    tells(family, lamp)

    assert "sagt ja" not in before
    assert "rigtigt, som det" not in says(as_, family, family.jonas)


@pytest.mark.parametrize("who", ["sara", "else_"])
def test_nobody_else_says_it_for_a_child(family, as_, lamp, who):
    browser, child = as_(getattr(family, who)), factories.child(family.case).id

    assert browser.visit(f"{family.place}/items/{lamp.id}/mine").status == 404
    assert browser.visit(f"{family.place}/items/{lamp.id}/children/{child}").status in (403, 404)


def test_whoever_read_other_words_is_shown_what_it_says_now(family, as_, lamp):
    page = as_(family.karin).visit(
        f"{family.place}/items/{lamp.id}/children/{factories.child(family.case).id}"
    )
    sara = family.as_actor(family.sara)
    current = queries.find_item_to_change(sara, lamp.id)
    service.reword_own_item(sara, current, Wording("Bilen.", current.fields), 1)
    session.commit()

    assert page.send(answer="agree", how="Hjemme.").status == 409
    assert session.query(ChildView).count() == 0


def test_the_database_takes_no_half_answer_to_a_thing(family, lamp):
    tells(family, lamp)
    for attempt in (
        "UPDATE child_view SET thing_revision = 2",
        "UPDATE contribution SET words = 'x' WHERE kind = 'child_view'",
    ):
        with pytest.raises(DBAPIError):
            session.execute(text(attempt))
        session.rollback()
    with pytest.raises(DBAPIError):
        tells(family, session.get_one(PlanItem, lamp.id), View.PARTLY)


def test_the_page_costs_few_questions(family, as_, lamp):
    tells(family, lamp)
    jonas = as_(family.jonas)
    jonas.visit(place_of(family, Section.OBJECT))
    with counted() as count:
        jonas.visit(place_of(family, Section.OBJECT))
    assert len(count.statements) <= 10
