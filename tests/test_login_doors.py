"""A login door that is missing something, unsafe or of two minds stops the start with one clear sentence."""

import json

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from portal.access.actor import MunicipalRole
from portal.cli import main, wsgi
from portal.db.session import session
from portal.settings import Settings
from portal.settings.doors import RoleHere
from tests.settings_for_tests import KEY, doors_told


@pytest.fixture
def told(tmp_path, monkeypatch):
    """The environment of a portal with both doors; `told(OIDC_STAFF_ROLE_MAP=None)` leaves one out."""
    (tmp_path / "secret").write_text("only for the tests")
    known = {
        "BASE_URL": "https://portal.test",
        "DATABASE_URL": "sqlite://",
        "SECRET_KEY": "only for the tests, and long enough for them",
        "FIELD_KEYS": f'["{KEY}"]',
        "PHONE": "10 20 30 40",
        "PHONE_HOURS": "9-15",
        "DUTY_PHONE": "10 20 30 50",
        **doors_told(tmp_path / "secret"),
    }

    def tell(**changed):
        for name, value in (known | changed).items():
            if value is None:
                monkeypatch.delenv(f"PORTAL_{name}", raising=False)
            else:
                monkeypatch.setenv(f"PORTAL_{name}", value)

    return tell


def pem(key) -> str:
    made = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return str(made.decode())


CASES = [
    ({"OIDC_CITIZEN_ISSUER": None}, "PORTAL_OIDC_CITIZEN_ISSUER: Field required"),
    ({"OIDC_CITIZEN_PRESET": None}, "PORTAL_OIDC_CITIZEN_PRESET: Field required"),
    ({"OIDC_CITIZEN_PRESET": "nemlogin"}, "PORTAL_OIDC_CITIZEN_PRESET: Input should be 'neb', 'idura'"),
    ({"OIDC_CITIZEN_CLIENT_ID": None}, "PORTAL_OIDC_CITIZEN_CLIENT_ID: Field required"),
    ({"OIDC_CITIZEN_ISUER": "x"}, "PORTAL_OIDC_CITIZEN_ISUER: Extra inputs are not permitted"),
    ({"OIDC_STAFF_ISSUER": "http://staff.example"}, "must be reached by https"),
    ({"OIDC_STAFF_ISSUER": "https://staff.example?x=1"}, "is not an issuer"),
    ({"OIDC_STAFF_CLIENT_SECRET": "x"}, "name the file in PORTAL_OIDC_STAFF_CLIENT_SECRET_FILE"),
    ({"OIDC_STAFF_CLIENT_SECRET_FILE": "/nowhere/at/all"}, "(client_secret_file) cannot be read"),
    ({"OIDC_STAFF_CLIENT_SECRET_FILE": None}, "PORTAL_OIDC_STAFF_CLIENT_SECRET_FILE is missing"),
    ({"OIDC_STAFF_CLIENT_AUTH": None}, "PORTAL_OIDC_STAFF_PRIVATE_KEY_FILE is missing"),
    ({"OIDC_STAFF_ROLE_MAP": None}, "PORTAL_OIDC_STAFF_ROLE_MAP is missing"),
    ({"OIDC_STAFF_ROLE_MAP": "Sagsbehandler"}, "PORTAL_OIDC_STAFF_ROLE_MAP: it must be JSON"),
    ({"OIDC_STAFF_ROLE_MAP": '{"Pedel": "king"}'}, "STAFF_ROLE_MAP: Input should be 'caseworker'"),
    ({"OIDC_CITIZEN_ROLE_MAP": '{"x": "caseworker"}'}, "roles are for the staff door"),
    ({"OIDC_STAFF_LOA_MAP": None}, "PORTAL_OIDC_STAFF_LOA_MAP is missing"),
    ({"OIDC_STAFF_LOA_ASSUMED": "low"}, "below MIN_LOA substantial"),
    ({"OIDC_CITIZEN_LOA_ASSUMED": "high"}, "a missing one is a fault"),
    ({"OIDC_CITIZEN_SCOPES": "mitid"}, "must hold openid"),
    ({"OIDC_CITIZEN_SCOPES": "openid mitid ssn"}, "must not hold ssn"),
    ({"OIDC_CITIZEN_PROMPT": ""}, "on a shared phone"),
    ({"OIDC_STAFF_PROMPT": "none"}, "may hold login, consent and select_account"),
    ({"OIDC_STAFF_AUTH_PARAMS": '{"state": "x"}'}, "must not hold state"),
    ({"OIDC_STAFF_ALGS": "RS256 none"}, "none cannot be trusted"),
    ({"OIDC_STAFF_LEEWAY": "300"}, "PORTAL_OIDC_STAFF_LEEWAY: Input should be less than or equal to 120"),
    ({"OIDC_STAFF_REQUIRE": '{"tid": []}'}, "allows no value of tid"),
    ({"OIDC_STAFF_CLAIMS": '{"nmae": "name"}'}, "names nmae"),
    ({"OIDC_STAFF_PRESET": "entra"}, 'must list the organisations that may come in, as {"tid"'),
    ({"OIDC_STAFF_PRESET": "neb", "OIDC_STAFF_REQUIRE": '{"nemlogin.cvr": ["1"]}'}, "which claim is roles"),
    ({"OIDC_CITIZEN_PRESET": "entra", "OIDC_CITIZEN_LOA_MAP": '{"1": "high"}'}, "which claim is person_uuid"),
    ({"FIELD_KEYS": "not json"}, "it must be JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "sentence"), CASES, ids=[sentence for _changed, sentence in CASES])
def test_a_door_that_cannot_be_trusted_stops_the_start(told, changed, sentence):
    told(**changed)

    found = CliRunner().invoke(main, ["verify-history"])

    assert found.exit_code == 1
    assert sentence in found.output
    assert found.output.count("\n") == 1
    assert "only for the tests" not in found.output


def test_every_key_is_read_from_the_environment_and_wins_over_the_preset(told):
    told(
        OIDC_CITIZEN_SCOPES="openid mitid extra",
        OIDC_CITIZEN_AUTH_PARAMS='{"idp_values": "mitid"}',
        OIDC_CITIZEN_MAX_AGE="600",
        OIDC_CITIZEN_MIN_LOA="high",
        OIDC_CITIZEN_ALGS="ES256 PS256",
        OIDC_CITIZEN_LEEWAY="30",
        OIDC_CITIZEN_RESPONSE_ISS="require",
        OIDC_CITIZEN_USERINFO="no",
        OIDC_CITIZEN_LOGOUT="local",
        OIDC_CITIZEN_TIMEOUT="3",
        OIDC_CITIZEN_REQUIRE='{"identity_type": ["private", "test"]}',
        OIDC_CITIZEN_CLAIMS='{"name": "navn"}',
        LOGIN_PENDING_MINUTES="7",
        LOGIN_PENDING_MAX="3",
    )

    settings = Settings()
    door = settings.citizen

    assert (door.scopes, door.auth_params) == ("openid mitid extra", {"idp_values": "mitid"})
    assert (door.max_age, door.min_loa, door.algorithms) == (600, "high", ["ES256", "PS256"])
    assert (door.leeway, door.response_iss, door.userinfo) == (30, "require", False)
    assert (door.logout, door.timeout, door.prompt) == ("local", 3, "login")
    assert door.require == {"idp": ["mitid"], "identity_type": ["private", "test"]}
    assert (door.claims["name"], door.claims["person_uuid"]) == ("navn", "mitid.uuid")
    assert (settings.login_pending_minutes, settings.login_pending_max) == (7, 3)


def test_the_presets_ask_for_what_the_brokers_want(told):
    told(OIDC_CITIZEN_PRESET="idura")
    told_by_idura = Settings().citizen
    told(OIDC_CITIZEN_PRESET="neb")
    told_by_neb = Settings().citizen

    assert told_by_idura.auth_params == {"acr_values": "urn:grn:authn:dk:mitid:substantial"}
    assert (told_by_idura.assertion_audience, told_by_idura.userinfo) == ("issuer", False)
    assert json.dumps(told_by_neb.auth_params) == (
        '{"idp_values": "mitid", "idp_params": {"mitid": {"loa_value": "substantial"}}, "language": "da"}'
    )
    assert (told_by_neb.scopes, told_by_neb.userinfo) == ("openid mitid", True)


def test_the_portal_starts_with_nothing_but_the_environment(told, tmp_path):
    told(DATABASE_URL=f"sqlite:///{tmp_path}/portal.sqlite")

    page = wsgi().test_client().get("/.well-known/jwks.json", base_url="https://portal.test")

    assert page.get_json() == {"keys": []}
    engine = session.get_bind()
    session.remove()
    engine.dispose()


def test_the_roles_of_the_settings_are_the_roles_of_the_portal():
    assert set(RoleHere.__args__) == set(MunicipalRole)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is missing"),
        ("not a key", "holds no private key"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "cannot be read"),
        (pem(rsa.generate_private_key(65537, 1024)), "at least 2048 bits"),
        (pem(ec.generate_private_key(ec.SECP384R1())), "the curve P-256"),
    ],
)
def test_a_key_that_no_provider_would_take_is_refused(told, tmp_path, text, sentence):
    (tmp_path / "key.pem").write_text(text)
    told(
        OIDC_CITIZEN_CLIENT_AUTH="private_key_jwt",
        OIDC_CITIZEN_CLIENT_SECRET_FILE=None,
        OIDC_CITIZEN_PRIVATE_KEY_FILE=str(tmp_path / "key.pem"),
    )

    found = CliRunner().invoke(main, ["verify-history"])

    assert found.exit_code == 1
    assert "PORTAL_OIDC_CITIZEN_PRIVATE_KEY_FILE" in found.output
    assert sentence in found.output
