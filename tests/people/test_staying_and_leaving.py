"""How long a session lasts, and every way out of it."""
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from requests import ConnectionError as Unreachable
from sqlalchemy import event, select

from portal.access.actor import Level
from portal.db.session import session
from portal.people import sessions
from portal.people.models import Person, UserSession
from tests.people.browsing import HOST, Browser, audited, counted

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIMITS = [("borger", 30, 480), ("medarbejder", 15, 600)]


@pytest.mark.parametrize(("door", "idle", "_absolute"), LIMITS)
def test_a_session_rests_no_longer_than_its_kind_allows(browser: Browser, door: str, idle: int, _absolute: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in(door)
        clock.shift(timedelta(minutes=idle, seconds=-1))
        assert browser.get("/home").status_code == 200
        clock.shift(timedelta(minutes=idle))
        assert browser.get("/home").status_code == 303


def test_a_session_in_use_ends_at_the_providers_own_limit(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        lasted = _used_until_it_ended(browser, clock)

    assert lasted == timedelta(seconds=16200)  # 4 h 30 min, before our own 8 h


@pytest.mark.parametrize(("door", "_idle", "absolute"), LIMITS)
def test_a_session_in_use_ends_at_our_absolute_limit(browser: Browser, door: str, _idle: int, absolute: int) -> None:
    browser.provider.claims = lambda claims: claims.pop("session_expiry")
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in(door)
        lasted = _used_until_it_ended(browser, clock)

    assert lasted == timedelta(minutes=absolute)


def _used_until_it_ended(browser: Browser, clock: time_machine.Traveller) -> timedelta:
    passed = timedelta()
    while browser.get("/home").status_code == 200:
        clock.shift(timedelta(minutes=10))
        passed += timedelta(minutes=10)
    return passed


def test_a_rested_session_tells_who_was_here_and_answers_nobody(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        sara = session.scalar(select(Person.id))
        clock.shift(timedelta(minutes=31))

        assert browser.get("/was-here").text == f"False {sara} /was-here"
        assert 'role="status"' in browser.get("/").text
        assert browser.get("/home").status_code == 303  # and resting did not wake it


def test_a_session_that_is_over_tells_nothing_of_who_was_here(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        token = browser.token()
        clock.shift(timedelta(minutes=31))
        sessions.end(token, "closed")
        session.commit()
        assert browser.get("/was-here").text == "False None /was-here"

        browser.sign_in()
        clock.shift(timedelta(hours=9))
        assert browser.get("/was-here").text == "False None /was-here"
        assert 'role="status"' not in browser.get("/").text


def test_being_here_is_noted_once_a_minute(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        for _ in range(3):
            clock.shift(25)
            browser.get("/home")

        assert _last_seen() == NOON + timedelta(seconds=75)
        clock.shift(59)
        browser.get("/home")
        assert _last_seen() == NOON + timedelta(seconds=75)


def _last_seen() -> datetime | None:
    session.remove()
    return session.scalar(select(UserSession.last_seen_at))


def test_finding_a_session_takes_one_statement(browser: Browser) -> None:
    browser.sign_in()
    said: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *given: said.append(given[2]))
    browser.get("/home")

    assert len([statement for statement in said if "SELECT" in statement]) == 1


def test_a_sign_in_is_fresh_for_five_minutes(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        assert browser.get("/home").text.startswith(f"Sara Holm {Level.FRESH}")
        clock.shift(301)
        assert browser.get("/home").text.startswith(f"Sara Holm {Level.MITID}")


def test_a_guest_rests_half_an_hour_and_stays_four_hours(browser: Browser) -> None:
    limits = browser.app.extensions["session_limits"]
    with time_machine.travel(NOON, tick=False) as clock:
        guest = Person(name="Omar Saleh")
        session.add(guest)
        session.flush()
        token = sessions.begin(guest.id, "guest", limits["guest"])
        session.commit()
        with browser.client.session_transaction(base_url=HOST) as cookie:
            cookie["_user_id"] = token

        assert browser.get("/home").text == f"Omar Saleh {Level.GUEST} []"
        assert _used_until_it_ended(browser, clock) == timedelta(hours=4)


def test_an_invented_token_opens_nothing(browser: Browser) -> None:
    with browser.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = "opfundet"

    assert browser.get("/home").status_code == 303


def test_signing_out_ends_it_here_and_then_at_the_provider(browser: Browser) -> None:
    browser.sign_in()
    token = browser.token()
    away = browser.post("/sign-out", csrf_token=browser.form_key())
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away.location).query).items()}

    assert (away.status_code, away.location.partition("?")[0]) == (303, "https://mitid.example/end")
    assert asked["post_logout_redirect_uri"] == f"{HOST}/signed-out"
    assert asked["id_token_hint"].count(".") == 2
    assert _opens_nothing(browser, token)
    assert counted(UserSession, UserSession.ended_why == "signed_out", UserSession.id_token.is_(None)) == 1
    assert audited() == ["signed_in", "signed_out"]
    assert "helt" not in browser.get("/signed-out", state=asked["state"]).text
    assert browser.get("/signed-out", state=asked["state"]).status_code == 200


def _opens_nothing(browser: Browser, token: str) -> bool:
    other = Browser(browser.app, browser.provider)
    with other.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = token
    return not browser.token() and other.get("/home").status_code == 303


def test_signing_out_works_when_the_provider_is_down(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in()
        token = browser.token()
        clock.shift(120)
        browser.provider.fault["openid-configuration"] = Unreachable()

        assert browser.post("/sign-out", csrf_token=browser.form_key()).location == "/signed-out"
        assert _opens_nothing(browser, token)


def test_signing_out_stays_here_when_the_provider_has_no_way_out(browser: Browser) -> None:
    browser.provider.metadata = lambda said: said.pop("end_session_endpoint")
    browser.sign_in()

    assert browser.post("/sign-out", csrf_token=browser.form_key()).location == "/signed-out"


def test_a_stranger_cannot_sign_sara_out(browser: Browser) -> None:
    browser.sign_in()

    assert browser.get("/sign-out").status_code == 405
    assert browser.post("/sign-out").status_code == 400
    assert browser.post("/sign-out", csrf_token="gættet").status_code == 400
    assert browser.get("/home").status_code == 200


def test_the_page_after_signing_out_changes_nothing(browser: Browser) -> None:
    browser.sign_in()

    assert browser.get("/signed-out", state="opfundet").status_code == 200
    assert browser.get("/home").status_code == 200


def test_closing_the_page_asks_nothing_and_leaves_nothing(browser: Browser) -> None:
    browser.sign_in()
    token = browser.token()
    away = browser.client.post("/close", base_url=HOST)

    assert (away.status_code, away.location) == (303, "/calendar")
    assert away.headers["Clear-Site-Data"] == '"cookies"'
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
