"""Settings from the environment (`PORTAL_…`), typed, and refused at start when missing or unsafe."""

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from portal.settings.agreeing import complete
from portal.settings.closed import USUALLY, Closed, days_readable
from portal.settings.doors import Door, from_environment
from portal.settings.faults import called, said
from portal.settings.opening import readable
from portal.settings.planning import NEEDED_SECTIONS, SectionOfPlan
from portal.settings.telling import LOOPBACK, Unsafe, is_loopback, read_files

__all__ = ["LOOPBACK", "Door", "Mail", "Settings", "Sms", "Unsafe", "called", "is_loopback", "said"]
TOLD = (
    "municipality",
    "phone",
    "duty_phone",
    "exit_url",
    "contact_email",
    "data_protection_officer",
    "was_url",
)
"""What templates may know of the settings."""
RATE = re.compile(r"[1-9][0-9]* per ([1-9][0-9]* )?(second|minute|hour|day)s?")
SAYS_TOO_MUCH = ("sag", "plan", "tryg", "møde", "kommun", "barn", "famil")
"""What no sender's name may hold: others may see the phone."""


def neutral(name: str) -> str:
    """A sender's name that tells a stranger nothing, and that every phone can show. Raises Unsafe."""
    letters = all(sign.isalnum() or sign in " -" for sign in name)
    if not letters or not 0 < len(name) <= 11 or any(part in name.lower() for part in SAYS_TOO_MUCH):
        raise Unsafe("a sender's name is at most 11 letters that tell nothing of what this is")
    return name


class Mail(BaseModel):
    """The mail server. Off this machine nothing is said to it in the clear."""

    model_config = ConfigDict(extra="forbid")
    read_files = model_validator(mode="before")(read_files)
    host: str
    port: int = Field(default=587, ge=1, le=65535)
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: SecretStr | None = None
    password_file: Path | None = None
    sender: str
    sender_name: str = "Besked"
    timeout: float = Field(default=10, gt=0, le=20)
    neutral_name = field_validator("sender_name")(neutral)

    @model_validator(mode="after")
    def _private_on_the_wire(self) -> Self:
        if self.tls == "none" and self.host not in LOOPBACK:
            raise Unsafe(f"the mail server {self.host} must be spoken to with TLS (starttls or tls)")
        if self.sender.count("@") != 1 or not self.sender.isprintable() or " " in self.sender:
            raise Unsafe("the sender must be one mail address")
        return self


class Sms(BaseModel):
    """The SMS provider: `log` sends nothing and says so in the log, `http` posts JSON to `url`."""

    model_config = ConfigDict(extra="forbid")
    read_files = model_validator(mode="before")(read_files)
    adapter: Literal["log", "http"] = "log"
    url: str = ""
    key: SecretStr | None = None
    key_file: Path | None = None
    sender_name: str = "Besked"
    neutral_name = field_validator("sender_name")(neutral)

    @model_validator(mode="after")
    def _private_on_the_wire(self) -> Self:
        if self.adapter == "http" and urlsplit(self.url).scheme != "https" and not is_loopback(self.url):
            raise Unsafe("the SMS provider must be reached by https")
        return self


def rate(text: str) -> str:
    """A limit as `30 per hour` or `10 per 15 minutes`; several with a semicolon. Raises Unsafe."""
    if not all(RATE.fullmatch(one.strip()) for one in text.split(";")):
        raise Unsafe(f"{text!r} is no limit; write for example 10 per 15 minutes")
    return text


Rate = Annotated[str, AfterValidator(rate)]


class Limits(BaseModel):
    """How often one visitor may knock (see `web.limits`). Those by address leave room for a whole town hall
    behind one address; those by person or invitation are what a person could need, and more."""

    model_config = ConfigDict(extra="forbid")
    login: Rate = "240 per minute"
    callback: Rate = "240 per minute"
    invitation: Rate = "120 per minute"
    invite: Rate = "40 per hour"
    code: Rate = "10 per 15 minutes"
    new_link: Rate = "3 per hour"
    pin: Rate = "40 per 15 minutes"
    accounts: Rate = "40 per hour"
    opening: Rate = "12 per hour"
    back_channel: Rate = "600 per minute"


class Settings(BaseSettings):
    """Everything the portal is told from outside. No key has an unsafe default."""

    model_config = SettingsConfigDict(
        env_prefix="PORTAL_", env_nested_delimiter="__", extra="ignore", hide_input_in_errors=True
    )
    read_files = model_validator(mode="before")(read_files)
    base_url: str
    var: Path = Path("var")
    database_url: str
    migration_url: str = ""
    secret_key: SecretStr
    secret_key_file: Path | None = None
    field_keys_file: Path | None = None
    field_keys: list[SecretStr]
    citizen: Door
    staff: Door
    mail: Mail | None = None
    sms: Sms | None = None
    gather_minutes: int = Field(default=10, ge=0)
    gap_minutes: int = Field(default=60, ge=0)
    message_days: int = Field(default=14, ge=1)
    municipality: str = "Kommunen"
    phone: str
    phone_hours: str
    phone_hours_en: str = ""
    phone_open: Annotated[str, AfterValidator(readable)] = ""
    closed_days: Annotated[str, AfterValidator(days_readable)] = USUALLY
    duty_phone: str
    contact_email: str = ""
    data_protection_officer: str = ""
    was_url: str = ""
    exit_url: str = "/calendar"
    session_idle_minutes: int = Field(default=30, ge=1)
    session_absolute_minutes: int = Field(default=480, ge=1)
    staff_session_idle_minutes: int = Field(default=15, ge=1)
    staff_session_absolute_minutes: int = Field(default=600, ge=1)
    guest_idle_minutes: int = Field(default=30, ge=1)
    guest_absolute_minutes: int = Field(default=240, ge=1)
    step_up_max_age_seconds: int = Field(default=300, ge=60, le=3600)
    login_pending_minutes: int = Field(default=15, ge=1)
    login_pending_max: int = Field(default=5, ge=1)
    invite_days: int = Field(default=14, ge=1)
    promise_days: int = Field(default=3, ge=1)
    breach_days: int = Field(default=3, ge=1, le=14)
    ruler_days: int = Field(default=91, ge=7, le=366)
    placement_needs_leader: bool = True
    plan_needs_sections: tuple[SectionOfPlan, ...] = NEEDED_SECTIONS
    plan_needs_network: int = Field(default=2, ge=0, le=20)
    plan_needs_child: bool = True
    archive_after_days: int = Field(default=90, ge=0)
    own_consent_age: int = Field(default=15, ge=10, le=18)
    undo_seconds: int = Field(default=30, ge=0, le=300)
    draft_days: int = Field(default=30, ge=1)
    staff_draft_days: int = Field(default=14, ge=1, le=14)
    look_days: int = Field(default=1825, ge=180)
    look_names: bool = False
    let_in_minutes: int = Field(default=60, ge=5, le=240)
    sample_looks: int = Field(default=20, ge=1, le=200)
    limits: Limits = Limits()
    proxies: int = Field(default=0, ge=0, le=5)
    max_form_bytes: int = Field(default=256 * 1024, ge=4096)

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, key: SecretStr) -> SecretStr:
        if len(key.get_secret_value()) < 32:
            raise Unsafe("PORTAL_SECRET_KEY must hold at least 32 characters")
        return key

    @field_validator("field_keys")
    @classmethod
    def _real_keys(cls, keys: list[SecretStr]) -> list[SecretStr]:
        for key in keys:
            Fernet(key.get_secret_value())
        if not keys:
            raise Unsafe("PORTAL_FIELD_KEYS needs at least one key: drafts are never written in clear")
        return keys

    @model_validator(mode="before")
    @classmethod
    def _doors_of_the_environment(cls, told: Any) -> Any:
        for which in ("citizen", "staff"):
            if which not in told:
                told[which] = from_environment(which)
        return told

    @model_validator(mode="after")
    def _doors_that_agree(self) -> Self:
        self.citizen, self.staff = complete(self.citizen, "citizen"), complete(self.staff, "staff")
        return self

    @model_validator(mode="after")
    def _private_on_the_wire(self) -> Self:
        address = urlsplit(self.base_url)
        if address.scheme != "https" and not is_loopback(self.base_url):
            raise Unsafe("PORTAL_BASE_URL must begin with https:// (http only on this machine itself)")
        if address.path not in ("", "/") or not address.hostname:
            raise Unsafe("PORTAL_BASE_URL is the address alone, with no path behind it")
        return self

    @cached_property
    def origin(self) -> str:
        """The portal's own address without a slash at the end; redirect addresses are built from it."""
        return self.base_url.rstrip("/")

    @cached_property
    def private_wire(self) -> bool:
        """True when cookies may be `Secure` and carry the `__Host-` name."""
        return self.base_url.startswith("https://")

    @cached_property
    def closed(self) -> Closed:
        return Closed.read(self.closed_days)

    @cached_property
    def channels(self) -> list[str]:
        """The ways in which people may ask to be told of news."""
        return [name for name, told in (("mail", self.mail), ("sms", self.sms)) if told]

    def keys(self) -> list[bytes]:
        return [key.get_secret_value().encode() for key in self.field_keys]

    def hours(self, language: str) -> str:
        """When the phone is answered, in this language where it was given, else in Danish."""
        return (self.phone_hours_en if language == "en" else "") or self.phone_hours

    def told_to_templates(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in TOLD}
