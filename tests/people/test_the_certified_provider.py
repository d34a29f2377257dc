"""The provider that nobody here wrote: what it refuses by itself, whom it knows, and how it says no."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from portal.people.models import UserSession
from tests.people.behind import AtTheProvider, Behind, Layer
from tests.people.browsing import Browser, Started, code_on, counted, nobody_got_in
from tests.people.certified import CLIENT_KEY, CLIENT_WITH_A_KEY
from tests.people.conftest import certified_alone
from tests.people.lying_provider import CLIENT, ROGUE, SECRET, says

pytestmark = certified_alone
LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout"


def metadata(peer: Behind) -> dict[str, Any]:
    return dict(requests.get(f"{peer.issuers['borger']}/.well-known/openid-configuration", timeout=5).json())


def token_for(layer: Layer, started: Started, secret: str = SECRET, **form: str) -> requests.Response:
    """Exchange the code without the portal, as somebody else might."""
    said = {"grant_type": "authorization_code", "code": started.answer["code"]}
    said |= {"redirect_uri": started.sent["redirect_uri"], **form}
    return requests.post(f"{layer.issuer('borger')}/token", data=said, auth=(CLIENT, secret), timeout=5)


def test_the_peer_says_what_the_portal_needs_to_know(behind: Layer) -> None:
    said = metadata(behind.behind)

    assert said["issuer"] == behind.issuer("borger")
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["backchannel_logout_session_supported"] is True
    assert "private_key_jwt" in said["token_endpoint_auth_methods_supported"]


def test_what_the_peer_signed_is_handed_on_untouched(browser: Browser) -> None:
    seen: list[dict[str, Any]] = []
    browser.provider.tokens = lambda said: seen.append(dict(said))
    browser.sign_in()

    theirs = requests.get(f"{browser.provider.issuer('borger')}/jwks", timeout=5).json()
    claims = jwt.decode(seen[0]["id_token"], KeySet.import_key_set(theirs), algorithms=["RS256"]).claims
    assert (claims["aud"], claims["sub"]) == (CLIENT, "sara")
    assert {"auth_time", "nonce", "sid"} <= set(claims)


def test_a_lie_of_the_layer_is_the_only_thing_wrong_with_the_answer(browser: Browser) -> None:
    browser.provider.claims = lambda _claims: None  # signed anew, and true

    assert browser.sign_in().location == "/home"
    browser.provider.claims = says(nonce="en-anden")["claims"]
    assert code_on(browser.sign_in()) == "E-PROTOKOL"


def test_the_peer_wants_the_verifier_of_this_very_login(browser: Browser, behind: Layer) -> None:
    answers = [token_for(behind, browser.start(), code_verifier="v" * 43), token_for(behind, browser.start())]

    assert [answer.json()["error"] for answer in answers] == ["invalid_grant"] * 2


def test_the_peer_gives_nothing_for_a_code_that_is_spent(browser: Browser, behind: Layer) -> None:
    started = browser.start()
    assert browser.come_back(started).location == "/home"
    stolen = browser.start()

    assert code_on(browser.come_back(stolen, code=started.answer["code"])) == "E-PROTOKOL"
    assert counted(UserSession) == 1


def test_a_code_of_another_person_does_not_fit_into_saras_login(browser: Browser) -> None:
    other = Browser(browser.app, browser.provider)
    others = other.start().answer["code"]

    assert code_on(browser.come_back(browser.start(), code=others)) == "E-PROTOKOL"
    assert nobody_got_in(browser)


def test_a_portal_with_a_wrong_secret_is_told_so(browser: Browser) -> None:
    browser.app.extensions["providers"]["borger"].client_secret = "forkert"

    assert code_on(browser.sign_in()) == "E-NEDE"
    assert nobody_got_in(browser)


def test_sara_with_a_higher_level_and_clara_without_a_number_come_in(browser: Browser) -> None:
    for person, name in (("bo", "Bo Nygård"), ("clara", "Clara Ek")):
        browser.provider.pressed = {"person": person}
        assert browser.sign_in().location == "/home"
        assert browser.get("/home").text.startswith(name)


@pytest.mark.parametrize(
    ("door", "person", "code"),
    [
        ("borger", "low", "E-NIVEAU"),
        ("borger", "dorte", "E-FORKERT-SLAGS"),
        ("medarbejder", "anna", "E-PRIVAT"),
        ("medarbejder", "gitte", "E-INGEN-ROLLE"),
        ("medarbejder", "erik", "E-ORGANISATION"),
    ],
)
def test_some_people_stay_outside(browser: Browser, door: str, person: str, code: str) -> None:
    staff = browser.app.extensions["providers"]["medarbejder"]
    required = {**staff.rules.require, "tid": ["kommunen"]}
    staff.rules = staff.rules.model_copy(update={"require": required})
    browser.provider.pressed = {"person": person}

    assert code_on(browser.sign_in(door)) == code
    assert nobody_got_in(browser)


@pytest.mark.parametrize(
    ("error", "description", "code"),
    [
        ("access_denied", "mitid_user_aborted", "E-AFBRUDT"),
        ("access_denied", "mitid_timeout", "E-TIDSUDLØB"),
        ("access_denied", "mitid_core_client_error", "E-MITID"),
        ("access_denied", "no", "E-AFVIST"),
        ("server_error", "", "E-NEDE"),
        ("temporarily_unavailable", "", "E-NEDE"),
    ],
)
def test_the_peers_own_no_is_understood(browser: Browser, error: str, description: str, code: str) -> None:
    browser.provider.pressed = {"error": error, "error_description": description}

    assert code_on(browser.sign_in()) == code
    assert nobody_got_in(browser)


def test_bo_takes_over_the_phone_from_sara(browser: Browser) -> None:
    browser.sign_in()
    browser.provider.pressed = {"person": "bo"}
    browser.sign_in()

    assert browser.get("/home").text.startswith("Bo Nygård")
    assert counted(UserSession, UserSession.ended_why == "signed_in_again") == 1


def signed_out_everywhere(browser: Browser, at_provider: AtTheProvider) -> str:
    """Sign out here, say yes to it at the provider, and come back; the last page."""
    away = browser.post("/sign-out", csrf_token=browser.form_key())
    back = at_provider.press(at_provider.open(away.location), logout="yes")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    return str(browser.get("/signed-out", **asked).text)


def test_signing_out_goes_all_the_way_round_and_the_peer_tells_of_it(browser: Browser, behind: Layer) -> None:
    told = behind.behind.told
    told.clear()
    tokens: list[Any] = []
    browser.provider.tokens = lambda said: tokens.append(said["id_token"])
    started = browser.start()
    browser.come_back(started)

    last_page = signed_out_everywhere(browser, started.at_provider)

    assert "Luk browseren" not in last_page
    theirs = requests.get(f"{behind.issuer('borger')}/jwks", timeout=5).json()
    keys = KeySet.import_key_set(theirs)
    session_of = jwt.decode(tokens[0], keys, algorithms=["RS256"]).claims["sid"]
    ((path, raw),) = told
    logout = jwt.decode(raw, keys, algorithms=["RS256"])
    assert (path, logout.header["typ"]) == ("/login/borger/backchannel", "logout+jwt")
    assert (logout.claims["aud"], logout.claims["sid"]) == (CLIENT, session_of)
    assert LOGGED_OUT in logout.claims["events"]


@pytest.mark.parametrize(("key", "answer"), [(CLIENT_KEY, "invalid_grant"), (ROGUE, "invalid_client")])
def test_the_peer_takes_the_portals_own_key_in_place_of_a_secret(
    behind: Layer, key: RSAKey, answer: str
) -> None:
    issuer, moment = behind.issuer("borger"), int(time.time())
    said = {"iss": CLIENT_WITH_A_KEY, "sub": CLIENT_WITH_A_KEY, "aud": issuer, "jti": "1", "exp": moment + 60}
    form = {
        "grant_type": "authorization_code",
        "code": "opfundet",
        "client_id": CLIENT_WITH_A_KEY,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": jwt.encode({"alg": "RS256"}, {**said, "iat": moment}, key),
    }

    assert requests.post(f"{issuer}/token", data=form, timeout=5).json()["error"] == answer
