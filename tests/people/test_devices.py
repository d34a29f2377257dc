"""Where a person is signed in: seen in plain words, and ended from anywhere at the very next request."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from portal.db.session import session
from portal.people.models import UserSession
from portal.people.sessions import device_of
from portal.settings import Settings
from tests.people.browsing import HOST, Browser, audited, counted
from tests.people.conftest import settings_at

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"
COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"


@pytest.fixture
def settings(database_url: str) -> Settings:
    """On both engines: rows are written, taken out and counted here."""
    return settings_at(database_url)


def on_a(kind: str, browser: Browser) -> Browser:
    """Sara signs in once more, on another device."""
    other = Browser(browser.app, browser.provider)
    other.client.environ_base["HTTP_USER_AGENT"] = kind
    other.sign_in()
    return other


def pressed(browser: Browser, page: str, address: str) -> int:
    assert address in page
    return browser.post(address, csrf_token=browser.form_key()).status_code


def row_of(browser: Browser) -> str:
    session.remove()
    newest = select(UserSession.id).order_by(UserSession.created_at.desc()).limit(1)
    return str(session.scalar(newest))


@pytest.mark.parametrize(
    ("says", "word"),
    [
        (PHONE, "phone"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 Safari/604.1", "phone"),
        ("Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) Mobile/15E148 Safari/604.1", "tablet"),
        ("Mozilla/5.0 (Linux; Android 14; SM-X910) AppleWebKit/537.36 Chrome/131.0 Safari/537.36", "tablet"),
        (COMPUTER, "computer"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", "computer"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0 Safari/537.36", "computer"),
        ("en-robot/1.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_known_by_one_coarse_word(says: str, word: str) -> None:
    assert device_of(says) == word


def test_sara_sees_her_devices_in_plain_words_and_which_one_she_holds(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        on_a(COMPUTER, browser)
        clock.shift(timedelta(minutes=20))
        page = on_a(PHONE, browser).get("/my-devices").text

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert re.search(r"Phone Signed in on .* at 13\.20\. You are here now", words), words
    assert re.search(
        r"Computer Signed in on .* at 13\.00\. Last used on .* at 13\.00\. Sign out there", words
    ), words
    assert "Mozilla" not in page
    assert "127.0.0.1" not in page


def test_nothing_is_kept_of_what_the_browser_said_but_the_word(browser: Browser) -> None:
    on_a(PHONE, browser)
    session.remove()

    row = session.execute(select(UserSession.__table__)).one()

    assert row.device == "phone"
    assert "Pixel" not in str(row)


def test_ending_another_device_holds_at_its_very_next_request(browser: Browser) -> None:
    phone = on_a(PHONE, browser)
    lost = row_of(phone)
    browser.sign_in()
    page = browser.get("/my-devices").text

    assert pressed(browser, page, f"/my-devices/{lost}/end") == 303

    assert phone.get("/home").status_code == 303
    assert browser.get("/home").status_code == 200
    assert audited() == ["signed_in", "signed_in", "ended_elsewhere"]
    assert (
        counted(UserSession, UserSession.ended_why == "ended_elsewhere", UserSession.id_token.is_(None)) == 1
    )


def test_ending_all_others_leaves_the_one_in_hand(browser: Browser) -> None:
    others = [on_a(PHONE, browser), on_a(COMPUTER, browser)]
    browser.sign_in()

    assert pressed(browser, browser.get("/my-devices").text, "/my-devices/end-others") == 303

    assert [one.get("/home").status_code for one in others] == [303, 303]
    assert browser.get("/home").status_code == 200
    assert "and nowhere else" in browser.get("/my-devices").text
    assert browser.get("/my-devices").text.count("<form") == 0


def test_nobody_sees_or_ends_the_session_of_another(browser: Browser) -> None:
    browser.sign_in()
    saras = row_of(browser)
    karin = Browser(browser.app, browser.provider)
    karin.sign_in("medarbejder")

    assert saras not in karin.get("/my-devices").text
    assert karin.post(f"/my-devices/{saras}/end", csrf_token=karin.form_key()).status_code == 404
    assert karin.post("/my-devices/end-others", csrf_token=karin.form_key()).status_code == 303
    assert browser.get("/home").status_code == 200


def test_the_device_in_hand_and_one_that_is_over_are_not_ended_here(browser: Browser) -> None:
    phone = on_a(PHONE, browser)
    gone = row_of(phone)
    phone.post("/close")
    browser.sign_in()

    for one in (gone, row_of(browser)):
        assert browser.post(f"/my-devices/{one}/end", csrf_token=browser.form_key()).status_code == 404
    assert browser.get("/home").status_code == 200


def test_a_device_that_rested_too_long_is_not_on_the_list(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        on_a(PHONE, browser)
        clock.shift(timedelta(minutes=31))
        page = on_a(COMPUTER, browser).get("/my-devices").text

    assert "Computer" in page
    assert "Phone" not in page


def test_ending_takes_a_form_key(browser: Browser) -> None:
    on_a(PHONE, browser)
    browser.sign_in()

    assert browser.post("/my-devices/end-others").status_code == 400
    assert browser.get("/my-devices/end-others").status_code == 405


def test_an_open_page_learns_how_long_is_left_and_asking_prolongs_nothing(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        for _ in range(2):
            clock.shift(timedelta(minutes=14))
            left = browser.get("/still-here").json
        assert left == {"left": 120}
        clock.shift(timedelta(minutes=2))
        assert browser.get("/still-here").status_code == 303


def test_staying_signed_in_takes_one_press(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        clock.shift(timedelta(minutes=28))
        stayed = browser.post("/still-here", csrf_token=browser.form_key())
        assert (stayed.status_code, stayed.json) == (200, {"left": 1800})
        clock.shift(timedelta(minutes=29))
        assert browser.get("/home").status_code == 200
        assert browser.post("/still-here").status_code == 400


def test_nobody_stays_longer_than_the_absolute_limit(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False):
        browser.sign_in()
        session.execute(update(UserSession).values(expires_at=NOON + timedelta(minutes=5)))
        session.commit()

        assert browser.post("/still-here", csrf_token=browser.form_key()).json == {"left": 300}
        assert browser.get("/still-here").json == {"left": 300}


def test_somebody_who_is_not_signed_in_learns_nothing(browser: Browser) -> None:
    assert browser.client.get("/still-here", base_url=HOST).status_code == 303
    assert browser.client.get("/my-devices", base_url=HOST).status_code == 303
