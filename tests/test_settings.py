"""The portal does not start with a missing or unsafe setting, and says which."""

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from portal.settings import Settings
from tests.settings_for_tests import door, settings_for_tests


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("base_url", "http://portal.example", "must begin with https"),
        ("base_url", "https://portal.example/path", "the address alone"),
        ("secret_key", "short", "at least 32"),
        ("field_keys", [], "at least one key"),
        ("field_keys", ["not a key"], "Fernet key"),
        ("staff_draft_days", 15, "less than or equal to 14"),
    ],
)
def test_an_unsafe_setting_is_refused(tmp_path, setting, value, sentence):
    with pytest.raises(ValidationError, match=sentence):
        settings_for_tests("sqlite://", tmp_path, **{setting: value})


def test_a_login_provider_in_the_clear_is_refused():
    with pytest.raises(ValidationError, match="reached by https"):
        door("citizen", issuer="http://broker.example")


def test_keys_are_read_from_files(tmp_path, monkeypatch):
    newest, older = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    (tmp_path / "keys").write_text(f"{newest}\n{older}\n")
    (tmp_path / "secret").write_text("s" * 40)
    for name, value in {
        "BASE_URL": "https://portal.example",
        "DATABASE_URL": "sqlite://",
        "PHONE": "10 20 30 40",
        "PHONE_HOURS": "9-15",
        "DUTY_PHONE": "10 20 30 41",
        "SECRET_KEY_FILE": str(tmp_path / "secret"),
        "FIELD_KEYS_FILE": str(tmp_path / "keys"),
        "CITIZEN__ISSUER": "https://a.example",
        "CITIZEN__CLIENT_ID": "x",
        "CITIZEN__CLIENT_SECRET_FILE": str(tmp_path / "secret"),
        "CITIZEN__SCOPES": "openid",
        "STAFF__ISSUER": "https://b.example",
        "STAFF__CLIENT_ID": "y",
        "STAFF__CLIENT_SECRET_FILE": str(tmp_path / "secret"),
        "STAFF__SCOPES": "openid",
    }.items():
        monkeypatch.setenv(f"PORTAL_{name}", value)

    told = Settings()

    assert told.keys() == [newest.encode(), older.encode()]
    assert told.citizen.client_secret.get_secret_value() == "s" * 40


def test_nothing_secret_stands_in_what_is_printed(tmp_path):
    assert "only for the tests" not in repr(settings_for_tests("sqlite://", tmp_path))
