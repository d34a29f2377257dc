"""Every way out."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from requests import ConnectionError as Unreachable

from portal.people.models import UserSession
from portal.settings import Settings
from tests.people.browsing import Browser, audited, counted
from tests.people.conftest import each_provider, settings_at
from tests.people.lying_provider import HOST, LyingProvider

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def settings(database_url: str, behind: LyingProvider) -> Settings:
    """On both engines: rows are written, taken out and counted here."""
    return settings_at(database_url, behind)


@each_provider
def test_signing_out_ends_it_here_and_then_at_the_provider(browser: Browser) -> None:
    browser.sign_in()
    token = browser.token()
    away = browser.post("/sign-out", csrf_token=browser.form_key())
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away.location).query).items()}

    assert (away.status_code, away.location.partition("?")[0]) == (
        303,
        f"{browser.provider.issuer('borger')}/end",
    )
    assert asked["post_logout_redirect_uri"] == f"{HOST}/signed-out"
    assert asked["id_token_hint"].count(".") == 2
    assert _opens_nothing(browser, token)
    assert counted(UserSession, UserSession.ended_why == "signed_out", UserSession.id_token.is_(None)) == 1
    assert audited() == ["signed_in", "signed_out"]
    assert away.headers["Clear-Site-Data"] == '"cache", "storage"'  # the cookie holds the state
    back = browser.get("/signed-out", state=asked["state"])
    assert back.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "completely" not in back.text
    assert "completely" in browser.get("/signed-out", state=asked["state"]).text


def test_coming_back_with_another_state_is_being_signed_out_here_alone(browser: Browser) -> None:
    browser.sign_in()
    browser.post("/sign-out", csrf_token=browser.form_key())

    assert "completely" in browser.get("/signed-out", state="opfundet").text


def _opens_nothing(browser: Browser, token: str) -> bool:
    other = Browser(browser.app, browser.provider)
    with other.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = token
    return not browser.token() and other.get("/home").status_code == 303


@each_provider
def test_signing_out_works_when_the_provider_is_down(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        token = browser.token()
        clock.shift(120)
        browser.provider.fault["openid-configuration"] = Unreachable()

        assert browser.post("/sign-out", csrf_token=browser.form_key()).location == "/signed-out"
        assert _opens_nothing(browser, token)


@each_provider
def test_signing_out_stays_here_when_the_provider_has_no_way_out(browser: Browser) -> None:
    browser.provider.metadata = lambda said: said.pop("end_session_endpoint")
    browser.sign_in()

    assert browser.post("/sign-out", csrf_token=browser.form_key()).location == "/signed-out"
    assert browser.get("/signed-out").headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_a_stranger_cannot_sign_sara_out(browser: Browser) -> None:
    browser.sign_in()

    assert browser.get("/sign-out").status_code == 405
    assert browser.post("/sign-out").status_code == 400
    assert browser.post("/sign-out", csrf_token="gættet").status_code == 400
    assert browser.get("/home").status_code == 200


def test_the_page_after_signing_out_changes_nothing(browser: Browser) -> None:
    browser.sign_in()

    page = browser.get("/signed-out", state="opfundet")
    assert page.status_code == 200
    assert "Clear-Site-Data" not in page.headers
    assert browser.get("/home").status_code == 200


def test_closing_the_page_asks_nothing_and_leaves_nothing(browser: Browser) -> None:
    browser.sign_in()
    token = browser.token()
    away = browser.client.post("/close", base_url=HOST)

    assert (away.status_code, away.location) == (303, "/calendar")
    assert away.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert _opens_nothing(browser, token)
    assert audited() == ["signed_in", "closed"]
    assert browser.client.get_cookie("session", domain="plan.example") is None


def test_closing_the_page_leads_away_also_for_somebody_who_is_not_signed_in(browser: Browser) -> None:
    for _ in range(2):
        assert browser.client.post("/close", base_url=HOST).location == "/calendar"
    with browser.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = "opfundet"
    assert browser.client.post("/close", base_url=HOST).location == "/calendar"
    assert audited() == []


def test_closing_a_rested_page_ends_it_for_good(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        clock.shift(timedelta(minutes=31))
        browser.client.post("/close", base_url=HOST)

        assert browser.get("/was-here").text == "False None /was-here"


def test_the_harmless_page_tells_of_nothing_but_the_month(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False):
        page = browser.get("/calendar").text

    assert '<td aria-current="date"><strong>21</strong></td>' in page
    assert page.count("<th ") == 7
    assert "Fællesplan" not in page
    assert "/login" not in page


def test_a_refused_login_leaves_a_signed_in_person_signed_in(browser: Browser) -> None:
    browser.sign_in()
    browser.come_back(browser.start(), error="access_denied")

    assert browser.get("/home").status_code == 200


def test_signing_out_after_resting_too_long_is_signing_out_too(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        clock.shift(timedelta(minutes=31))
        browser.post("/sign-out", csrf_token=browser.form_key())

        assert browser.get("/was-here").text == "False None /was-here"
    assert audited() == ["signed_in", "signed_out"]


def test_signing_out_twice_is_harmless(browser: Browser) -> None:
    assert browser.post("/sign-out", csrf_token=browser.form_key()).location == "/signed-out"
