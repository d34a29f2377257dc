"""What an answer from a login provider must hold before anybody is let in: data in, claims or refusal out.

Sources: OpenID Connect Core 3.1.3.7 and 5.3.2, RFC 9207, RFC 9700, and the duty of a service to refuse a
level of assurance (NSIS) below its own.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from portal.access.actor import MunicipalRole
from portal.settings import Door

CITIZEN, STAFF = "borger", "medarbejder"
KINDS = {CITIZEN: "citizen", STAFF: "staff"}
NSIS = "https://data.gov.dk/concept/core/nsis/"
LEVELS = {f"{NSIS}Low": "low", f"{NSIS}Substantial": "substantial", f"{NSIS}High": "high"}
RISING = ("low", "substantial", "high")
NAMES = {
    CITIZEN: {"name": "mitid.identity_name", "uuid": "mitid.uuid", "birthdate": "mitid.date_of_birth"},
    STAFF: {"name": "name", "roles": "roles"},
}
SHARED_NAMES = {
    "kind": "identity_type",
    "provider_session": "sid",
    "session_end": "session_expiry",
    "transaction": "transaction_id",
}
PROTECTED = "NAVNE & ADRESSEBESKYTTET"
LONGEST_NAME, LONGEST_SUBJECT, LONGEST_ID, LONGEST_PATH = 200, 255, 200, 300
ABOUT_KIND = frozenset({"idp", "identity_type"})

STOPPED_BY_THE_PERSON = frozenset({"", "mitid_user_aborted", "user_aborted"})
DENIED = {"mitid_timeout": "E-TIDSUDLØB", "mitid_identity_not_found": "E-UKENDT-ID"}
PROVIDER_ERRORS = {
    "server_error": "E-NEDE",
    "temporarily_unavailable": "E-NEDE",
    "login_required": "E-SESSION",
}


class LoginRefused(Exception):
    """Nobody is let in. `code` is told on the phone; `why` is for the log, never for a page."""

    def __init__(self, code: str, why: str = "", *, door: str = CITIZEN) -> None:
        super().__init__(f"{code}: {why}")
        self.code, self.why, self.door = code, why, door
        self.next = ""
        self.issuer = self.subject = self.transaction = self.loa = None  # type: str | None


@dataclass(frozen=True, kw_only=True)
class Claims:
    """A checked answer. Times are UTC; `loa` is low, substantial or high; citizens alone have a `uuid`."""

    door: str
    issuer: str
    subject: str
    name: str
    uuid: str | None
    loa: str
    auth_time: datetime | None
    roles: frozenset[MunicipalRole]
    provider_session: str | None
    session_end: datetime | None
    transaction: str | None
    id_token: str = field(repr=False)
    next: str = ""
    birthdate: date | None = None

    @property
    def kind(self) -> str:
        return KINDS[self.door]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the provider said: a verified ID token and userinfo about the same subject, not yet judged."""

    door: str
    id_token: Mapping[str, Any]
    userinfo: Mapping[str, Any]
    began: datetime
    raw: str = field(repr=False)
    next: str = ""

    def claim(self, name: str) -> Any:
        """A claim by its whole name first (names hold dots), then as a path. The ID token wins."""
        for source in (self.id_token, self.userinfo):
            found = source.get(name, _along(source, name))
            if found is not None:
                return found
        return None


def _along(source: Any, name: str) -> Any:
    for step in name.split("."):
        if not isinstance(source, Mapping):
            return None
        source = source.get(step)
    return source


def judge(answer: Answer, rules: Door, now: datetime) -> Claims:
    """Every check after signature and subject, in a fixed order. LoginRefused at the first that fails."""
    known = {**SHARED_NAMES, **NAMES[answer.door], **rules.claims}
    found = {field: answer.claim(name) for field, name in known.items()}
    loa = LEVELS.get(_text(answer.claim(rules.loa_claim) or answer.claim("acr")) or "")
    try:
        _right_kind(answer, rules, found["kind"])
        name, uuid = _who(answer, found)
        _strong_enough(loa, rules)
        auth_time = _signed_in_now(answer, rules, now)
        session_end = _not_over(found["session_end"], now)
        roles = _roles(found.get("roles"), rules) if answer.door == STAFF else frozenset()
    except LoginRefused as refused:
        refused.transaction, refused.loa = _text(found["transaction"]), loa
        raise
    return Claims(
        door=answer.door,
        issuer=rules.issuer,
        subject=answer.id_token["sub"],
        name=name,
        uuid=uuid,
        loa=loa or "",
        auth_time=auth_time,
        roles=roles,
        session_end=session_end,
        provider_session=_text(found["provider_session"]),
        transaction=_text(found["transaction"]),
        id_token=answer.raw,
        next=answer.next,
        birthdate=_day(found.get("birthdate")),
    )


def _right_kind(answer: Answer, rules: Door, kind: Any) -> None:
    wrong_kind = "E-FORKERT-SLAGS" if answer.door == CITIZEN else "E-PRIVAT"
    if kind == ("professional" if answer.door == CITIZEN else "private"):
        raise LoginRefused(wrong_kind, "kind of identity")
    for name, allowed in rules.require.items():
        if answer.claim(name) not in allowed:
            about_kind = answer.door == CITIZEN or name in ABOUT_KIND
            raise LoginRefused(wrong_kind if about_kind else "E-ORGANISATION", f"required claim {name}")


def _who(answer: Answer, found: Mapping[str, Any]) -> tuple[str, str | None]:
    name = " ".join(str(found["name"] or "").split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise LoginRefused("E-PROTOKOL", "name")
    if name == PROTECTED:
        name = "Navnebeskyttet"
    if answer.door == STAFF:
        return name, None
    try:
        return name, str(UUID(str(found["uuid"])))
    except ValueError:
        raise LoginRefused("E-PROTOKOL", "uuid of the person") from None


def _strong_enough(loa: str | None, rules: Door) -> None:
    if loa is None or RISING.index(loa) < RISING.index(rules.min_loa):
        raise LoginRefused("E-NIVEAU", "level of assurance")


def _signed_in_now(answer: Answer, rules: Door, now: datetime) -> datetime | None:
    """When MitID asked the person. With prompt=login that is after this login began (shared computers)."""
    moment = _moment(answer.id_token.get("auth_time"))
    fresh = "login" in rules.prompt.split()
    leeway = timedelta(seconds=rules.leeway)
    if moment is None and not fresh:
        return None
    if moment is None or moment > now + leeway:
        raise LoginRefused("E-PROTOKOL", "auth_time")
    if fresh and moment < answer.began - leeway:
        raise LoginRefused("E-GAMMELT", "auth_time")
    return moment


def _not_over(value: Any, now: datetime) -> datetime | None:
    if value is None:
        return None
    end = _moment(value)
    if end is None:
        raise LoginRefused("E-PROTOKOL", "end of the provider's session")
    if end <= now:
        raise LoginRefused("E-GAMMELT", "end of the provider's session")
    return end


def _roles(value: Any, rules: Door) -> frozenset[MunicipalRole]:
    listed: Collection[Any] = value if isinstance(value, list) else [value]
    mapped = {rules.role_map[role] for role in listed if isinstance(role, str) and role in rules.role_map}
    if not mapped:
        raise LoginRefused("E-INGEN-ROLLE", "no mapped role")
    return frozenset(MunicipalRole(role) for role in mapped)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and len(value) <= LONGEST_ID else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(_text(value) or "")
    except ValueError:
        return None


def _moment(value: Any) -> datetime | None:
    """Unix time as providers write it, a number or a string of digits, as a moment in UTC."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = float(value)
        return datetime.fromtimestamp(seconds, UTC) if math.isfinite(seconds) else None
    except (ValueError, OverflowError, OSError):
        return None


def code_for(error: str, description: str) -> str:
    """Our code for an error the provider sent back. Its own text is never shown: anybody can write it."""
    if description.startswith("mitid_") and description not in STOPPED_BY_THE_PERSON:
        return DENIED.get(description, "E-MITID")
    if error == "access_denied" and description in STOPPED_BY_THE_PERSON:
        return "E-AFBRUDT"
    return PROVIDER_ERRORS.get(error, "E-AFVIST")


def safe_next(path: str | None) -> str:
    """A path on this site, or "". Open redirects are refused (RFC 9700, 4.11)."""
    if not path or len(path) > LONGEST_PATH or not path.isprintable() or "\\" in path:
        return ""
    if not path.startswith("/") or path.startswith("//"):
        return ""
    parts = urlsplit(path)
    return "" if parts.scheme or parts.netloc else path
