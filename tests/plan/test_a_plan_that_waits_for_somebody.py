"""A plan begins without the yes of one who has own duties alone; those wait, and it is said whom for."""

import pytest

from portal.access.actor import Role
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.plan.models.sections import Section
from tests.plan.conftest import press
from tests.plan.written import writes


@pytest.fixture
def without_else(family):
    """A plan in force that Else has not answered: one line is hers, one is Sara's."""
    family.agrees_on("Else henter Emil.", by=family.else_, backup="Så henter Jonas.")
    family.agrees_on("Sara læser højt.")
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()
    return family


def waiting(family, who) -> dict[str, list[str]]:
    plan = queries.plan(family.as_actor(who))
    return {one.text["words"]: [seat.name for seat in one.waits_for] for one in plan.applies if one.waits}


def test_the_plan_begins_and_her_agreement_waits(without_else, as_):
    assert session.query(PlanVersion).one().status == "in_force"
    assert waiting(without_else, without_else.sara) == {"Else henter Emil.": ["Else"]}

    page = as_(without_else.sara).visit(without_else.place)

    assert "Venter på Else" in page.says
    assert "Så længe:" in page.says
    assert "Venter på Else" in as_(without_else.sara).visit(f"/cases/{without_else.case.id}/").says


def test_what_waits_does_not_hang_on_the_fridge(without_else):
    week = queries.week(without_else.as_actor(without_else.else_))

    assert [line.text["words"] for line in (*week.lines, *week.kept_off)] == []


def test_else_can_still_say_yes_and_then_it_applies(without_else, as_):
    else_ = as_(without_else.else_)
    home = else_.visit(f"/cases/{without_else.case.id}/")
    assert "Planen venter på dit ja" in home.says
    assert "Else henter Emil." not in home.says.partition("Det har du sagt ja til")[2]

    assert press(else_.visit(f"{without_else.place}/approve"), "agree").status == 303

    session.expire_all()
    assert waiting(without_else, without_else.sara) == {}
    assert "Planen venter på dit ja" not in else_.visit(f"/cases/{without_else.case.id}/").says
    karin = without_else.as_actor(without_else.karin)
    in_force = queries.versions(karin).in_force
    assert all(one.said_at for one in queries.approvers(in_force, karin.roster))


def test_an_old_yes_of_hers_does_not_count_for_the_new_words(family):
    agreement = family.has_a_plan("Else henter Emil.")
    family.reword(agreement, "Else henter Emil og Liv.")
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()

    assert waiting(family, family.jonas) == {"Else henter Emil og Liv.": ["Else"]}


def test_who_is_waited_for_is_not_told_to_one_from_whom_that_person_is_hidden(family, a):
    nanna = a.member(family.case, "Nanna Holm", Role.NETWORK_PERSON, relation="moster")
    family.agrees_on("Jonas og Nanna henter.", family.jonas, nanna, by=family.jonas)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()

    a.shield(family.case, protected=nanna, hidden_from=family.jonas)

    assert waiting(family, family.sara) == {"Jonas og Nanna henter.": ["Nanna"]}
    assert waiting(family, family.jonas) == {"Jonas og Nanna henter.": []}


@pytest.mark.parametrize("who", ["sara", "karin"])
def test_without_a_parent_or_the_caseworker_nothing_begins(family, who, as_):
    family.agrees_on("Else henter Emil.", family.else_)
    version = family.send_out()
    family.says_yes(*{family.sara, family.jonas, family.karin, family.else_} - {getattr(family, who)})

    with pytest.raises(service.StillWaiting):
        family.begins()
    session.rollback()
    page = as_(family.karin).visit(f"{family.place}/{version.id}/put-in-force")

    assert ("Ingen kan sige ja for Sara" in page.says) is (who == "sara")


def test_an_item_that_names_somebody_waits_too(family, as_):
    family.agrees_on("Sara læser højt.")
    writes(family, family.sara, Section.NETWORK, "Else kommer om aftenen.")
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()
    place = f"{family.place}/{Section.NETWORK.value}"
    assert "Venter på Else" in as_(family.jonas).visit(place).says

    family.says_yes(family.else_)

    session.expire_all()
    assert "Venter på Else" not in as_(family.jonas).visit(place).says
