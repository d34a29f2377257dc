"""The two login doors as they are told from outside (`PORTAL_OIDC_CITIZEN_…`, `PORTAL_OIDC_STAFF_…`)."""

import json
import os
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from portal.settings.keys import ClientKey, client_keys
from portal.settings.presets import PresetName
from portal.settings.telling import Unsafe, is_loopback, read_files

ClientAuth = Literal["private_key_jwt", "client_secret_basic", "client_secret_post"]
Assurance = Literal["low", "substantial", "high"]
RoleHere = Literal["caseworker", "team_leader", "administrator"]
OUR_ALGORITHMS = ("RS256", "PS256", "ES256")
SAFE_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
JSON = ("auth_params", "loa_map", "require", "claims", "role_map")
EMPTY_MEANS_SOMETHING = frozenset({"prompt"})


def prefix(which: str) -> str:
    """What the environment calls the settings of a door: `PORTAL_OIDC_CITIZEN_`."""
    return f"PORTAL_OIDC_{which.upper()}_"


def from_environment(which: str) -> dict[str, str]:
    """What the environment tells of a door. A misspelled name is among it, and is refused later.

    Raises Unsafe for a secret that lies in the environment, where every listing of processes shows it.
    """
    found = {
        name.removeprefix(prefix(which)).lower(): value
        for name, value in os.environ.items()
        if name.startswith(prefix(which))
    }
    for name in ("client_secret", "private_key"):
        if name in found:
            key = f"{prefix(which)}{name.upper()}"
            raise Unsafe(f"{key}: put it in a file, and name the file in {key}_FILE")
    return {name: value for name, value in found.items() if value or name in EMPTY_MEANS_SOMETHING}


class Door(BaseModel):
    """One login door: where the provider is, who we are to it, and what its answers must hold.

    What is not told comes from the preset, when `Settings` puts the door together (`agreeing.complete`).
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True, hide_input_in_errors=True)
    read_files = model_validator(mode="before")(read_files)
    preset: PresetName
    issuer: str
    client_id: str = Field(min_length=1)
    client_auth: ClientAuth = "private_key_jwt"
    private_key: SecretStr = SecretStr("")
    private_key_file: Path | None = None
    key_id: str = ""
    assertion_audience: str = ""
    client_secret: SecretStr = SecretStr("")
    client_secret_file: Path | None = None
    scopes: str = ""
    cpr_scope: str = ""
    auth_params: dict[str, Any] = Field(default_factory=dict)
    prompt: str = ""
    max_age: int | None = Field(default=None, ge=0)
    min_loa: Assurance = "substantial"
    loa_claim: str = ""
    loa_map: dict[str, Assurance] = Field(default_factory=dict)
    loa_assumed: Assurance | None = None
    require: dict[str, list[str]] = Field(default_factory=dict)
    claims: dict[str, str] = Field(default_factory=dict)
    role_map: dict[str, RoleHere] = Field(default_factory=dict)
    algorithms: list[str] = Field(
        default=list(OUR_ALGORITHMS), min_length=1, validation_alias=AliasChoices("algs", "algorithms")
    )
    leeway: int = Field(default=60, ge=0, le=120)
    response_iss: Literal["auto", "require", "ignore"] = "auto"
    userinfo: bool = False
    logout: Literal["provider", "local"] = "provider"
    timeout: float = Field(default=5, gt=0, le=10)

    @field_validator(*JSON, mode="before")
    @classmethod
    def _from_json(cls, told: Any) -> Any:
        try:
            return json.loads(told) if isinstance(told, str) else told
        except ValueError as fault:
            raise Unsafe('it must be JSON, as {"name": "value"}') from fault

    @field_validator("algorithms", mode="before")
    @classmethod
    def _listed(cls, told: Any) -> Any:
        return told.split() if isinstance(told, str) else told

    @field_validator("algorithms")
    @classmethod
    def _that_cannot_be_forged(cls, algorithms: list[str]) -> list[str]:
        if unsafe := set(algorithms) - SAFE_ALGORITHMS:
            raise Unsafe(f"{', '.join(sorted(unsafe))} cannot be trusted: anybody could sign with it")
        return algorithms

    @field_validator("issuer")
    @classmethod
    def _spoken_to_in_private(cls, issuer: str) -> str:
        address = urlsplit(issuer)
        if address.scheme != "https" and not is_loopback(issuer):
            raise Unsafe(f"the login provider {issuer} must be reached by https")
        if not address.hostname or address.query or address.fragment:
            raise Unsafe(f"{issuer} is not an issuer: an address with nothing behind its path")
        return issuer

    @property
    def tells_cpr(self) -> bool:
        """Can an invitation ask that MitID has the CPR number the inviter gave?"""
        return bool(self.claims.get("cpr"))

    @cached_property
    def keys(self) -> list[ClientKey]:
        """Our own keys at this provider, the one that signs first; none where a secret is used."""
        text = self.private_key.get_secret_value()
        return list(client_keys(text, self.key_id)) if text else []
