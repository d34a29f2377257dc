"""The portal vouches for itself with a key of its own, before a provider that nobody here wrote."""

from pathlib import Path

import pytest
from joserfc.jwk import RSAKey

from portal.settings import Door, Settings
from tests.people.behind import Layer
from tests.people.browsing import Browser, code_on, nobody_got_in
from tests.people.certified import CLIENT_KEY, CLIENT_WITH_A_KEY
from tests.people.conftest import certified_alone, settings_at
from tests.people.lying_provider import ROGUE, read

pytestmark = certified_alone


@pytest.fixture
def key() -> RSAKey:
    return CLIENT_KEY


@pytest.fixture
def settings(tmp_path: Path, behind: Layer, key: RSAKey) -> Settings:
    file = tmp_path / "portal.pem"
    file.write_bytes(key.as_pem(private=True))
    made = settings_at(f"sqlite:///{tmp_path}/people.sqlite", behind)
    mine = Door(
        preset="neb",
        issuer=behind.issuer("borger"),
        client_id=CLIENT_WITH_A_KEY,
        private_key_file=file,
    )
    told = {"citizen": mine, "staff": made.staff}
    return Settings(**{**made.model_dump(exclude_none=True), **told})


def test_sara_comes_in_when_the_portal_signs_with_its_own_key(browser: Browser) -> None:
    assert browser.sign_in().location == browser.sign_in().location == "/home"

    sent = [
        read(body["client_assertion"][0]) for body in browser.provider.bodies if "client_assertion" in body
    ]
    assert len({one["jti"] for one in sent}) == 2
    assert all(one["exp"] - one["iat"] <= 300 for one in sent)


@pytest.mark.parametrize("key", [ROGUE])
def test_a_key_that_the_provider_does_not_know_lets_nobody_in(browser: Browser) -> None:
    assert code_on(browser.sign_in()) == "E-NEDE"
    assert nobody_got_in(browser)
