"""Before a plan is sent out, what a municipality asks of it is there; all see what remains."""

from typing import get_args

import pytest

from portal.access.actor import Role
from portal.db.session import session
from portal.mapping import service as mapping
from portal.plan import service
from portal.plan.models.needs import IN_ORDER, Needs
from portal.plan.models.sections import Section
from portal.plan.models.statements import Framing
from portal.settings import Settings
from portal.settings.planning import NEEDED_SECTIONS, SectionOfPlan
from tests import factories
from tests.db.test_statements import counted
from tests.plan.written import place_of, writes

USUAL = Needs(NEEDED_SECTIONS, people=2, childs_view=True)
BUTTON = "Send planen ud"


@pytest.fixture
def asks(app):
    """The municipality asks what is usual; afterwards nothing again."""
    settings = app.config["SETTINGS"]
    names = ("plan_needs_sections", "plan_needs_network", "plan_needs_child")
    before = {name: getattr(settings, name) for name in names}
    for name in names:
        setattr(settings, name, Settings.model_fields[name].default)
    yield
    for name, value in before.items():
        setattr(settings, name, value)


def fills(family) -> None:
    """Everything that is asked for."""
    mapping.name_danger(family.as_actor(family.karin), "Emil kan være alene.", "Der er en voksen.", None)
    family.agrees_on("Else henter.", family.else_)
    for section, who in (
        (Section.NETWORK, family.sara),
        (Section.ALARM, family.sara),
        (Section.CHECKS, family.karin),
        (Section.RESPONSES, family.karin),
    ):
        writes(family, who, section)
    factories.member(family.case, "Kim Krog", Role.NETWORK_PERSON)
    family.hears_emil()


def sends(family, needs=USUAL):
    return service.send_out(family.as_actor(family.karin), family.case, needs)


def test_what_is_usual_are_the_seven_sections_two_of_the_network_and_the_childs_view(app):
    usual = {name: Settings.model_fields[f"plan_needs_{name}"].default for name in ("network", "child")}

    assert usual == {"network": 2, "child": True}
    assert Settings.model_fields["plan_needs_sections"].default == NEEDED_SECTIONS
    framing, written = (Framing.DANGERS, Framing.GOALS), (Section.NETWORK, Section.ALARM, Section.CHECKS)
    assert (*framing, "agreements", *written, Section.RESPONSES) == NEEDED_SECTIONS
    assert set(get_args(SectionOfPlan)) == {str(one) for one in IN_ORDER}


def test_without_it_the_verb_says_what_is_missing_and_with_it_the_plan_goes_out(family):
    family.agrees_on("Else henter.", family.else_)

    with pytest.raises(service.NotReady) as lacks:
        sends(family)
    assert [one.key for one in lacks.value.missing] == [
        *("dangers", "goals", "network", "alarm", "checks", "responses", "people", "childs-view")
    ]

    fills(family)
    assert sends(family).status == "out_for_approval"


@pytest.mark.parametrize("needs", [Needs(("closing",)), Needs(people=3), Needs(("signs",), 2)])
def test_each_thing_that_is_missing_keeps_it_here(family, needs):
    fills(family)

    with pytest.raises(service.NotReady):
        sends(family, needs)


def test_a_child_who_cannot_be_heard_for_a_reason_in_the_law_does_not_keep_it_here(family):
    family.agrees_on("Else henter.", family.else_)
    with pytest.raises(service.NotReady):
        sends(family, Needs(childs_view=True))

    family.hears_emil()
    assert sends(family, Needs(childs_view=True)).number == 1


def test_a_plan_for_tonight_needs_agreements_alone(family, as_, asks):
    family.agrees_on("Else sover her.", family.else_)

    page = as_(family.karin).visit(f"{family.place}/send-out-for-days")
    sent = page.send(days="3", words="Ring til Karin.")

    assert "Planen er sendt ud" in sent.follow().says


def test_karin_reads_what_is_missing_with_a_link_to_each_place_before_she_can_press(family, as_, asks):
    family.agrees_on("Else henter.", family.else_)
    page = as_(family.karin).visit(family.place)

    assert "Før planen kan sendes ud" in page.says
    assert page.says.count("mangler</span>") == 8
    assert page.links_to(place_of(family, Section.CHECKS))
    assert "/plan/children/" in page.says
    assert BUTTON not in page.says

    fills(family)
    ready = as_(family.karin).visit(family.place)
    assert "Det er her alt sammen." in ready.says
    assert BUTTON in ready.says
    ready.form(to="/plan/send-out").submit()
    assert "Før planen kan sendes ud" not in as_(family.karin).visit(family.place).says


def test_sara_sees_the_same_list_and_else_who_sees_her_own_duties_sees_none(family, as_, asks):
    family.agrees_on("Else henter.", family.else_)

    assert "Før planen kan sendes ud" in as_(family.sara).visit(family.place).says
    assert "/plan/children/" not in as_(family.sara).visit(family.place).says
    assert "Før planen kan sendes ud" not in as_(family.else_).visit(family.place).says


def test_whoever_presses_an_older_page_is_told_and_nothing_is_sent(family, as_, asks, app):
    app.config["SETTINGS"].plan_needs_network = 0
    fills(family)
    page = as_(family.karin).visit(family.place)
    app.config["SETTINGS"].plan_needs_network = 9

    told = page.form(to="/plan/send-out").submit().follow()
    assert "Den kan ikke sendes ud endnu." in told


def test_what_a_person_cannot_read_ticks_nothing_on_that_persons_page(family, as_, asks):
    before = as_(family.jonas).visit(family.place).says.count("mangler</span>")
    hidden = writes(family, family.sara, Section.ALARM)
    hidden.hidden_at = hidden.created_at
    session.commit()

    assert as_(family.jonas).visit(family.place).says.count("mangler</span>") == before


def test_the_list_costs_few_questions(family, as_, asks):
    fills(family)
    karin = as_(family.karin)
    karin.visit(family.place)
    with counted() as count:
        karin.visit(family.place)
    assert len(count.statements) <= 10
