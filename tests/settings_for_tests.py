"""The portal's settings while it is tested: an https address, keys made up, two login doors."""

from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from portal.settings import Door, Limits, Mail, Settings, Sms

KEY = Fernet.generate_key().decode()
ISSUER = "http://127.0.0.1:1/{door}"  # a port where nobody answers


def settings_for_tests(database_url: str, var: Path, **changed: Any) -> Settings:
    """Settings for one test. Name what it is about: `settings_for_tests(url, tmp_path, invite_days=1)`."""
    told = {
        "base_url": "https://portal.test",
        "var": var,
        "database_url": database_url,
        "secret_key": "only for the tests, and long enough for them",
        "field_keys": [KEY],
        "citizen": door("citizen"),
        "staff": door("staff", role_map={"Sagsbehandler": "caseworker", "Teamleder": "team_leader"}),
        "mail": Mail(host="127.0.0.1", port=1, tls="none", sender="besked@portal.test"),
        "sms": Sms(),
        "municipality": "Solvig Kommune",
        "phone": "10 20 30 40",
        "phone_hours": "mandag til fredag 9-15",
        "phone_hours_en": "Monday to Friday, 9:00 to 15:00",
        "duty_phone": "10 20 30 41",
        "limits": Limits(**dict.fromkeys(Limits.model_fields, "100000 per minute")),
    }
    return Settings(**told | changed)


def door(name: str, **changed: Any) -> Door:
    told = {"issuer": ISSUER.format(door=name), "client_id": "portal", "client_secret": "only for the tests"}
    return Door(**told | {"scopes": "openid"} | changed)
