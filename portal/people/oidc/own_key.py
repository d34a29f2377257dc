"""How the portal shows a provider who it is: by a key of its own (RFC 7523), published by its public half."""

import secrets
import time
from typing import Any

from authlib.common.urls import add_params_to_qs
from joserfc import jwt

from portal.settings import Door

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIVES_SECONDS = 120


class SignedAssertion:
    """Signs each call to the token endpoint. Authlib's own lives an hour; providers take five minutes."""

    name = "private_key_jwt"

    def __init__(self, rules: Door) -> None:
        self.rules = rules

    def __call__(self, _auth: Any, _method: str, uri: str, headers: Any, body: str) -> tuple[str, Any, str]:
        """Authlib's hook for the request to `uri`: the body with our assertion in it."""
        proof = [("client_assertion_type", ASSERTION), ("client_assertion", self.assertion(uri))]
        return uri, headers, add_params_to_qs(body or "", [("client_id", self.rules.client_id), *proof])

    def assertion(self, token_endpoint: str) -> str:
        """A new assertion, used once."""
        mine, moment = self.rules.keys[0], int(time.time())
        who = self.rules.client_id
        said = {
            "iss": who,
            "sub": who,
            "aud": self._audience(token_endpoint),
            "jti": secrets.token_urlsafe(24),
            "iat": moment,
            "exp": moment + LIVES_SECONDS,
        }
        return jwt.encode(
            {"alg": mine.algorithm, "kid": mine.kid}, said, mine.key, algorithms=[mine.algorithm]
        )

    def _audience(self, token_endpoint: str) -> str:
        told = self.rules.assertion_audience
        return {"issuer": self.rules.issuer, "token_endpoint": token_endpoint}.get(told, told)


def published(doors: list[Door]) -> dict[str, Any]:
    """The public half of every key of ours, as a JWKS (RFC 7517): each once, also when two doors share it."""
    keys = {key.kid: key.public() for door in doors for key in door.keys}
    return {"keys": list(keys.values())}
