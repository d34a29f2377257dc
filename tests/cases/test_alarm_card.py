"""The alarm card: whom to ring, on every page of a case, for everybody who has joined it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.access.actor import Role
from portal.cases import panels
from portal.cases.models import Case
from portal.cases.panels import Contact, Offers, Pocket
from portal.db.session import session
from portal.people.models import Person, UserSession
from tests.paper.reading import Paper

DUTY, KARIN, TOM = "tel:10203041", "tel:10203043", "tel:10203042"


@pytest.fixture
def emils(a):
    karin = a.person("Karin Bech", staff=True, phone="10 20 30 43", phone_hours="hverdage kl. 8-15")
    tom = a.person("Tom Dahl", staff=True, phone="10 20 30 42", phone_hours="mandag til torsdag kl. 9-14")
    return a.case("Emil", caseworker=karin, standin=tom)


def as_a_guest(a, as_, case):
    browser = as_(a.member(case, "Else Holm", Role.NETWORK_PERSON))
    row = session.query(UserSession).one()
    row.kind, row.case_id = "guest", case.id
    session.commit()
    return browser


def card(browser, case):
    return browser.visit(f"/cases/{case.id}/alarm-card")


@pytest.mark.parametrize("role", [Role.CUSTODY_HOLDER, Role.NETWORK_PERSON, Role.CHILD])
def test_it_says_whom_to_ring_in_which_order(a, as_, emils, role):
    page = card(as_(a.member(emils, "Sara Holm", role)), emils)
    dialled = [link["href"] for link in page.response.html.main.select(".danger a, .calls a")]

    assert dialled[:4] == ["tel:112", KARIN, TOM, DUTY]
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


def on_paper(browser, case, ticked="") -> Paper:
    page = browser.visit(f"/cases/{case.id}/alarm-card.pdf{ticked}")
    assert page.response.content_type == "application/pdf"
    assert page.response.headers["Content-Disposition"] == "inline; filename=numre.pdf"
    return Paper(page.response.body)


@pytest.fixture
def agreed():
    """What the family has agreed for when it gets dangerous, as a room tells it."""
    before = list(panels._offers)
    pocket = Pocket(
        contacts=[Contact(name="Birthe", what="nabo", phone="10 20 30 45", hours="efter kl. 17")],
        safe_place="KANARIE hos Birthe",
        code_word="KANARIE-blåbær",
    )
    panels.adopt([*before, Offers(pocket=lambda _actor: pocket)])
    yield
    panels.adopt(before)


def test_the_card_for_the_wallet_names_neither_the_child_nor_what_it_is_about(a, as_, emils):
    paper = on_paper(as_(a.member(emils)), emils)

    assert paper.pages == 1
    assert paper.title == "Hvem du kan ringe til"
    assert paper.root["/Lang"] == "da"
    for words in ("Fare 112", "Karin 10 20 30 43", "Tom 10 20 30 42", "10 20 30 41", "Mine egne numre"):
        assert paper.has(words), words
    assert not [word for word in ("emil", "sag", "plan", "rådgiver", "barn") if word in paper.says.lower()]
    assert emils.number not in paper.says.replace(" ", "")


def test_it_says_what_one_can_say_on_the_phone(a, as_, emils):
    said = card(as_(a.member(emils)), emils).response.html.main.select(".steps .said")

    told = [one.get_text() for one in said]
    assert told == ["Jeg hedder …", "Det drejer sig om et barn.", "Jeg er bange for, at …", "Vi er her: …"]


def test_those_the_family_has_chosen_come_first_and_the_code_word_is_behind_a_tap(a, as_, emils, agreed):
    page = card(as_(a.member(emils)), emils)

    dialled = [link["href"] for link in page.response.html.main.select(".calls a")]
    assert dialled == ["tel:10203045", KARIN, TOM, DUTY]
    assert "KANARIE hos Birthe" in page.says
    assert "KANARIE-blåbær" in page.response.html.main.select_one("details:not([open])").get_text()


def test_a_code_word_stands_on_the_card_only_when_it_is_ticked_this_time(a, as_, emils, agreed):
    browser = as_(a.member(emils))

    assert "KANARIE" not in on_paper(browser, emils).says
    assert on_paper(browser, emils).has("Birthe 10 20 30 45")
    with_place = on_paper(browser, emils, "?also=safe_place")
    assert with_place.has("KANARIE hos Birthe")
    assert not with_place.has("blåbær")
    assert on_paper(browser, emils, "?also=code_word").has("KANARIE-blåbær")


def test_a_guest_gets_the_numbers_of_the_municipality_and_nothing_the_family_agreed(a, as_, emils, agreed):
    browser = as_a_guest(a, as_, emils)

    page = card(browser, emils)
    dialled = [link["href"] for link in page.response.html.main.select(".calls a")]
    assert dialled == [KARIN, TOM, DUTY]
    assert "KANARIE" not in page.says
    assert "KANARIE" not in on_paper(browser, emils, "?also=code_word&also=safe_place").says
    assert browser.visit(f"/cases/{emils.id}/").links_to(f"/cases/{emils.id}/alarm-card")


def test_without_numbers_of_their_own_the_number_of_the_municipality_stands_there(a, as_, emils):
    case = session.get_one(Case, emils.id)
    for person in (session.get_one(Person, case.caseworker_id), session.get_one(Person, case.standin_id)):
        person.phone = person.phone_hours = ""
    session.commit()

    page = card(as_(a.member(emils)), emils)

    assert "tel:10203040" in page.says
    assert "Tom" not in page.response.html.main.get_text()


def test_a_weak_login_is_enough_for_the_card_and_not_for_the_plan(a, as_, emils):
    browser = as_a_guest(a, as_, emils)

    assert card(browser, emils).status == 200
    assert browser.visit(f"/cases/{emils.id}/plan").status == 403


def test_a_stranger_does_not_reach_it(a, as_, emils):
    stranger = a.member(a.case("Ida"), "Bo Friis")

    assert card(as_(stranger), emils).status == 404


SATURDAY_NIGHT = datetime(2026, 3, 14, 23, tzinfo=UTC)
WEDNESDAY_NOON = datetime(2026, 3, 11, 11, tzinfo=UTC)


@pytest.fixture
def hours(app, monkeypatch):
    monkeypatch.setattr(app.config["SETTINGS"], "phone_open", "mon-fri 8-15")


def test_at_night_the_desk_that_is_awake_stands_before_the_phones_that_are_closed(a, as_, emils, hours):
    sara = a.member(emils)
    with time_machine.travel(SATURDAY_NIGHT):
        browser = as_(sara)
        page, front = card(browser, emils), browser.visit(f"/cases/{emils.id}/")

    dialled = [link["href"] for link in page.response.html.main.select(".danger a, .calls a")]
    assert dialled == ["tel:112", DUTY, KARIN, TOM]
    assert "Lukket nu. Åbner mandag kl. 08.00." in page.says
    assert "Lukket nu. Åbner mandag kl. 09.00." in page.says
    assert front.says.index(DUTY) < front.says.index(KARIN)
    assert front.response.html.select_one(".rail a")["href"] == DUTY
    assert "Der åbner mandag kl. 08.00." in front.says


def test_by_day_the_caseworker_stands_first_and_paper_is_the_same_at_any_hour(a, as_, emils, hours):
    sara = a.member(emils)
    with time_machine.travel(WEDNESDAY_NOON):
        browser = as_(sara)
        page, by_day = card(browser, emils), browser.visit(f"/cases/{emils.id}/alarm-card.pdf")
        front = browser.visit(f"/cases/{emils.id}/")
    with time_machine.travel(WEDNESDAY_NOON + timedelta(hours=11)):
        by_night = as_(sara).visit(f"/cases/{emils.id}/alarm-card.pdf")

    assert [link["href"] for link in page.response.html.main.select(".calls a")] == [KARIN, TOM, DUTY]
    assert "Lukket" not in page.says + front.says
    assert Paper(by_day.response.body).says == Paper(by_night.response.body).says


@pytest.mark.parametrize("who", [Role.CUSTODY_HOLDER, Role.NETWORK_PERSON])
def test_where_nobody_said_the_hours_nothing_moves_at_night(a, as_, emils, who):
    with time_machine.travel(SATURDAY_NIGHT):
        front = as_(a.member(emils, "Sara Holm", who)).visit(f"/cases/{emils.id}/")

    assert front.response.html.select_one(".rail a")["href"] == KARIN
    assert "Lukket" not in front.says


def test_a_child_has_the_line_for_children_on_the_card_on_paper_and_at_home(a, as_, emils):
    alma = as_(a.member(emils, "Alma", Role.CHILD))
    page = card(alma, emils)
    paper = Paper(alma.visit(f"/cases/{emils.id}/alarm-card.pdf").response.body)

    dialled = [link["href"] for link in page.response.html.main.select(".danger a, .calls a")]
    assert dialled == ["tel:112", KARIN, TOM, DUTY, "tel:116111"]
    assert paper.has("116 111")
    assert 'href="tel:116111"' in alma.visit(f"/cases/{emils.id}/").says
    assert "116 111" not in card(as_(a.member(emils)), emils).says


@pytest.mark.parametrize("role", [Role.CUSTODY_HOLDER, Role.NETWORK_PERSON, Role.CHILD])
def test_the_way_to_the_card_stands_before_everything_but_the_heading(a, as_, emils, role):
    front = as_(a.member(emils, "Sara Holm", role)).visit(f"/cases/{emils.id}/")

    first = front.response.html.main.select_one("a")
    assert first["href"] == f"/cases/{emils.id}/alarm-card"
