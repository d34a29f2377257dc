"""Showing once more who one is: asked now, whatever the provider remembers, and a new session afterwards."""

import time

import pytest
import time_machine

from portal.people.models import UserSession
from portal.settings import Settings
from tests.people.browsing import HOST, Browser, audited, code_on, counted
from tests.people.conftest import settings_at
from tests.people.lying_provider import later, says


@pytest.fixture
def settings(database_url: str) -> Settings:
    """On both engines: rows are written, taken out and counted here."""
    return settings_at(database_url)


@pytest.mark.parametrize("door", ["borger", "medarbejder"])
def test_the_provider_is_told_to_ask_again_now(browser: Browser, door: str) -> None:
    sent = browser.start(door, next="/cases/1/map", again="1").sent

    assert (sent["prompt"], sent["max_age"]) == ("login", "300")
    assert "max_age" not in browser.start(door).sent


@pytest.mark.parametrize("door", ["borger", "medarbejder"])
def test_confirming_comes_back_to_the_same_page_with_a_new_session(browser: Browser, door: str) -> None:
    browser.sign_in(door)
    old = browser.token()

    back = browser.sign_in(door, next="/cases/1/map", again="1")

    assert (back.status_code, back.location) == (303, "/cases/1/map")
    assert browser.token() != old
    assert counted(UserSession, UserSession.ended_at.is_(None)) == 1
    assert audited() == ["signed_in", "confirmed"]
    thief = Browser(browser.app, browser.provider)
    with thief.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = old
    assert thief.get("/home").status_code == 303


@pytest.mark.parametrize("door", ["borger", "medarbejder"])
def test_an_old_answer_is_refused_and_trying_again_asks_anew(browser: Browser, door: str) -> None:
    browser.sign_in(door)
    browser.provider.claims = says(auth_time=later(-400))["claims"]

    refused = browser.sign_in(door, next="/cases/1/map", again="1")

    assert code_on(refused) == "E-GAMMELT"
    assert f"/login/{door}?next=/cases/1/map&amp;again=1" in refused.text
    assert browser.get("/home").status_code == 200  # the session from before is as it was


@pytest.mark.parametrize("door", ["borger", "medarbejder"])
def test_who_stops_halfway_is_still_signed_in_and_is_shown_the_way_back(browser: Browser, door: str) -> None:
    browser.sign_in(door)
    stops = {"error": "access_denied", "error_description": "mitid_user_aborted"}

    page = browser.come_back(browser.start(door, next="/cases/1/map", again="1"), **stops)

    assert (page.status_code, code_on(page)) == (200, "E-AFBRUDT")
    assert "You are still signed in." in page.text
    assert "not signed in" not in page.text
    assert 'href="/cases/1/map"' in page.text
    assert f"/login/{door}?next=/cases/1/map&amp;again=1" in page.text
    assert browser.get("/home").status_code == 200


def test_who_stops_the_first_sign_in_is_told_the_truth_too(browser: Browser) -> None:
    page = browser.come_back(browser.start(next="/cases/1/map"), error="access_denied")

    assert "You are not signed in." in page.text
    assert 'href="/cases/1/map"' not in page.text


def test_an_answer_that_looks_wrong_signs_nobody_out(browser: Browser) -> None:
    browser.sign_in("medarbejder")
    browser.provider.claims = says(auth_time=None)["claims"]

    page = browser.sign_in("medarbejder", again="1")

    assert "You are signed in as before." in page.text
    assert "You are not signed in." not in page.text


def test_an_answer_that_took_longer_than_it_may_be_old_is_refused(browser: Browser) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        started = browser.start(again="1")
        browser.provider.auth_time = time.time()
        clock.shift(361)
        assert code_on(browser.come_back(started)) == "E-GAMMELT"


def test_an_answer_that_does_not_say_when_is_refused(browser: Browser) -> None:
    browser.provider.claims = says(auth_time=None)["claims"]

    assert code_on(browser.sign_in("medarbejder", again="1")) == "E-PROTOKOL"
