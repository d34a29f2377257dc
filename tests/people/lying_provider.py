"""A login provider in this process that answers as MitID's broker does, and lies where a test tells it to."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jws
from joserfc.jwk import RSAKey
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

HOST = "https://plan.example"
MITID, TOWN_HALL = "https://mitid.example", "https://raadhus.example"
CLIENT, SECRET = "portalen", "hemmelighed-hos-portalen"
NSIS = "https://data.gov.dk/concept/core/nsis/"
ACCESS_TOKEN, SUBJECT = "adgang-der-aldrig-vises", "sara-hos-mitid"
SARA = {"mitid.uuid": "0E8F7A4C-3A4D-4D68-9B52-0C6C1F4C9D11", "mitid.identity_name": "Sara Holm"}
KARIN = {"name": "Karin Bech", "roles": ["Sagsbehandler"]}
KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
ROGUE = RSAKey.generate_key(2048, auto_kid=True)
Change = Callable[[dict[str, Any]], Any]


def line(text: str) -> HTTPResponse:
    """What comes over the wire."""
    return HTTPResponse(BytesIO(text.encode()), preload_content=False)


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def header(algorithm: str) -> str:
    return b64(json.dumps({"alg": algorithm}).encode())


def nothing(_given: dict[str, Any]) -> None:
    """No lie."""


@dataclass
class LyingProvider(BaseAdapter):
    """`claims`, `userinfo`, `tokens`, `metadata` change what would be true; `sign` makes the ID token."""

    claims: Change = nothing
    userinfo: Change = nothing
    tokens: Change = nothing
    metadata: Change = nothing
    sign: Callable[[dict[str, Any]], str] | None = None
    keys: list[RSAKey] = field(default_factory=lambda: [KEY])
    fault: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""
    subject: str = ""
    auth_time: float | None = None
    access_tokens: list[str] = field(default_factory=lambda: [ACCESS_TOKEN])
    asked: list[str] = field(default_factory=list)
    bodies: list[dict[str, list[str]]] = field(default_factory=list)

    def send(self, request: PreparedRequest, **_how: Any) -> Response:
        """Answer one request of the portal, in process."""
        address = urlsplit(str(request.url))
        issuer, page = f"{address.scheme}://{address.netloc}", address.path.rsplit("/", 1)[-1]
        self.asked.append(page)
        self.bodies.append(parse_qs(str(request.body or "")))
        fault = self.fault.get(page)
        if isinstance(fault, Exception):
            raise fault
        status, text = fault or self._answer(page, request)
        response = Response()
        response.status_code, response.url, response.raw = status, str(request.url), line(text)
        response.request = request
        response.headers["Content-Type"] = "application/json"
        if status == 302:  # somewhere else, an answer is waiting
            self.fault = {}
            response.headers["Location"] = f"{issuer}/elsewhere/{page}"
        return response

    def close(self) -> None:
        """Nothing is open."""

    def issuer(self, door: str) -> str:
        return MITID if door == "borger" else TOWN_HALL

    def answer(self, started: Any) -> dict[str, Any]:
        """What is sent back with the browser when the person has signed in."""
        return {"code": "kode-1", "state": started.sent["state"], "iss": self.issuer(started.door)}

    def _answer(self, page: str, request: PreparedRequest) -> tuple[int, str]:
        """What is true, with the lies in it."""
        address = urlsplit(str(request.url))
        body = {
            "openid-configuration": self._metadata,
            "jwks": self._keys,
            "token": self._tokens,
            "userinfo": self._userinfo,
        }[page](f"{address.scheme}://{address.netloc}")
        return 200, json.dumps(body)

    def _metadata(self, issuer: str) -> dict[str, Any]:
        said = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/jwks",
            "end_session_endpoint": f"{issuer}/end",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["plain", "S256"],
            "authorization_response_iss_parameter_supported": True,
        }
        self.metadata(said)
        return said

    def _keys(self, _issuer: str) -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False) for key in self.keys]}

    def _tokens(self, issuer: str) -> dict[str, Any]:
        moment = int(time.time())
        citizen = issuer == MITID
        claims = {
            "iss": issuer,
            "aud": CLIENT,
            "sub": self.subject or SUBJECT,
            "nonce": self.nonce,
            "iat": moment,
            "nbf": moment,
            "exp": moment + 300,
            "auth_time": int(self.auth_time or moment),
            "loa": f"{NSIS}Substantial",
            "idp": "mitid" if citizen else "entra",
            "identity_type": "private" if citizen else "professional",
            "sid": "sid-1",
            "transaction_id": "transaktion-1",
            "session_expiry": str(moment + 16200),
            "at_hash": b64(hashlib.sha256(ACCESS_TOKEN.encode()).digest()[:16]),
        }
        self.claims(claims)
        said = {
            "access_token": ACCESS_TOKEN,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": (self.sign or signed)(claims),
        }
        self.tokens(said)
        return said

    def _userinfo(self, issuer: str) -> dict[str, Any]:
        said = {"sub": self.subject or SUBJECT, **(SARA if issuer == MITID else KARIN)}
        self.userinfo(said)
        return said


def signed(claims: dict[str, Any], key: RSAKey = KEY, **more: Any) -> str:
    """An honest ID token."""
    return jws.serialize_compact({"alg": "RS256", "kid": KEY.kid, **more}, json.dumps(claims), key)


def read(token: str) -> dict[str, Any]:
    """The claims of a token, whoever signed it."""
    body = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))


def unsigned(claims: dict[str, Any]) -> str:
    return f"{header('none')}.{b64(json.dumps(claims).encode())}."


def signed_with_the_public_key(claims: dict[str, Any]) -> str:
    """HS256 with what everybody knows: the public key as the secret."""
    head = json.dumps({"alg": "HS256", "kid": KEY.kid}).encode()
    text = f"{b64(head)}.{b64(json.dumps(claims).encode())}"
    return f"{text}.{b64(hmac.digest(KEY.as_pem(private=False), text.encode(), 'sha256'))}"


def signed_with_the_client_secret(claims: dict[str, Any]) -> str:
    text = f"{header('HS256')}.{b64(json.dumps(claims).encode())}"
    return f"{text}.{b64(hmac.digest(SECRET.encode(), text.encode(), 'sha256'))}"


def forged(claims: dict[str, Any]) -> str:
    """An honest token whose claims were changed afterwards."""
    head, _body, signature = signed({**claims, "sub": "en-anden"}).split(".")
    return f"{head}.{b64(json.dumps(claims).encode())}.{signature}"


def says(**changed: Any) -> dict[str, Any]:
    """A lie in the ID token. None leaves a claim out; a function changes what is there."""

    def change(claims: dict[str, Any]) -> None:
        for name, value in changed.items():
            if value is None:
                claims.pop(name, None)
            else:
                claims[name] = value(claims.get(name)) if callable(value) else value

    return {"claims": change}


def later(seconds: int) -> Any:
    """So many seconds after what is said; after now where nothing is."""
    return lambda moment: int(moment or time.time()) + seconds
