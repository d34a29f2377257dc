"""What each kind of person meets first, on a phone: in the order that was promised, in both languages."""

from collections.abc import Iterator

import pytest

from tests.journeys.starting import start
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
PROMISED = {
    "Sara Holm": ["Emil", "Din tur", "Ring til Karin", "Alarmkort", "Næste møde", "Aftaler i dag"],
    "Birthe Lind": [
        "Sara har bedt dig være med.",
        "Det har du sagt ja til",
        "Alarmkort",
        "Jeg vil ikke være med mere",
    ],
    "Alma Nygård": [
        "Hej Alma",
        "Hvem må se det?",
        "Hvad sker der, når jeg sender det?",
        "Jeg er ikke tryg",
        "Mit næste møde",
    ],
    "Karin Bech": ["Venter på mig"],
    "Ulla Brink": ["Her er ikke noget til teamledere endnu", "10 20 30 40"],
    "Kim Engsig": ["Hvor vil du hen?", "Emil", "Freja og Storm"],
    "Else Holm": ["Vi fandt ikke noget til dig endnu", "10 20 30 40"],
}
STAFF = ("Karin Bech", "Ulla Brink")
TOO_SMALL = "all => all.filter(a => a.getBoundingClientRect().height < 44).map(a => a.textContent.trim())"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One for both: nothing here gets in the way of what the other looks for."""
    run, address = start(tmp_path_factory.mktemp("portal") / "var")
    yield address
    run.terminate()
    run.wait(30)


def test_everybody_meets_what_was_promised_first(portal, visitor):
    for person, promised in PROMISED.items():
        one = comes_home(visitor(portal, f"first-{person.split()[0].lower()}", 375), person)

        found = one.page.locator("main").inner_text()
        places = [found.find(words) for words in promised]
        assert -1 not in places, (person, found)
        assert places == sorted(places), (person, found)
        one.presses("English")
        assert one.page.locator("html").get_attribute("lang") == "en"
        if "Alarmkort" in promised:
            reaches_the_alarm_card(one)


def comes_home(one: Visitor, person: str) -> Visitor:
    staff = person in STAFF
    one.page.goto(f"{one.portal}/login/{'medarbejder' if staff else 'borger'}")
    return one.signs_in(person, door="staff" if staff else "MitID")


def reaches_the_alarm_card(one: Visitor) -> None:
    one.presses("Open the alarm card").reads("Call 112.").reads("10 20 30 50")
    assert one.page.eval_on_selector_all("main a[href^='tel:']", TOO_SMALL) == []
    one.page.emulate_media(media="print")
    card = one.page.locator(".wallet").bounding_box()
    assert card is not None
    assert (round(card["width"] / 96 * 25.4), round(card["height"] / 96 * 25.4)) == (86, 54)
    assert not one.page.locator("h1").is_visible()
    one.page.emulate_media(media="screen")


def test_news_comes_to_the_phone_and_says_nothing_of_what_it_is(portal, visitor):
    sara = comes_home(visitor(portal, "told-sara", 375), "Sara Holm")
    sara.page.goto(f"{portal}/my-messages")
    sara.chooses("Mail").page.locator("[name=address]").fill("sara@eksempel.dk")
    sara.chooses("Når som helst, også om natten").presses("Gem mit valg")
    jonas = comes_home(visitor(portal, "told-jonas", 375), "Jonas Lind")
    jonas.presses("Åbn vores sikkerhedsplan").presses("Foreslå en ny aftale").writes(
        "Hvad gør I?", "Sara og jeg ringer sammen kl. 21."
    )
    jonas.chooses("Sara").presses("Send forslag")

    letter = finds_in_the_inbox(sara, portal)

    assert "Der er nyt til dig." in letter
    assert not [word for word in ("Emil", "Jonas", "aftale", "http", "ringer") if word in letter]
    sara.opens("/").reads("Emil")


def finds_in_the_inbox(one: Visitor, portal: str) -> str:
    host, port = portal.rsplit(":", 1)
    for _ in range(60):
        one.page.goto(f"{host}:{int(port) + 1}/inbox")
        if one.page.locator(".letter").count():
            return str(one.page.locator(".letter .text").first.inner_text())
        one.page.wait_for_timeout(500)
    raise AssertionError("nothing came")
