"""The line to one provider: its metadata and keys, checked and fresh, over calls that end in time."""

import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.flask_client import FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from requests import RequestException, Response

from portal.db.clock import now
from portal.settings import Door, is_loopback

SAFE_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MAY_HAVE = ("userinfo_endpoint", "end_session_endpoint")
FRESH_METADATA, BETWEEN_KEYS, LARGEST_ANSWER, PIECE = 3600, 60, 1024 * 1024, 16 * 1024


class TooMuch(RequestException):
    """The provider's answer is too long or too slow to be what it should be."""


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
    _keys_asked = _clock_fault = 0.0

    def load_server_metadata(self, within: float = FRESH_METADATA) -> dict[str, Any]:
        """The provider's metadata, at most `within` seconds old. Raises RequestException or ValueError."""
        if self.server_metadata.get("_loaded_at", 0) <= now().timestamp() - within:
            answer = self._ask(self._server_metadata_url)
            self.server_metadata = {**_checked(answer, self.rules), "_loaded_at": now().timestamp()}
        return dict(self.server_metadata)

    def fetch_jwk_set(self, force: bool = False) -> Any:
        """The provider's keys. `force` asks again for a key we do not know, but once a minute at most."""
        metadata = self.load_server_metadata()
        known = metadata.get("jwks")
        if known and not (force and self.may_ask_for_keys()):
            return known
        self.server_metadata["jwks"] = self._ask(metadata["jwks_uri"])
        return self.server_metadata["jwks"]

    def may_ask_for_keys(self) -> bool:
        """May the keys be asked for again now? Saying yes counts as having asked."""
        asked, self._keys_asked = self._keys_asked, now().timestamp()
        if self._keys_asked - asked >= BETWEEN_KEYS:
            return True
        self._keys_asked = asked
        return False

    def clocks_disagree(self) -> bool:
        """Note a token from another time. True when it is the second in an hour: then a clock is wrong."""
        before, self._clock_fault = self._clock_fault, now().timestamp()
        return self._clock_fault - before < timedelta(hours=1).total_seconds()

    def _ask(self, url: str) -> Any:
        with self._get_session() as wire:
            answer = wire.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        return answer.json()


def _checked(document: Any, rules: Door) -> dict[str, Any]:
    """What we use of a discovery document, when it may be believed; else ValueError."""
    if not isinstance(document, dict) or document.get("issuer") != rules.issuer:
        raise ValueError("metadata of another issuer")
    addresses = {name: document[name] for name in ENDPOINTS} | {
        name: document[name] for name in MAY_HAVE if document.get(name)
    }
    for address in addresses.values():
        if urlsplit(address).scheme != "https" and not (is_loopback(address) and is_loopback(rules.issuer)):
            raise ValueError("an endpoint that cannot be reached in private")
    offered = set(document.get("id_token_signing_alg_values_supported", rules.algorithms))
    algorithms = offered & set(rules.algorithms) & SAFE_ALGORITHMS
    if not algorithms or "S256" not in document.get("code_challenge_methods_supported", ["S256"]):
        raise ValueError("no algorithm in common")
    return {
        **addresses,
        "issuer": rules.issuer,
        "id_token_signing_alg_values_supported": sorted(algorithms),
        "promises_iss": document.get("authorization_response_iss_parameter_supported") is True,
    }
