"""The line to one provider: its metadata and keys, checked and fresh, over calls that end in time."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.flask_client import FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from requests import RequestException, Response

from portal.db.clock import now
from portal.settings import Door, is_loopback
from portal.settings.doors import SAFE_ALGORITHMS

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MAY_HAVE = ("userinfo_endpoint", "end_session_endpoint")
FRESH_METADATA, BETWEEN_KEYS, LARGEST_ANSWER, PIECE = 3600, 60, 1024 * 1024, 16 * 1024


class TooMuch(RequestException):
    """The provider's answer is too long or too slow to be what it should be."""


class NotBelieved(ValueError):
    """The provider's metadata is not what the settings say it must be."""


class _Wire(OAuth2Session):
    """The line to a provider: no redirect is followed, and an answer has a limit in bytes and seconds."""

    def request(self, method: str, url: str, *rest: Any, **kwargs: Any) -> Response:
        kwargs.update(allow_redirects=False, stream=True)
        until = time.monotonic() + self.default_timeout
        response: Response = super().request(method, url, *rest, **kwargs)
        body = b""
        while piece := response.raw.read1(PIECE, decode_content=True):  # as it comes, however slowly
            body += piece
            if len(body) > LARGEST_ANSWER or time.monotonic() > until:
                response.close()
                raise TooMuch(url)
        response._content = body  # where requests keeps what it has read
        return response


class Provider(FlaskOAuth2App):
    """One door's provider: metadata and keys that were checked and are at most an hour old."""

    client_cls = _Wire
    rules: Door
    server_metadata: dict[str, Any]
    _keys_asked = 0.0

    def load_server_metadata(self, within: float = FRESH_METADATA) -> dict[str, Any]:
        """The provider's metadata, at most `within` seconds old. Raises RequestException or ValueError."""
        if self.server_metadata.get("_loaded_at", 0) <= now().timestamp() - within:
            answer = self.ask(self.discovery)
            self.server_metadata = {**_checked(answer, self.rules), "_loaded_at": now().timestamp()}
        return dict(self.server_metadata)

    def fetch_jwk_set(self, force: bool = False) -> Any:
        """The provider's keys. `force` asks again for a key we do not know, but once a minute at most."""
        metadata = self.load_server_metadata()
        known = metadata.get("jwks")
        if known and not (force and self.may_ask_for_keys()):
            return known
        self.server_metadata["jwks"] = self.ask(metadata["jwks_uri"])
        return self.server_metadata["jwks"]

    def may_ask_for_keys(self) -> bool:
        """May the keys be asked for again now? Saying yes counts as having asked."""
        asked, self._keys_asked = self._keys_asked, now().timestamp()
        if self._keys_asked - asked >= BETWEEN_KEYS:
            return True
        self._keys_asked = asked
        return False

    @property
    def discovery(self) -> str:
        """Where the provider says what it is."""
        return str(self._server_metadata_url)

    def ask(self, url: str) -> Any:
        """The JSON behind an address of the provider's. Raises RequestException or ValueError."""
        with self._get_session() as wire:
            answer = wire.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        return answer.json()


def _checked(document: Any, rules: Door) -> dict[str, Any]:
    """What we use of a discovery document, when it may be believed; else NotBelieved."""
    for fault in faults(document, rules):
        raise NotBelieved(fault)
    addresses = {name: document[name] for name in (*ENDPOINTS, *MAY_HAVE) if document.get(name)}
    return {
        **addresses,
        "issuer": rules.issuer,
        "id_token_signing_alg_values_supported": sorted(_in_common(document, rules)),
        "promises_iss": document.get("authorization_response_iss_parameter_supported") is True,
    }


def faults(document: Any, rules: Door) -> Iterator[str]:
    """Why a discovery document may not be believed, or is of no use to this door: plain sentences."""
    if not isinstance(document, dict) or document.get("issuer") != rules.issuer:
        said = document.get("issuer") if isinstance(document, dict) else None
        yield f"it calls itself {str(said)[:200]}, and ISSUER is {rules.issuer}: they must be the same"
        return
    needed = (*ENDPOINTS, "userinfo_endpoint") if rules.userinfo else ENDPOINTS
    for name in (*ENDPOINTS, *MAY_HAVE):
        address = document.get(name)
        if address is None:
            if name in needed:
                yield f"it names no {name}"
        elif not _in_private(address, rules):
            yield f"its {name} is not reached by https"
    if not _in_common(document, rules):
        offered = document.get("id_token_signing_alg_values_supported")
        yield f"it signs with {offered}, and none of {' '.join(rules.algorithms)} is among them"
    if "S256" not in _listed(document, "code_challenge_methods_supported", ["S256"]):
        yield "it does not know PKCE with S256"


def same_origin(one: str, other: str) -> bool:
    """Do both addresses lead to the same server?"""
    try:
        return urlsplit(one)[:2] == urlsplit(other)[:2]
    except ValueError:
        return False


def _in_private(address: Any, rules: Door) -> bool:
    try:
        return urlsplit(address).scheme == "https" or (is_loopback(address) and is_loopback(rules.issuer))
    except (ValueError, AttributeError, TypeError):
        return False


def _in_common(document: dict[str, Any], rules: Door) -> set[str]:
    offered = _listed(document, "id_token_signing_alg_values_supported", rules.algorithms)
    return {name for name in rules.algorithms if name in offered} & SAFE_ALGORITHMS


def _listed(document: dict[str, Any], name: str, without: list[str]) -> list[Any]:
    """A list of the document's; `without`: what it means that nothing is said."""
    said = document.get(name, without)
    return said if isinstance(said, list) else []
