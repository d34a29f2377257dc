"""The portal shows a provider who it is with a key of its own, and publishes the public half alone."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from joserfc import jwt
from joserfc.jwk import KeySet

from portal.people.oidc.trying import findings
from portal.settings import Door, Settings
from tests.people.browsing import Browser
from tests.people.conftest import settings_at
from tests.people.lying_provider import CLIENT, MITID

NEW, OLD = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())


def pem(key: Any) -> str:
    made: bytes = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.decode()


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """A pair while a key is changed: the first signs, both are published."""
    file = tmp_path / "portal.pem"
    file.write_text(pem(NEW) + pem(OLD))
    return file


@pytest.fixture
def settings(tmp_path: Path, key_file: Path, how: dict[str, Any]) -> Settings:
    settings = settings_at(f"sqlite:///{tmp_path}/people.sqlite")
    mine = Door(preset="neb", issuer=MITID, client_id=CLIENT, private_key_file=key_file, **how)
    return Settings(**{**settings.model_dump(exclude_none=True), "citizen": mine, "staff": settings.staff})


@pytest.fixture
def how(request: pytest.FixtureRequest) -> dict[str, Any]:
    return getattr(request, "param", {})


def assertions(browser: Browser) -> list[dict[str, Any]]:
    """What the provider reads in our assertions, with the keys that everybody can fetch."""
    published = KeySet.import_key_set(browser.get("/.well-known/jwks.json").get_json())
    sent = [body["client_assertion"][0] for body in browser.provider.bodies if "client_assertion" in body]
    return [
        {**read.claims, "kid": read.header["kid"]} for read in (jwt.decode(one, published) for one in sent)
    ]


def test_each_login_is_vouched_for_by_a_new_signed_assertion(browser: Browser) -> None:
    assert browser.sign_in().location == browser.sign_in().location == "/home"

    first, second = assertions(browser)
    moment = time.time()
    assert (first["iss"], first["sub"], first["aud"]) == (CLIENT, CLIENT, f"{MITID}/token")
    assert first["jti"] != second["jti"]
    assert first["iat"] <= moment < first["exp"] <= first["iat"] + 300
    body = browser.provider.bodies[browser.provider.asked.index("token")]
    assert body["client_assertion_type"] == ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"]
    assert "client_secret" not in body


@pytest.mark.parametrize(
    ("how", "audience"),
    [
        ({"assertion_audience": "issuer"}, MITID),
        ({"assertion_audience": "https://a.example"}, "https://a.example"),
    ],
    indirect=["how"],
)
def test_the_audience_is_the_one_the_provider_wants(browser: Browser, audience: str) -> None:
    browser.sign_in()

    assert assertions(browser)[0]["aud"] == audience


@pytest.mark.parametrize("how", [{"key_id": "navn-1"}], indirect=True)
def test_a_key_may_have_a_name_of_its_own(browser: Browser) -> None:
    browser.sign_in()

    assert assertions(browser)[0]["kid"] == "navn-1"


def test_what_everybody_may_fetch_holds_both_keys_and_no_secret(browser: Browser) -> None:
    page = browser.get("/.well-known/jwks.json")
    keys = page.get_json()["keys"]

    assert [(key["kty"], key["use"], key["alg"]) for key in keys] == [
        ("RSA", "sig", "RS256"),
        ("EC", "sig", "ES256"),
    ]
    assert {name for key in keys for name in key} == {"kty", "use", "alg", "kid", "n", "e", "crv", "x", "y"}
    assert len({key["kid"] for key in keys}) == 2
    assert page.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in page.headers


def test_check_login_names_our_keys_so_that_they_can_be_compared(
    browser: Browser, settings: Settings
) -> None:
    said = [one.text for one in findings("borger", settings)]

    first, second = browser.get("/.well-known/jwks.json").get_json()["keys"]
    assert f"our key {first['kid']} (RS256) signs for us" in said
    assert f"our key {second['kid']} (ES256) is published too" in said


def test_the_key_stands_in_nothing_that_is_printed(settings: Settings) -> None:
    assert settings.citizen.keys
    assert "PRIVATE KEY" not in repr(settings)
    assert json.dumps([key.public() for key in settings.citizen.keys]).count('"d"') == 0
