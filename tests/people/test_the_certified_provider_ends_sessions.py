"""A provider that nobody here wrote tells that somebody signed out with it: that session alone is over."""

from typing import Any

from portal.people.models import UserSession
from tests.people.behind import Layer
from tests.people.browsing import Browser, Started, counted
from tests.people.conftest import certified_alone
from tests.people.lying_provider import HOST

pytestmark = certified_alone


def signs_out_at_the_provider(behind: Layer, started: Started) -> tuple[str, str]:
    """Signing out there, not here: where the portal is told, and what."""
    behind.behind.told.clear()
    end = f"{behind.issuer(started.door)}/end?client_id=portalen&post_logout_redirect_uri={HOST}/signed-out"
    started.at_provider.press(started.at_provider.open(end), logout="yes")
    ((path, token),) = behind.behind.told
    return path, token


def told(browser: Browser, path: str, token: str) -> Any:
    """The provider posts, with no cookie and no form key."""
    line = browser.app.test_client(use_cookies=False)
    return line.post(path, data={"logout_token": token}, base_url=HOST)


def test_signing_out_there_ends_exactly_that_session_once(browser: Browser, behind: Layer) -> None:
    here, there = browser.start(), Browser(browser.app, browser.provider)
    browser.come_back(here)
    there.sign_in()

    path, token = signs_out_at_the_provider(behind, here)

    assert told(browser, path, token).status_code == 200
    assert browser.get("/home").status_code == 303
    assert there.get("/home").status_code == 200
    assert told(browser, path, token).status_code == 400
    assert counted(UserSession, UserSession.ended_at.is_(None)) == 1


def test_an_id_token_is_no_logout(browser: Browser) -> None:
    seen: list[str] = []
    browser.provider.tokens = lambda said: seen.append(said["id_token"])
    browser.sign_in()

    assert told(browser, "/login/borger/backchannel", seen[0]).status_code == 400
    assert told(browser, "/login/medarbejder/backchannel", seen[0]).status_code == 400
    assert browser.get("/home").status_code == 200
