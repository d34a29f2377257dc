"""What the provider says of itself is checked too, asked for again in time, and not too often."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from joserfc.jwk import OctKey, RSAKey
from requests import ConnectionError as Unreachable
from requests import Timeout

from tests.people.browsing import Browser, audited, code_on, nobody_got_in
from tests.people.conftest import each_provider
from tests.people.lying_provider import (
    KEY,
    ROGUE,
    later,
    says,
    signed,
    signed_with_the_client_secret,
    signed_with_the_public_key,
    unsigned,
)


@pytest.mark.parametrize(
    "fault", [Unreachable(), Timeout(), (500, ""), (200, "garbage"), (200, "[]"), (302, "")]
)
@each_provider
def test_a_provider_that_is_down_is_said_to_be_down(browser: Browser, fault: Any) -> None:
    browser.provider.fault["openid-configuration"] = fault

    page = browser.get("/login/borger")

    assert (page.status_code, code_on(page)) == (503, "E-NEDE")
    assert audited() == ["E-NEDE"]


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://ondt.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://mitid.example/token"},
        {"jwks_uri": "http://ondt.example/jwks"},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
        {"id_token_signing_alg_values_supported": []},
        {"code_challenge_methods_supported": ["plain"]},
    ],
)
@each_provider
def test_metadata_that_lies_is_not_believed(browser: Browser, lie: dict[str, Any]) -> None:
    browser.provider.metadata = says(**lie)["claims"]

    assert code_on(browser.get("/login/borger")) == "E-NEDE"


def test_a_provider_elsewhere_does_not_send_us_to_our_own_machine(browser: Browser) -> None:
    browser.provider.metadata = says(jwks_uri="http://127.0.0.1/jwks")["claims"]

    assert code_on(browser.get("/login/borger")) == "E-NEDE"


@each_provider
def test_metadata_that_offers_none_and_hs256_gives_them_to_nobody(browser: Browser) -> None:
    offered = ["none", "HS256", "RS256"]
    browser.provider.metadata = says(id_token_signing_alg_values_supported=offered)["claims"]

    for sign in (unsigned, signed_with_the_public_key, signed_with_the_client_secret):
        browser.provider.sign = sign
        assert code_on(browser.sign_in()) == "E-PROTOKOL"
    assert nobody_got_in(browser)
    browser.provider.sign = None
    assert browser.sign_in().location == "/home"


@each_provider
def test_a_secret_key_among_the_public_ones_opens_nothing(browser: Browser) -> None:
    browser.provider.keys = [KEY, OctKey.import_key("k" * 43, {"kid": "hemmelig"})]
    browser.provider.sign = signed_with_the_client_secret

    assert code_on(browser.sign_in()) == "E-PROTOKOL"


@each_provider
def test_two_tokens_from_another_time_mean_that_a_clock_is_wrong(browser: Browser) -> None:
    browser.provider.claims = says(iat=later(600))["claims"]

    codes = [code_on(browser.sign_in()) for _ in range(2)]

    assert codes == ["E-PROTOKOL", "E-UR"]


@each_provider
def test_a_new_key_is_found_without_a_restart(browser: Browser) -> None:
    browser.sign_in()
    new = RSAKey.generate_key(2048, auto_kid=True)
    browser.provider.keys, browser.provider.sign = [new], lambda claims: signed(claims, new, kid=new.kid)

    assert browser.sign_in().location == "/home"


@each_provider
def test_a_new_key_under_an_old_name_is_found_too(browser: Browser) -> None:
    browser.sign_in()
    new = RSAKey.import_key({**ROGUE.as_dict(private=True), "kid": KEY.kid})
    browser.provider.keys, browser.provider.sign = [new], lambda claims: signed(claims, new)

    assert browser.sign_in().location == "/home"


@each_provider
def test_unknown_keys_make_us_ask_once_a_minute_at_most(browser: Browser) -> None:
    browser.provider.sign = lambda claims: signed(claims, ROGUE, kid=ROGUE.kid)
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False) as clock:
        for _ in range(5):
            browser.sign_in()
        before = browser.provider.asked.count("jwks")
        clock.shift(61)
        browser.sign_in()

    assert (before, browser.provider.asked.count("jwks")) == (2, 3)


@each_provider
def test_metadata_is_asked_for_again_after_an_hour(browser: Browser) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False) as clock:
        browser.sign_in()
        browser.start()
        clock.shift(timedelta(minutes=61))
        browser.start()

    assert browser.provider.asked.count("openid-configuration") == 2
