"""How long a session lasts."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event, select

from portal.access.actor import Level
from portal.cases.models import Case
from portal.db.session import session
from portal.people import sessions
from portal.people.models import Person, UserSession
from portal.settings import Settings
from tests.people.browsing import HOST, Browser
from tests.people.conftest import settings_at

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIMITS = [("borger", 30, 480), ("medarbejder", 15, 600)]


@pytest.fixture
def settings(database_url: str) -> Settings:
    """On both engines: rows are written, taken out and counted here."""
    return settings_at(database_url)


@pytest.mark.parametrize(("door", "idle", "_absolute"), LIMITS)
def test_a_session_rests_no_longer_than_its_kind_allows(
    browser: Browser, door: str, idle: int, _absolute: int
) -> None:
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
def test_a_session_in_use_ends_at_our_absolute_limit(
    browser: Browser, door: str, _idle: int, absolute: int
) -> None:
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
        case = Case(caseworker_id=guest.id, coordinator_id=guest.id)
        session.add(case)
        session.flush()
        token = sessions.begin(guest.id, "guest", limits["guest"], case_id=case.id)
        session.commit()
        with browser.client.session_transaction(base_url=HOST) as cookie:
            cookie["_user_id"] = token

        assert browser.get("/home").text == f"Omar Saleh {Level.GUEST} []"
        assert _used_until_it_ended(browser, clock) == timedelta(hours=4)


def test_an_invented_token_opens_nothing(browser: Browser) -> None:
    with browser.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = "opfundet"

    assert browser.get("/home").status_code == 303
