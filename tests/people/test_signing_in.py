"""Coming in: what the browser carries, and where it is sent."""

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from requests import Timeout
from sqlalchemy import text

from portal.db.session import session
from portal.people.forms import REFUSALS
from portal.people.models import LoginState, UserSession
from portal.people.policy import safe_next
from portal.settings import Settings
from tests.people.browsing import Browser, audited, code_on, counted, nobody_got_in
from tests.people.conftest import each_provider, settings_at
from tests.people.lying_provider import CLIENT, HOST, LyingProvider

pytestmark = each_provider
A_TOKEN = r"eyJ[\w-]+\.[\w-]+\."
"""As MitID makes them: three parts, the first of which is JSON. Its first letters may come by chance."""
TOMORROW_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def settings(database_url: str, behind: LyingProvider) -> Settings:
    """On both engines: rows are written, taken out and counted here."""
    return settings_at(database_url, behind)


def test_sara_is_sent_to_mitid_with_everything_that_binds_the_answer(browser: Browser) -> None:
    first, second = browser.start().sent, browser.start().sent

    assert first["redirect_uri"] == f"{HOST}/login/borger/callback"
    assert (first["client_id"], first["response_type"], first["prompt"]) == (CLIENT, "code", "login")
    assert first["code_challenge_method"] == "S256"
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_karin_is_not_asked_to_sign_in_again_when_her_work_already_knows_her(browser: Browser) -> None:
    assert "prompt" not in browser.start("medarbejder").sent


def test_the_code_is_exchanged_with_its_verifier_and_our_address(browser: Browser) -> None:
    browser.sign_in()

    sent = browser.provider.bodies[browser.provider.asked.index("token")]

    assert sent["redirect_uri"] == [f"{HOST}/login/borger/callback"]
    assert len(sent["code_verifier"][0]) >= 43


def test_a_false_host_does_not_change_where_mitid_sends_the_answer(browser: Browser) -> None:
    answer = browser.client.get(
        "/login/borger", base_url="https://ondt.example", headers={"X-Forwarded-Host": "ondt.example"}
    )

    assert "redirect_uri=https%3A%2F%2Fplan.example%2Flogin%2Fborger%2Fcallback" in answer.location


def test_an_answer_is_used_once(browser: Browser) -> None:
    started = browser.start()
    browser.come_back(started)

    assert code_on(browser.come_back(started)) == "E-TILSTAND"
    assert counted(UserSession) == 1


def test_a_refused_answer_cannot_be_tried_again(browser: Browser) -> None:
    started = browser.start()
    browser.provider.fault["token"] = Timeout()
    browser.come_back(started)
    browser.provider.fault.clear()

    assert code_on(browser.come_back(started)) == "E-TILSTAND"
    assert nobody_got_in(browser)


def test_an_answer_in_another_browser_lets_nobody_in_and_costs_sara_nothing(browser: Browser) -> None:
    started = browser.start()
    other = Browser(browser.app, browser.provider)

    assert code_on(other.come_back(started)) == "E-TILSTAND"
    assert nobody_got_in(other)
    assert browser.come_back(started).location == "/home"


@pytest.mark.parametrize(("begun", "used"), [("borger", "medarbejder"), ("medarbejder", "borger")])
def test_an_answer_from_one_door_opens_no_other(browser: Browser, begun: str, used: str) -> None:
    started = browser.start(begun)
    started.door = used

    assert code_on(browser.come_back(started)) == "E-TILSTAND"
    assert nobody_got_in(browser)


def test_a_login_that_took_too_long_begins_anew(browser: Browser) -> None:
    with time_machine.travel(TOMORROW_NOON, tick=False) as clock:
        started = browser.start()
        clock.shift(timedelta(minutes=15, seconds=1))

        assert code_on(browser.come_back(started)) == "E-TIDSUDLØB"
        assert nobody_got_in(browser)


def test_only_a_get_is_an_answer(browser: Browser) -> None:
    started = browser.start()

    back = {"path": "/login/borger/callback", "query_string": started.answer, "base_url": HOST}
    assert browser.client.head(**back).status_code == 400
    assert browser.client.post(**back).status_code >= 400
    assert browser.come_back(started).location == "/home"


def test_two_tabs_do_not_disturb_each_other(browser: Browser) -> None:
    first, second = browser.start(next="/one"), browser.start(next="/two")

    assert browser.come_back(second).location == "/two"
    assert browser.come_back(first).location == "/one"


def test_many_given_up_logins_leave_a_small_cookie_and_the_newest_five(browser: Browser) -> None:
    started = [browser.start() for _ in range(25)]

    cookie = browser.client.get_cookie("session", domain="plan.example")
    assert cookie is not None
    assert len(cookie.value) < 2048
    assert counted(LoginState) == 5
    assert code_on(browser.come_back(started[19])) == "E-TILSTAND"
    assert browser.come_back(started[20]).location == "/home"


def test_a_new_login_gives_a_new_session_and_ends_the_old(browser: Browser) -> None:
    browser.sign_in()
    old = browser.token()
    browser.sign_in()
    new = browser.token()
    with browser.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = old

    assert old != new
    assert browser.get("/home").status_code == 303
    assert counted(UserSession, UserSession.ended_why == "signed_in_again") == 1


def test_nothing_but_an_invitation_and_other_logins_follow_into_the_new_session(browser: Browser) -> None:
    other_tab = browser.start()
    with browser.client.session_transaction(base_url=HOST) as cookie:
        cookie.update(invitation="7", csrf_token="planted", anything="else", _user_id="planted")
    browser.sign_in()

    with browser.client.session_transaction(base_url=HOST) as cookie:
        assert set(cookie) == {"invitation", "_user_id", "_fresh", f"_state_borger_{other_tab.sent['state']}"}
        assert cookie["_user_id"] != "planted"


def test_no_token_reaches_the_browser_or_lies_in_clear_in_the_database(browser: Browser) -> None:
    started = browser.start(next="/hemmelig-sti")
    kept = json.dumps([list(map(str, row)) for row in session.execute(text("SELECT * FROM login_state"))])
    browser.come_back(started)
    rows = json.dumps([list(map(str, row)) for row in session.execute(text("SELECT * FROM user_session"))])
    with browser.client.session_transaction(base_url=HOST) as cookie:
        carried = json.dumps(dict(cookie))

    assert "/hemmelig-sti" not in kept
    assert started.sent["nonce"] not in kept
    assert browser.token() not in rows
    for place in (rows, carried):
        assert browser.provider.access_tokens[-1] not in place
        assert not re.search(A_TOKEN, place)


@pytest.mark.parametrize("path", ["/home", "/sag/1", "/sag/1?vis=alt"])
def test_sara_comes_back_to_where_she_was_going(browser: Browser, path: str) -> None:
    assert browser.sign_in(next=path).location == path


@pytest.mark.parametrize(
    "path",
    [
        "//ondt.example",
        "/\\ondt.example",
        "\\\\ondt.example",
        "https://ondt.example",
        "https:/ondt.example",
        "/\r\nX: y",
        "/%0d%0aX: y\n",
        "javascript:alert(1)",
        "ondt.example",
        "/\tondt",
        " /x",
        "///ondt.example",
        "/x\u2028y",
        "/" + "x" * 400,
        "",
    ],
)
def test_a_false_way_on_leads_home(browser: Browser, path: str) -> None:
    assert browser.sign_in(next=path).location == "/home"
    assert safe_next(path) == ""


def test_the_front_page_carries_the_way_on_to_both_doors(browser: Browser) -> None:
    page = browser.get("/", next="/sag/1").text

    assert 'href="/login/borger?next=/sag/1"' in page
    assert 'href="/login/medarbejder?next=/sag/1"' in page
    assert "ondt" not in browser.get("/", next="//ondt.example").text


def test_every_code_has_its_status_and_its_own_words() -> None:
    fine = {"E-AFBRUDT", "E-TIDSUDLØB"}
    other = {"E-TILSTAND": 400, "E-SESSION": 401, "E-MITID": 503, "E-NEDE": 503, "E-UR": 503}

    for code, page in REFUSALS.items():
        assert page.status == (200 if code in fine else other.get(code, 403)), code
    assert len({str(page.heading) for page in REFUSALS.values()}) == len(REFUSALS) - 1  # a clock is an outage


def test_a_refusal_offers_to_try_again_at_the_same_door_and_place(browser: Browser) -> None:
    page = browser.come_back(browser.start("medarbejder", next="/sag/1"), error="access_denied")

    assert 'href="/login/medarbejder?next=/sag/1"' in page.text
    assert "10 20 30 40" in page.text


def test_pages_with_codes_in_their_address_are_kept_by_nobody(browser: Browser) -> None:
    started = browser.start()
    pages = [browser.get("/login/borger"), browser.come_back(started), browser.come_back(started)]

    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
    assert {page.headers["Referrer-Policy"] for page in pages} == {"strict-origin"}


def test_whoever_is_signed_in_does_not_see_the_doors(browser: Browser) -> None:
    browser.sign_in()

    assert browser.get("/").location == "/home"


def test_two_portals_in_one_process_do_not_share_providers(browser: Browser, provider: LyingProvider) -> None:
    own = browser.app.extensions["providers"]

    assert own["borger"].rules.issuer == provider.issuer("borger")
    assert own["medarbejder"].rules.issuer == provider.issuer("medarbejder")
    assert urlsplit(browser.start().sent["redirect_uri"]).netloc == "plan.example"
    assert audited() == []
