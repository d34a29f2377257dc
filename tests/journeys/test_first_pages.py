"""What each kind of person meets first, on a phone: in the order that was promised, in both languages."""

from datetime import timedelta

import pytest

from portal.db.clock import now, on_the_wall
from tests.journeys.starting import as_it_stands, start, stop
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
PROMISED = {
    "Sara Holm": ["Emil", "Alarmkort", "Din tur", "Ring til Karin", "Næste møde", "Aftaler i dag"],
    "Birthe Lind": [
        "Alarmkort",
        "Sara har bedt dig være med.",
        "Det har du sagt ja til",
        "Jeg vil ikke være med mere",
    ],
    "Alma Nygård": [
        "Hej Alma",
        "Alarmkort",
        "Hvem må se det?",
        "Hvad sker der, når jeg sender det?",
        "Jeg er ikke tryg",
        "Mit næste møde",
    ],
    "Karin Bech": ["Venter på mig"],
    "Ulla Brink": ["Til teamledere", "er ikke lavet endnu", "10 20 30 40"],
    "Ole Bro": ["Du holder øje med login", "Log nogen ud", "Du ser ikke familierne"],
    "Kim Engsig": ["Hvor vil du hen?", "Emil", "Freja og Storm"],
    "Else Holm": ["Vi fandt ikke noget til dig endnu", "10 20 30 40"],
}
STAFF = ("Karin Bech", "Ulla Brink", "Ole Bro")
NEWS = "Der er nyt til dig. Du kan se det, når det passer dig."
REMINDER = "Der ligger stadig noget til dig. Du kan se det, når du har tid."
TOO_SMALL = "all => all.filter(a => a.getBoundingClientRect().height < 44).map(a => a.textContent.trim())"


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


def test_a_lost_phone_is_signed_out_by_somebody_who_sees_no_family(portal, visitor):
    lost = comes_home(visitor(portal, "lost-martin", 375), "Martin Højvang")
    ole = comes_home(visitor(portal, "ends-ole", 320), "Ole Bro").presses("Log nogen ud")
    ole.chooses("kommer ind med MitID").writes("Hele navnet", "Martin Højvang")
    ole.writes("Hvornår er personen født?", "1987-05-30").chooses("En telefon eller computer")

    ole.presses("Find personen").reads("Er logget ind").does_not_find("Freja")
    ole.presses("Log ud alle steder").reads("Personen er logget ud alle steder.")

    lost.page.reload()
    lost.looks().reads("Log ind med MitID")


def test_a_child_on_the_phone_of_the_place_and_karin_who_invites_with_mitid(portal, visitor):
    host, port = portal.rsplit(":", 1)
    anton = visitor(portal, "anton", 320)
    anton.page.goto(f"{host}:{int(port) + 1}/phone")
    anton.presses("Tag Antons telefon i hånden").writes("Din kode", "4071").presses("Gå ind")
    anton.reads("Hej Anton").presses("Skriv til rådgiveren").reads("Må jeg sove hos Oliver")
    karin = comes_home(visitor(portal, "places-karin", 320), "Karin Bech")
    karin.page.goto(f"{portal}/cases/{anton.page.url.split('/')[4]}/members")

    karin.looks().presses("Et sted til Anton").presses("Inviter Anton med MitID")

    karin.reads("Det, Anton har skrevet, bliver.")


def test_news_comes_to_the_phone_and_says_nothing_of_what_it_is(portal, visitor):
    sara = comes_home(visitor(portal, "told-sara", 375), "Sara Holm")
    wants_messages(sara, "Mail", "sara@eksempel.dk")
    jonas = comes_home(visitor(portal, "told-jonas", 375), "Jonas Lind")
    jonas.presses("Åbn vores sikkerhedsplan").presses("Foreslå en ny aftale").writes(
        "Hvad gør I?", "Sara og jeg ringer sammen kl. 21."
    )
    jonas.chooses("Sara").presses("Send forslag")

    letter = finds_in_the_inbox(sara, portal, "sara@eksempel.dk")[0]

    assert "Der er nyt til dig." in letter
    assert not [word for word in ("Emil", "Jonas", "aftale", "http", "ringer") if word in letter]
    sara.opens("/").reads("Emil")


def test_a_meeting_and_the_reminder_of_it_come_to_the_phone_and_say_nothing_more(
    portal, var, visitor, tmp_path
):
    birthe = comes_home(visitor(portal, "called-birthe", 375), "Birthe Lind")
    wants_messages(birthe, "Sms", "20304050")
    day = on_the_wall(now()).date() + timedelta(days=3)
    karin = comes_home(visitor(portal, "calls-karin", 375), "Karin Bech")
    opens_the_family(karin, "Emil").presses("Møder")
    karin.presses("Indkald til et møde").reads("Får besked, hvis du vælger dem").chooses("Birthe")
    karin.writes("Hvad skal I tale om?", "Hvem henter Emil?").writes("Hvilken dag?", day.isoformat())
    karin.writes("Hvornår begynder det?", "14:30").writes("Hvor mødes I?", "Biblioteket")
    karin.presses("Indkald til mødet").reads("Mødet er indkaldt.")

    assert finds_in_the_inbox(birthe, portal, "+4520304050") == [NEWS]

    soon = (now() + timedelta(days=2)).replace(minute=59, second=56)
    run, two_days_later = start(as_it_stands(var, tmp_path / "var"), soon)
    try:
        assert finds_in_the_inbox(birthe, two_days_later, "+4520304050") == [REMINDER]
        assert birthe.page.locator(".letter").count() == 1
    finally:
        stop(run)


def test_an_invitation_comes_to_the_phone_and_its_link_leads_to_who_asks(portal, visitor):
    karin = comes_home(visitor(portal, "invites-karin", 1280), "Karin Bech")
    opens_the_family(karin, "Emil").presses("Hvem der er med").presses("Inviter en forælder")
    karin.writes("Hvad hedder forælderen?", "Mille Sand").writes("Hvem er personen for barnet?", "plejemor")
    karin.chooses("Emil").writes("Hvad vil du sige til forælderen?", "Vil du være med?")
    karin.chooses("Send det som sms").writes("Personens mobilnummer", "20 30 40 60")
    karin.presses("Lav invitationen").reads("Vi sender linket til 20 30 40 60.")
    karin.reads("Sig koden i telefonen")
    mille = visitor(portal, "invited-mille", 375)

    letter = finds_in_the_inbox(mille, portal, "+4520304060")[0]

    assert letter.startswith("Hej Mille. Karin")
    assert not [word for word in ("Emil", "Sand", "Bech", "plejemor", "forælder") if word in letter]
    mille.presses("invitation").presses("Se invitationen").reads("Karin").reads("Vil du være med?")


def opens_the_family(one: Visitor, child: str) -> Visitor:
    """In whichever list it stands now: that changes with what others have done."""
    one.page.get_by_role("link", name=child, exact=True).first.click()
    return one.looks()


def wants_messages(one: Visitor, channel: str, address: str) -> None:
    one.page.goto(f"{one.portal}/my-messages")
    one.chooses(channel).page.locator("[name=address]").fill(address)
    one.chooses("Når som helst, også om natten").presses("Gem mit valg")


def finds_in_the_inbox(one: Visitor, portal: str, to: str) -> list[str]:
    """What has come to this address, as the phone shows it, newest first: as soon as there is something."""
    host, port = portal.rsplit(":", 1)
    come = one.page.locator(".letter", has_text=f"til {to}")
    for _ in range(80):
        one.page.goto(f"{host}:{int(port) + 1}/inbox")
        if come.count():
            one.checks()
            return come.locator(".text").all_inner_texts()
        one.page.wait_for_timeout(500)
    raise AssertionError("nothing came")
