"""A provider says that somebody signed out: what its logout token must hold before it is obeyed.

Sources: OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6; RFC 8725. Any doubt is a refusal.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from portal.db.clock import now
from portal.db.session import session
from portal.people.oidc.provider import Provider
from portal.people.policy import LONGEST_ID, LONGEST_SUBJECT
from portal.settings import Door

EVENT = "http://schemas.openid.net/event/backchannel-logout"
KINDS = frozenset({"logout+jwt", "application/logout+jwt", "jwt"})
FRESH_SECONDS = 5 * 60
UNREADABLE = (JoseError, RequestException, ValueError, TypeError, KeyError, AttributeError)


class NotALogout(ValueError):
    """Nobody is signed out. The reason is for the log."""


@dataclass(frozen=True, kw_only=True)
class Logout:
    """A logout that was checked: one session, or all of one subject's; at least one of the two is known."""

    issuer: str
    subject: str | None
    provider_session: str | None
    jti: str


def logout(door: str, token: str) -> Logout:
    """What a logout token sent to `door` asks for, when every check holds; else NotALogout."""
    client: Provider = current_app.extensions["providers"][door]
    session.commit()  # the network is asked while nothing is locked
    try:
        return judge_logout(_signed_by(client, token), client.rules, now())
    except UNREADABLE as wrong:
        reason = str(wrong) if isinstance(wrong, NotALogout) else type(wrong).__name__
        raise NotALogout(reason) from wrong


def _signed_by(client: Provider, token: str) -> Mapping[str, Any]:
    """The claims of a token that carries the signature of one of the provider's keys."""
    algorithms = client.load_server_metadata()["id_token_signing_alg_values_supported"]
    header = jws.extract_compact(token.encode()).headers()
    if str(header.get("typ", "")).lower() not in KINDS or "crit" in header:
        raise NotALogout("kind of token")
    if header.get("alg") not in algorithms:
        raise NotALogout("algorithm")
    try:
        said = _read(token, client.fetch_jwk_set(), algorithms)
    except (BadSignatureError, JoseError):  # a key we do not know yet, or a new one under an old name
        said = _read(token, client.fetch_jwk_set(force=True), algorithms)
    if not isinstance(said, dict):
        raise NotALogout("no claims")
    return said


def _read(token: str, keys: Any, algorithms: list[str]) -> Any:
    known = KeySet.import_key_set(keys)
    if len(known.keys) > 1 and "kid" not in jws.extract_compact(token.encode()).headers():
        raise NotALogout("which key")
    return json.loads(jws.deserialize_compact(token, known, algorithms=algorithms).payload)


def judge_logout(said: Mapping[str, Any], rules: Door, moment: datetime) -> Logout:
    """Every check after the signature, in a fixed order. NotALogout at the first that fails."""
    events = said.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise NotALogout("events")
    if "nonce" in said:
        raise NotALogout("nonce: this is an ID token")
    if said.get("iss") != rules.issuer:
        raise NotALogout("issuer")
    _for_us(said, rules.client_id)
    _of_now(said, moment.timestamp(), rules.leeway)
    found = Logout(
        issuer=rules.issuer,
        subject=_text(said, "sub", LONGEST_SUBJECT),
        provider_session=_text(said, "sid", LONGEST_ID),
        jti=_text(said, "jti", LONGEST_ID) or "",
    )
    if not found.jti or not (found.subject or found.provider_session):
        raise NotALogout("neither sub nor sid, or no jti")
    return found


def _for_us(said: Mapping[str, Any], client_id: str) -> None:
    audience = said.get("aud")
    listed = audience if isinstance(audience, list) else [audience]
    if client_id not in listed or (len(listed) > 1 and said.get("azp") != client_id):
        raise NotALogout("audience")


def _of_now(said: Mapping[str, Any], moment: float, leeway: int) -> None:
    issued = _seconds(said, "iat")
    if issued is None or not moment - FRESH_SECONDS <= issued <= moment + leeway:
        raise NotALogout("iat")
    expires, begins = _seconds(said, "exp"), _seconds(said, "nbf")
    if (expires is not None and expires <= moment - leeway) or (begins or 0) > moment + leeway:
        raise NotALogout("exp or nbf")


def _seconds(said: Mapping[str, Any], name: str) -> float | None:
    value = said.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotALogout(name)
    return float(value)


def _text(said: Mapping[str, Any], name: str, longest: int) -> str | None:
    """A claim that is left out is None; one that is there must be words of a sensible length."""
    value = said.get(name)
    if name in said and not (isinstance(value, str) and 1 <= len(value) <= longest):
        raise NotALogout(name)
    return value
