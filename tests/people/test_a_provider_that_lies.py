"""Every wrong answer is refused with its own code, and leaves no session and no account behind."""

from typing import Any

import pytest
from requests import ConnectionError as Unreachable
from requests import Timeout

from portal.people.policy import NSIS
from tests.people.browsing import Browser, audited, code_on, nobody_got_in
from tests.people.conftest import each_provider
from tests.people.lying_provider import (
    CLIENT,
    MITID,
    ROGUE,
    forged,
    later,
    says,
    signed,
    signed_with_the_client_secret,
    signed_with_the_public_key,
    unsigned,
)

pytestmark = each_provider


def info(**changed: Any) -> dict[str, Any]:
    return {"userinfo": says(**changed)["claims"]}


def tokens(**changed: Any) -> dict[str, Any]:
    return {"tokens": says(**changed)["claims"]}


ENDLESS = '{"error": "invalid_grant", "more": "%s"}' % ("x" * 1_100_000)
LIES = {
    "wrong audience": (says(aud="en-anden"), "E-PROTOKOL"),
    "wrong audience, right azp": (says(aud="en-anden", azp=CLIENT), "E-PROTOKOL"),
    "extra audience": (says(aud=[CLIENT, "en-anden"]), "E-PROTOKOL"),
    "extra audience, azp of another": (says(aud=[CLIENT, "en-anden"], azp="en-anden"), "E-PROTOKOL"),
    "right audience, wrong azp": (says(azp="en-anden"), "E-PROTOKOL"),
    "no audience": (says(aud=None), "E-PROTOKOL"),
    "audience of nothing": (says(aud=[]), "E-PROTOKOL"),
    "wrong issuer": (says(iss="https://ondt.example"), "E-PROTOKOL"),
    "issuer with a slash more": (says(iss=lambda issuer: f"{issuer}/"), "E-PROTOKOL"),
    "no issuer": (says(iss=None), "E-PROTOKOL"),
    "wrong nonce": (says(nonce="en-anden"), "E-PROTOKOL"),
    "no nonce": (says(nonce=None), "E-PROTOKOL"),
    "no subject": (says(sub=None), "E-PROTOKOL"),
    "empty subject": (says(sub=""), "E-PROTOKOL"),
    "subject that is a number": (says(sub=7), "E-PROTOKOL"),
    "expired": (says(exp=later(-600)), "E-PROTOKOL"),
    "no expiry": (says(exp=None), "E-PROTOKOL"),
    "expiry in words": (says(exp="i morgen"), "E-PROTOKOL"),
    "issued in the future": (says(iat=later(600)), "E-PROTOKOL"),
    "not valid yet": (says(nbf=later(600)), "E-PROTOKOL"),
    "no moment of issue": (says(iat=None), "E-PROTOKOL"),
    "wrong at_hash": (says(at_hash="AAAAAAAAAAAAAAAAAAAAAA"), "E-PROTOKOL"),
    "no ID token": (tokens(id_token=None), "E-PROTOKOL"),
    "empty ID token": (tokens(id_token=""), "E-PROTOKOL"),
    "garbage ID token": (tokens(id_token="x.y.z"), "E-PROTOKOL"),
    "ID token that is a list": (tokens(id_token=["x"]), "E-PROTOKOL"),
    "no access token": (tokens(access_token=None), "E-PROTOKOL"),
    "unsigned": ({"sign": unsigned}, "E-PROTOKOL"),
    "unknown key": ({"sign": lambda claims: signed(claims, ROGUE, kid=ROGUE.kid)}, "E-PROTOKOL"),
    "another key under a known name": ({"sign": lambda claims: signed(claims, ROGUE)}, "E-PROTOKOL"),
    "changed after signing": ({"sign": forged}, "E-PROTOKOL"),
    "HS256 with the public key": ({"sign": signed_with_the_public_key}, "E-PROTOKOL"),
    "HS256 with the client secret": ({"sign": signed_with_the_client_secret}, "E-PROTOKOL"),
    "claims that are a list": ({"sign": lambda _claims: signed(["sub"])}, "E-PROTOKOL"),
    "no level": (says(loa=None), "E-NIVEAU"),
    "low level": (says(loa=f"{NSIS}Low"), "E-NIVEAU"),
    "low level, high acr": (says(loa=f"{NSIS}Low", acr=f"{NSIS}High"), "E-NIVEAU"),
    "unknown level": (says(loa=f"{NSIS}Ultra"), "E-NIVEAU"),
    "level in another case": (says(loa=f"{NSIS}substantial"), "E-NIVEAU"),
    "level that is a list": (says(loa=[f"{NSIS}High"]), "E-NIVEAU"),
    "wrong idp": (says(idp="mitid_erhverv"), "E-FORKERT-SLAGS"),
    "no idp": (says(idp=None), "E-FORKERT-SLAGS"),
    "idp that is a list": (says(idp=["mitid"]), "E-FORKERT-SLAGS"),
    "an employee at the citizens' door": (says(identity_type="professional"), "E-FORKERT-SLAGS"),
    "signed in long ago": (says(auth_time=later(-3600)), "E-GAMMELT"),
    "no moment of sign-in": (says(auth_time=None), "E-PROTOKOL"),
    "signed in tomorrow": (says(auth_time=later(86400)), "E-PROTOKOL"),
    "moment of sign-in is yes": (says(auth_time=True), "E-PROTOKOL"),
    "the provider's session is over": (says(session_expiry="1000000000"), "E-GAMMELT"),
    "the provider's session ends in words": (says(session_expiry="snart"), "E-PROTOKOL"),
    "userinfo about another": (info(sub="en-anden"), "E-PROTOKOL"),
    "userinfo about nobody": (info(sub=None), "E-PROTOKOL"),
    "userinfo without uuid": (info(**{"mitid.uuid": None}), "E-PROTOKOL"),
    "uuid that is none": (info(**{"mitid.uuid": "sara"}), "E-PROTOKOL"),
    "no name": (info(**{"mitid.identity_name": None}), "E-PROTOKOL"),
    "endless name": (info(**{"mitid.identity_name": "S" * 201}), "E-PROTOKOL"),
    "token refused": ({"fault": {"token": (400, '{"error": "invalid_grant"}')}}, "E-PROTOKOL"),
    "client refused": ({"fault": {"token": (401, '{"error": "invalid_client"}')}}, "E-NEDE"),
    "token endpoint broken": ({"fault": {"token": (500, "{}")}}, "E-NEDE"),
    "token endpoint talks garbage": ({"fault": {"token": (200, "<html>")}}, "E-NEDE"),
    "token endpoint answers a list": ({"fault": {"token": (200, "[]")}}, "E-NEDE"),
    "token endpoint leads elsewhere": ({"fault": {"token": (302, "")}}, "E-NEDE"),
    "token endpoint unreachable": ({"fault": {"token": Unreachable()}}, "E-NEDE"),
    "token endpoint hangs": ({"fault": {"token": Timeout()}}, "E-NEDE"),
    "token endpoint never stops": ({"fault": {"token": (400, ENDLESS)}}, "E-NEDE"),
    "keys broken": ({"fault": {"jwks": (503, "")}}, "E-NEDE"),
    "keys hang": ({"fault": {"jwks": Timeout()}}, "E-NEDE"),
    "userinfo broken": ({"fault": {"userinfo": (500, "")}}, "E-NEDE"),
    "userinfo refused": ({"fault": {"userinfo": (401, "{}")}}, "E-NEDE"),
    "userinfo talks garbage": ({"fault": {"userinfo": (200, "hej")}}, "E-NEDE"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_wrong_answer_lets_nobody_in(browser: Browser, lie: str) -> None:
    started = browser.start()
    changes, code = LIES[lie]
    for name, change in changes.items():
        setattr(browser.provider, name, change)

    page = browser.come_back(started)

    assert code_on(page) == code
    assert audited() == [code]
    assert nobody_got_in(browser)


def test_a_true_answer_lets_sara_in(browser: Browser) -> None:
    home = browser.sign_in()

    assert (home.status_code, home.location) == (303, "/home")
    assert browser.get("/home").text.startswith("Sara Holm 3")


def test_a_second_audience_is_fine_when_the_token_was_made_for_us(browser: Browser) -> None:
    browser.provider.claims = says(aud=[CLIENT, "en-anden"], azp=CLIENT)["claims"]

    assert browser.sign_in().location == "/home"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"iss": "https://ondt.example"}, "E-PROTOKOL"),
        ({"iss": ""}, "E-PROTOKOL"),
        ({"iss": None}, "E-PROTOKOL"),
        ({"code": None}, "E-PROTOKOL"),
        ({"code": ""}, "E-PROTOKOL"),
        ({"code": ["a", "b"]}, "E-TILSTAND"),
        ({"iss": [MITID, MITID]}, "E-TILSTAND"),
        ({"state": None}, "E-TILSTAND"),
        ({"state": ""}, "E-TILSTAND"),
        ({"state": "en-anden"}, "E-TILSTAND"),
        ({"state": "s" * 201}, "E-TILSTAND"),
        ({"error": "access_denied"}, "E-AFBRUDT"),
        ({"error": "access_denied", "error_description": "mitid_user_aborted", "iss": None}, "E-AFBRUDT"),
        ({"error": "access_denied", "error_description": "user_aborted"}, "E-AFBRUDT"),
        ({"error": "access_denied", "error_description": "mitid_timeout"}, "E-TIDSUDLØB"),
        ({"error": "access_denied", "error_description": "mitid_identity_not_found"}, "E-UKENDT-ID"),
        ({"error": "access_denied", "error_description": "mitid_core_client_error"}, "E-MITID"),
        ({"error": "access_denied", "error_description": "<script>alert(1)</script>"}, "E-AFVIST"),
        ({"error": "server_error"}, "E-NEDE"),
        ({"error": "temporarily_unavailable"}, "E-NEDE"),
        ({"error": "login_required"}, "E-SESSION"),
        ({"error": "noget helt andet"}, "E-AFVIST"),
        ({"error": "access_denied", "iss": "https://ondt.example"}, "E-PROTOKOL"),
        ({"error": "access_denied", "state": "en-anden"}, "E-TILSTAND"),
    ],
)
def test_a_wrong_way_back_lets_nobody_in(browser: Browser, changed: dict[str, Any], code: str) -> None:
    page = browser.come_back(browser.start(), **changed)

    assert code_on(page) == code
    assert "script" not in page.text
    assert nobody_got_in(browser)


def test_the_state_twice_is_refused(browser: Browser) -> None:
    state = browser.start().sent["state"]

    assert code_on(browser.come_back(browser.start(), state=[state, state])) == "E-TILSTAND"
