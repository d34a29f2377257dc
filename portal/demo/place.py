"""Where the demo lives: its keys, its settings, and the phone of a child who has a place there."""

import os
import secrets
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from portal.demo.alma import ANTONS_CODE
from portal.settings import Door, Settings
from portal.settings.presets import NSIS
from portal.simulator.phone import Phone
from portal.web.own_device import COOKIE

HOST, DATABASE = "127.0.0.1", "portal.db"
ROLES = {"Sagsbehandler": "caseworker", "Teamleder": "team_leader", "Administrator": "administrator"}


def demo_settings(var: Path, port: int) -> Settings:
    told: dict[str, Any] = {
        "base_url": f"http://{HOST}:{port}",
        "var": var,
        "database_url": os.environ.get("PORTAL_DATABASE_URL") or f"sqlite:///{var / DATABASE}",
        "secret_key": _kept(var / "secret.key", secrets.token_urlsafe(48)),
        "field_keys": [_kept(var / "field.key", Fernet.generate_key().decode())],
        "municipality": "Solvig Kommune",
        "phone": "10 20 30 40",
        "phone_hours": "Hverdage kl. 8-15",
        "phone_open": os.environ.get("PORTAL_PHONE_OPEN", "mon-fri 8-15"),
        "phone_hours_en": "Weekdays, 8:00 to 15:00",
        "duty_phone": "10 20 30 50",
        "contact_email": "hej@solvig.example",
        "data_protection_officer": "dpo@solvig.example",
    }
    base, secret = f"http://{HOST}:{port + 1}", _kept(var / "login.key", secrets.token_urlsafe(32))
    common: dict[str, Any] = {
        "client_id": "portal",
        "client_auth": "client_secret_basic",
        "client_secret": secret,
    }
    citizen = Door(preset="neb", issuer=f"{base}/borger", **common)
    staff = Door(
        preset="keycloak",
        issuer=f"{base}/medarbejder",
        role_map=ROLES,
        loa_claim="loa",
        loa_map=NSIS,
        userinfo=True,
        claims={"roles": "roles", "session_end": "session_expiry", "transaction": "transaction_id"},
        require={"identity_type": ["professional"]},
        **common,
    )
    return Settings(citizen=citizen, staff=staff, **told)


def _kept(file: Path, fresh: str) -> str:
    """A key of the demo's own, made the first time; only its owner may read it."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(fresh, encoding="utf-8")
    return file.read_text(encoding="utf-8")


def antons_phone(settings: Settings, secret: str) -> Phone | None:
    """The phone that the place in the story is bound to. The database knows a hash of its secret alone, so it
    lies beside it, as a phone would; none when the story was told without it."""
    file = settings.var / "phone.key"
    if secret:
        file.unlink(missing_ok=True)
        _kept(file, secret)
    if not file.exists():
        return None
    return Phone(
        name="Anton",
        code=ANTONS_CODE,
        cookie=COOKIE,
        secret=file.read_text(encoding="utf-8"),
        leads_to=f"{settings.origin}/child",
    )
