"""The portal's settings while it is tested: an https address, keys made up, two login doors."""

from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from portal.settings import Door, Limits, Mail, Settings, Sms

KEY = Fernet.generate_key().decode()
ISSUER = "http://127.0.0.1:1/{door}"  # a port where nobody answers

CITIZENS: dict[str, Any] = {"preset": "neb"}
EMPLOYEES: dict[str, Any] = {
    "preset": "keycloak",
    "loa_map": {"2": "substantial"},
    "role_map": {"Sagsbehandler": "caseworker", "Teamleder": "team_leader"},
}


def settings_for_tests(database_url: str, var: Path, **changed: Any) -> Settings:
    """Settings for one test. Name what it is about: `settings_for_tests(url, tmp_path, invite_days=1)`."""
    told = {
        "base_url": "https://portal.test",
        "var": var,
        "database_url": database_url,
        "secret_key": "only for the tests, and long enough for them",
        "field_keys": [KEY],
        "citizen": door("citizen"),
        "staff": door("staff"),
        "mail": Mail(host="127.0.0.1", port=1, tls="none", sender="besked@portal.test"),
        "sms": Sms(),
        "municipality": "Solvig Kommune",
        "phone": "10 20 30 40",
        "phone_hours": "mandag til fredag 9-15",
        "phone_hours_en": "Monday to Friday, 9:00 to 15:00",
        "duty_phone": "10 20 30 41",
        "plan_needs_sections": (),  # see tests/plan/test_before_the_plan_is_sent_out.py
        "plan_needs_network": 0,
        "plan_needs_child": False,
        "undo_seconds": 0,  # see tests/cases/just_sent.py
        "limits": Limits(**dict.fromkeys(Limits.model_fields, "100000 per minute")),
    }
    return Settings(**told | changed)


def door(name: str, **changed: Any) -> Door:
    told: dict[str, Any] = {
        "issuer": ISSUER.format(door=name),
        "client_id": "portal",
        "client_auth": "client_secret_basic",
        "client_secret": "only for the tests",
    }
    return Door(**told | (CITIZENS if name == "citizen" else EMPLOYEES) | changed)


def doors_told(secret: Path) -> dict[str, str]:
    """Both doors as the environment tells them, without `PORTAL_`; `secret`: a file that holds one."""
    each = {"CLIENT_ID": "portal", "CLIENT_AUTH": "client_secret_basic", "CLIENT_SECRET_FILE": str(secret)}
    told = {f"OIDC_{which}_{key}": value for which in ("CITIZEN", "STAFF") for key, value in each.items()}
    return told | {
        "OIDC_CITIZEN_PRESET": "neb",
        "OIDC_CITIZEN_ISSUER": "https://citizens.example",
        "OIDC_STAFF_PRESET": "keycloak",
        "OIDC_STAFF_ISSUER": "https://staff.example",
        "OIDC_STAFF_LOA_MAP": '{"2": "substantial"}',
        "OIDC_STAFF_ROLE_MAP": '{"Sagsbehandler": "caseworker", "Teamleder": "team_leader"}',
    }
