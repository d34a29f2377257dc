"""The alarm card: whom to ring, on every page of a case, for everybody who has joined it."""

import pytest

from portal.access.actor import Role
from portal.cases.models import Case
from portal.db.session import session
from portal.people.models import Person, UserSession

DUTY, KARIN, TOM = "tel:10203041", "tel:10203043", "tel:10203042"


@pytest.fixture
def emils(a):
    karin = a.person("Karin Bech", staff=True, phone="10 20 30 43", phone_hours="hverdage kl. 8-15")
    tom = a.person("Tom Dahl", staff=True, phone="10 20 30 42", phone_hours="mandag til torsdag kl. 9-14")
    return a.case("Emil", caseworker=karin, standin=tom)


def card(browser, case):
    return browser.visit(f"/cases/{case.id}/alarm-card")


@pytest.mark.parametrize("role", [Role.CUSTODY_HOLDER, Role.NETWORK_PERSON, Role.CHILD])
def test_it_says_whom_to_ring_in_which_order(a, as_, emils, role):
    page = card(as_(a.member(emils, "Sara Holm", role)), emils)
    dialled = [link["href"] for link in page.response.html.main.select(".danger a, .calls a")]

    assert dialled == ["tel:112", KARIN, TOM, DUTY]
    assert "hverdage kl. 8-15" in page.says
    assert "mandag til torsdag kl. 9-14" in page.says
    assert "Døgnet rundt" in page.says


@pytest.mark.parametrize("role", [Role.CUSTODY_HOLDER, Role.NETWORK_PERSON, Role.CHILD])
def test_the_front_page_has_the_numbers_of_the_night_and_leads_to_the_card(a, as_, emils, role):
    page = as_(a.member(emils, "Sara Holm", role)).visit(f"/cases/{emils.id}/")

    dialled = {link["href"] for link in page.response.html.main.select('a[href^="tel:"]')}

    assert {"tel:112", DUTY} <= dialled
    assert page.links_to(f"/cases/{emils.id}/alarm-card")


def test_every_page_of_the_case_leads_to_it(a, as_, emils):
    browser = as_(a.member(emils))

    for address in ("map", "plan", "story", "members", "meetings"):
        assert browser.visit(f"/cases/{emils.id}/{address}").links_to(f"/cases/{emils.id}/alarm-card")
    assert not browser.visit("/my-messages").links_to("/cases/")


def test_the_paper_card_names_neither_the_child_nor_what_it_is_about(a, as_, emils):
    paper = card(as_(a.member(emils)), emils).response.html.select_one(".wallet").get_text(" ")

    assert "112" in paper
    assert "10 20 30 41" in paper
    assert not [word for word in ("emil", "sag", "plan", "rådgiver", "barn") if word in paper.lower()]


def test_without_numbers_of_their_own_the_number_of_the_municipality_stands_there(a, as_, emils):
    case = session.get_one(Case, emils.id)
    for person in (session.get_one(Person, case.caseworker_id), session.get_one(Person, case.standin_id)):
        person.phone = person.phone_hours = ""
    session.commit()

    page = card(as_(a.member(emils)), emils)

    assert "tel:10203040" in page.says
    assert "Tom" not in page.response.html.main.get_text()


def test_a_weak_login_is_enough_for_the_card_and_not_for_the_plan(a, as_, emils):
    browser = as_(a.member(emils, "Else Holm", Role.NETWORK_PERSON))
    row = session.query(UserSession).one()
    row.kind, row.case_id = "guest", emils.id
    session.commit()

    assert card(browser, emils).status == 200
    assert browser.visit(f"/cases/{emils.id}/plan").status == 403


def test_a_stranger_does_not_reach_it(a, as_, emils):
    stranger = a.member(a.case("Ida"), "Bo Friis")

    assert card(as_(stranger), emils).status == 404
