"""`portal check-login` asks both providers, and says in plain words what keeps people out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from joserfc.jwk import OKPKey
from requests import ConnectionError as Unreachable
from requests import Timeout
from requests.exceptions import SSLError

from portal.cli import main
from portal.people.oidc.trying import findings
from portal.settings import Settings
from portal.simulator.app import create_simulator, serve
from portal.simulator.provider import Client
from tests.people.lying_provider import LyingProvider, says
from tests.people.serving import serving
from tests.settings_for_tests import KEY, doors_told

NO_SUCH_CODE = (400, '{"error": "invalid_grant"}')
AUTH = "token_endpoint_auth_methods_supported"


@pytest.fixture
def honest(provider: LyingProvider) -> LyingProvider:
    """A provider that knows us, and knows no code that it never gave."""
    provider.fault["token"] = NO_SUCH_CODE
    return provider


def found(settings: Settings, *, wrong: bool | None = None) -> str:
    lines = [one for one in findings("borger", settings) if wrong is None or one.wrong == wrong]
    return "\n".join(one.text for one in lines)


def test_a_door_that_opens_is_described(honest: LyingProvider, settings: Settings) -> None:
    honest.metadata = says(**{AUTH: ["client_secret_basic", "private_key_jwt"]})["claims"]

    assert found(settings, wrong=True) == ""
    told = found(settings)
    assert "issuer https://mitid.example, preset neb, client portalen" in told
    assert "signs with: RS256" in told
    assert "PKCE: plain S256" in told
    assert "clients show who they are by: client_secret_basic private_key_jwt" in told
    assert told.endswith("it knows us")


@pytest.mark.parametrize(
    ("lie", "sentence"),
    [
        (
            {"issuer": "https://ondt.example"},
            "it calls itself https://ondt.example, and ISSUER is https://mitid",
        ),
        ({"issuer": "https://mitid.example/"}, "they must be the same"),
        ({"code_challenge_methods_supported": ["plain"]}, "it does not know PKCE with S256"),
        (
            {"id_token_signing_alg_values_supported": ["none", "HS256"]},
            "none of RS256 PS256 ES256 is among them",
        ),
        ({"token_endpoint": None}, "it names no token_endpoint"),
        ({"userinfo_endpoint": None}, "it names no userinfo_endpoint"),
        ({"jwks_uri": "http://mitid.example/jwks"}, "its jwks_uri is not reached by https"),
        ({AUTH: ["private_key_jwt"]}, "it does not take client_secret_basic"),
        ({"code_challenge_methods_supported": 7}, "it does not know PKCE with S256"),
        ({"id_token_signing_alg_values_supported": "RS256"}, "none of RS256 PS256 ES256 is among them"),
        ({"id_token_signing_alg_values_supported": [{}]}, "none of RS256 PS256 ES256 is among them"),
        ({"token_endpoint": "https://["}, "its token_endpoint is not reached by https"),
        ({"jwks_uri": ["https://mitid.example/jwks"]}, "its jwks_uri is not reached by https"),
        ({"end_session_endpoint": "https://["}, "its end_session_endpoint is not reached by https"),
        ({AUTH: 7}, "it does not take client_secret_basic"),
    ],
)
def test_metadata_that_does_not_fit_is_explained(
    honest: LyingProvider, settings: Settings, lie: dict[str, Any], sentence: str
) -> None:
    honest.metadata = says(**lie)["claims"]

    assert sentence in found(settings, wrong=True)


@pytest.mark.parametrize(
    ("page", "fault", "sentence"),
    [
        ("openid-configuration", Unreachable(), "its discovery document cannot be reached"),
        ("openid-configuration", Timeout(), "its discovery document does not answer in time"),
        ("openid-configuration", SSLError(), "shows a certificate that cannot be trusted"),
        ("openid-configuration", (404, ""), "its discovery document answers with status 404"),
        ("openid-configuration", (200, "<html>"), "something that is not what it should be"),
        ("openid-configuration", (200, '"x' + "x" * 1_100_000), "sends too much"),
        ("jwks", (200, '{"keys": 7}'), "none that fits the algorithms"),
        ("jwks", (200, "[]"), "none that fits the algorithms"),
        ("openid-configuration", (200, "[]"), "it calls itself None"),
        ("jwks", (503, ""), "its list of keys answers with status 503"),
        ("token", (401, '{"error": "invalid_client"}'), "it refuses us (invalid_client)"),
        ("token", (400, '{"error": "unauthorized_client"}'), "it refuses us (unauthorized_client)"),
        ("token", (400, '{"error": "hejsa"}'), "something else than invalid_grant"),
        ("token", (500, "{}"), "its token endpoint answers with status 500"),
        ("token", Unreachable(), "its token endpoint cannot be reached"),
        ("token", None, "do not use it"),
    ],
)
def test_a_provider_that_fails_is_explained(
    honest: LyingProvider, settings: Settings, page: str, fault: Any, sentence: str
) -> None:
    honest.fault[page] = fault

    assert sentence in found(settings, wrong=True)


def test_keys_that_fit_no_algorithm_are_explained(honest: LyingProvider, settings: Settings) -> None:
    honest.keys = [OKPKey.generate_key("Ed25519", auto_kid=True)]  # type: ignore[list-item]

    assert "none that fits the algorithms" in found(settings, wrong=True)


def test_an_issuer_that_must_be_named_and_is_not_promised_is_explained(
    honest: LyingProvider, settings: Settings
) -> None:
    honest.metadata = says(authorization_response_iss_parameter_supported=None)["claims"]
    settings.citizen = settings.citizen.model_copy(update={"response_iss": "require"})

    assert "it promises no issuer" in found(settings, wrong=True)


@pytest.mark.parametrize("address", [None, "https://en-anden.example/end"])
def test_what_is_no_fault_is_said_too(honest: LyingProvider, settings: Settings, address: str | None) -> None:
    honest.metadata = says(end_session_endpoint=address)["claims"]
    settings.citizen = settings.citizen.model_copy(update={"loa_assumed": "substantial"})

    assert found(settings, wrong=True) == ""
    assert "people are signed out here alone" in found(settings)
    assert "substantial is assumed" in found(settings)


@pytest.fixture
def pretend() -> Iterator[str]:
    """The pretend login on a port of its own; its address."""
    server = serve(Flask("later"), 0)
    base = f"http://127.0.0.1:{server.effective_port}"
    back = "http://127.0.0.1:5000/login/{}/callback"
    clients = [
        Client(
            door=door,
            client_id="portal",
            client_secret="only for the tests",
            redirect_uris=(back.format(door),),
        )
        for door in ("borger", "medarbejder")
    ]
    server.application = create_simulator(base, clients)
    with serving(server):
        yield base


def type_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, base: str, secret: str) -> Result:
    (tmp_path / "secret").write_text(secret)
    told = {
        "BASE_URL": "http://127.0.0.1:5000",
        "DATABASE_URL": "sqlite://",
        "SECRET_KEY": "only for the tests, and long enough for them",
        "FIELD_KEYS": f'["{KEY}"]',
        "PHONE": "10 20 30 40",
        "PHONE_HOURS": "9-15",
        "DUTY_PHONE": "10 20 30 50",
        **doors_told(tmp_path / "secret"),
        "OIDC_CITIZEN_ISSUER": f"{base}/borger",
        "OIDC_STAFF_ISSUER": f"{base}/medarbejder",
    }
    for name, value in told.items():
        monkeypatch.setenv(f"PORTAL_{name}", value)
    return CliRunner().invoke(main, ["check-login"])


def test_the_command_says_that_both_doors_open(
    pretend: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = type_it(monkeypatch, tmp_path, pretend, "only for the tests")

    assert said.exit_code == 0, said.output
    assert said.output.count("  it knows us\n") == 2
    assert said.output.endswith("Both doors open.\n")
    assert "only for the tests" not in said.output


def test_the_command_fails_when_a_door_does_not_open(
    pretend: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = type_it(monkeypatch, tmp_path, pretend, "a secret of somebody else")

    assert said.exit_code == 1
    assert said.output.count("  WRONG: it refuses us (invalid_client)") == 2
    assert "Both doors open" not in said.output
