"""A provider says that somebody signed out with it: the sessions it names are over, and nobody else's."""

import json
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import time_machine
from requests import ConnectionError as Unreachable
from werkzeug.test import TestResponse

from portal.people.models import SpentLogout, UserSession
from portal.settings import Settings
from tests.people.browsing import HOST, Browser, audited, counted
from tests.people.conftest import settings_at
from tests.people.lying_provider import (
    CLIENT,
    MITID,
    ROGUE,
    TOWN_HALL,
    RSAKey,
    forged,
    says,
    signed,
    signed_with_the_client_secret,
    signed_with_the_public_key,
    unsigned,
)

EVENT = "http://schemas.openid.net/event/backchannel-logout"
ADDRESS = "/login/borger/backchannel"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def settings(database_url: str) -> Settings:
    """On both engines: rows are written, taken out and counted here."""
    return settings_at(database_url)


def about(**changed: Any) -> dict[str, Any]:
    """What an honest provider says; None leaves a claim out."""
    told = {
        "iss": MITID,
        "aud": CLIENT,
        "iat": int(time.time()),
        "exp": int(time.time()) + 120,
        "jti": "en-gang",
        "sid": "sid-1",
        "events": {EVENT: {}},
    }
    return {name: value for name, value in (told | changed).items() if value is not None}


def token(typ: str = "logout+jwt", **changed: Any) -> str:
    return signed(about(**changed), typ=typ)


def told(browser: Browser, logout_token: str, address: str = ADDRESS) -> TestResponse:
    """The provider posts, with no cookie and no form key."""
    provider = browser.app.test_client(use_cookies=False)
    return provider.post(address, data={"logout_token": logout_token}, base_url=HOST)


def test_signing_out_at_mitid_ends_exactly_that_session_at_the_next_request(browser: Browser) -> None:
    browser.sign_in()
    other = Browser(browser.app, browser.provider)
    other.provider.claims = says(sid="sid-2")["claims"]
    other.sign_in()

    answer = told(browser, token())

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert browser.get("/home").status_code == 303
    assert other.get("/home").status_code == 200
    over = (UserSession.ended_why == "provider", UserSession.id_token.is_(None))
    assert counted(UserSession, *over) == 1
    assert audited() == ["signed_in", "signed_in", "provider"]


def test_a_logout_by_name_ends_all_of_that_persons_sessions_at_that_provider(browser: Browser) -> None:
    people = [Browser(browser.app, browser.provider) for _ in range(3)]
    people[0].sign_in()
    people[1].sign_in("medarbejder")
    browser.provider.claims = says(sid="sid-2")["claims"]
    people[2].sign_in()

    assert told(browser, token(sid=None, sub="sara-hos-mitid")).status_code == 200

    assert [one.get("/home").status_code for one in people] == [303, 200, 303]


def test_the_staff_door_hears_its_own_provider(browser: Browser) -> None:
    browser.sign_in("medarbejder")

    assert told(browser, token(), "/login/medarbejder/backchannel").status_code == 400
    assert browser.get("/home").status_code == 200
    assert told(browser, token(iss=TOWN_HALL), "/login/medarbejder/backchannel").status_code == 200
    assert browser.get("/home").status_code == 303


def test_a_logout_of_a_session_nobody_has_here_is_well_received(browser: Browser) -> None:
    browser.sign_in()

    assert told(browser, token(sid="en-anden")).status_code == 200
    assert told(browser, token(jti="to", sub="en-anden")).status_code == 200
    assert browser.get("/home").status_code == 200


@pytest.mark.parametrize("typ", ["logout+jwt", "JWT", "application/logout+jwt"])
def test_the_kinds_that_providers_write_are_understood(browser: Browser, typ: str) -> None:
    assert told(browser, token(typ=typ, aud=[CLIENT])).status_code == 200


LIES: dict[str, Callable[[], str]] = {
    "no events": lambda: token(events=None),
    "another event": lambda: token(events={"http://schemas.openid.net/event/other": {}}),
    "an event that is no object": lambda: token(events={EVENT: None}),
    "a nonce": lambda: token(nonce="n"),
    "an empty nonce": lambda: signed(about() | {"nonce": None}, typ="logout+jwt"),
    "another issuer": lambda: token(iss="https://evil.example"),
    "the other door's issuer": lambda: token(iss=TOWN_HALL),
    "another audience": lambda: token(aud="en-anden"),
    "one audience too many": lambda: token(aud=[CLIENT, "en-anden"]),
    "no audience": lambda: token(aud=None),
    "neither sid nor sub": lambda: token(sid=None),
    "an empty sid": lambda: token(sid=""),
    "a sid that is a number": lambda: token(sid=1),
    "a sub too long": lambda: token(sub="x" * 256),
    "no jti": lambda: token(jti=None),
    "a jti too long": lambda: token(jti="x" * 201),
    "no iat": lambda: token(iat=None),
    "an iat in words": lambda: token(iat="nu"),
    "an iat that is true": lambda: token(iat=True),
    "an old iat": lambda: token(iat=int(time.time()) - 302),
    "an iat to come": lambda: token(iat=int(time.time()) + 90),
    "run out": lambda: token(exp=int(time.time()) - 90),
    "not begun": lambda: token(nbf=int(time.time()) + 90),
    "another kind": lambda: token(typ="at+jwt"),
    "no kind": lambda: signed(about()),
    "a critical header": lambda: signed(about(), typ="logout+jwt", crit=["b64"], b64=True),
    "a rogue key": lambda: signed(about(), ROGUE, typ="logout+jwt"),
    "a rogue key by its own name": lambda: signed(about(), ROGUE, typ="logout+jwt", kid=ROGUE.kid),
    "no signature": lambda: unsigned(about()),
    "alg none in another dress": lambda: unsigned(about()).replace(".", "..", 1),
    "the public key as secret": lambda: signed_with_the_public_key(about()),
    "the client's secret": lambda: signed_with_the_client_secret(about()),
    "changed afterwards": lambda: forged(about()),
    "no claims but a list": lambda: signed([about()], typ="logout+jwt"),  # type: ignore[arg-type]
    "rubbish": lambda: "a.b.c",
    "letters of another kind": lambda: "æ.ø.å",
    "nothing": lambda: "",
}


@pytest.mark.parametrize("lie", LIES)
def test_on_any_doubt_nobody_is_signed_out(browser: Browser, lie: str) -> None:
    browser.sign_in()

    answer = told(browser, LIES[lie]())

    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.get("/home").status_code == 200
    assert counted(SpentLogout) == 0


def test_an_id_token_is_no_logout_token(browser: Browser) -> None:
    kept: list[str] = []
    browser.provider.sign = lambda claims: kept.append(signed(claims, typ="JWT")) or kept[-1]
    browser.sign_in()

    assert told(browser, kept[0]).status_code == 400
    assert browser.get("/home").status_code == 200


def test_a_logout_token_is_obeyed_once(browser: Browser) -> None:
    browser.sign_in()
    sent = token()
    assert told(browser, sent).status_code == 200
    browser.sign_in()

    assert told(browser, sent).status_code == 400
    assert browser.get("/home").status_code == 200


def test_spent_tokens_are_forgotten_when_they_are_too_old_to_be_sent_again(browser: Browser) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        told(browser, token())
        clock.shift(16 * 60)
        told(browser, token(jti="en-anden"))

    assert counted(SpentLogout) == 1


def test_only_a_small_form_with_one_token_is_read(browser: Browser) -> None:
    provider, sent = browser.app.test_client(use_cookies=False), token()

    def posted(**how: Any) -> int:
        return provider.post(how.pop("path", ADDRESS), base_url=HOST, **how).status_code

    assert provider.get(ADDRESS, base_url=HOST).status_code == 405
    assert posted(path=f"{ADDRESS}?logout_token={sent}") == 400
    assert posted(data=json.dumps({"logout_token": sent}), content_type="application/json") == 400
    assert posted(data={"logout_token": sent}, content_type="multipart/form-data") == 400
    assert posted(data=f"logout_token={sent}&logout_token={sent}", content_type=FORM) == 400
    assert posted(data={"logout_token": sent, "more": "x" * 9000}) == 400
    assert posted(data={"logout_token": sent, "more": "x"}) == 200


def test_a_body_that_does_not_say_how_long_it_is_is_not_read(browser: Browser) -> None:
    answer = browser.app.test_client(use_cookies=False).post(
        ADDRESS,
        base_url=HOST,
        content_type=FORM,
        input_stream=BytesIO(b"logout_token=" + token().encode()),
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )

    assert answer.status_code == 400


def test_a_new_key_is_asked_for_once_a_minute(browser: Browser) -> None:
    newer = RSAKey.generate_key(2048, auto_kid=True)
    with time_machine.travel(time.time(), tick=False) as clock:
        browser.sign_in()
        clock.shift(61)
        browser.provider.keys, asked = [newer], browser.provider.asked
        asked.clear()

        assert told(browser, signed(about(), newer, typ="logout+jwt", kid=newer.kid)).status_code == 200
        for _ in range(3):
            assert told(browser, signed(about(), ROGUE, typ="logout+jwt", kid=ROGUE.kid)).status_code == 400
        assert asked.count("jwks") == 1


def test_a_provider_whose_keys_cannot_be_had_signs_nobody_out(browser: Browser) -> None:
    browser.provider.fault["openid-configuration"] = Unreachable()

    assert told(browser, token()).status_code == 400
