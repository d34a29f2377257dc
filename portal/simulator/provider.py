"""One pretend issuer, built on Authlib's server side. Everything is in memory.

Authlib's PKCE lets `plain` through and lets clients with a secret go without; here S256 is needed of everybody.
"""
import hmac
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6749 import ClientMixin, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.rpinitiated import EndSessionEndpoint
from flask import Flask
from joserfc.jwk import KeySet, RSAKey

from portal.simulator.people import CITIZEN, PretendPerson

NSIS = "https://data.gov.dk/concept/core/nsis/Substantial"
ALGORITHM, CODE_SECONDS, TOKEN_SECONDS, ID_TOKEN_SECONDS, SESSION_SECONDS = "RS256", 60, 300, 300, 16200
SECRET_METHODS = frozenset({"client_secret_basic", "client_secret_post"})


@dataclass(frozen=True, kw_only=True)
class Client(ClientMixin):
    """A portal that may ask at one door. Addresses must match to the letter."""

    door: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uris: tuple[str, ...]
    post_logout_redirect_uris: tuple[str, ...] = ()

    @property
    def client_metadata(self) -> dict[str, Any]:
        return {"post_logout_redirect_uris": list(self.post_logout_redirect_uris)}

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return hmac.compare_digest(client_secret.encode(), self.client_secret.encode())

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method in SECRET_METHODS

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass(kw_only=True)
class Granted:
    """One login that a person chose: first a code, then an access token."""

    person: PretendPerson
    client: Client
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str
    code_challenge_method: str = "S256"
    moment: float = field(default_factory=time.time)
    session_id: str = field(default_factory=lambda: str(uuid4()))
    transaction: str = field(default_factory=lambda: str(uuid4()))

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.moment)

    def get_acr(self) -> str:
        return NSIS

    def get_amr(self) -> list[str]:
        return ["code_app"]

    def is_expired(self) -> bool:
        return time.time() > self.moment + CODE_SECONDS + TOKEN_SECONDS

    def is_revoked(self) -> bool:
        return False

    def session_end(self) -> str:
        return str(int(self.moment) + SESSION_SECONDS)


class Issuer:
    """One pretend provider: its address, key, clients and people, and what it has given out."""

    def __init__(self, address: str, door: str, clients: Iterable[Client], people: Iterable[PretendPerson]) -> None:
        self.address, self.door = address, door
        self.clients = {client.client_id: client for client in clients if client.door == door}
        self.people = {person.key: person for person in people if person.door == door}
        self.key = RSAKey.generate_key(2048, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        self.codes: dict[str, Granted] = {}
        self.tokens: dict[str, Granted] = {}
        self.server = AuthorizationServer(query_client=self.clients.get, save_token=self._remember)
        self.protector = ResourceProtector()

    def init_app(self, app: Flask) -> None:
        self.server.init_app(app)
        grant = type("Grant", (_CodeGrant,), {"issuer": self})
        self.server.register_grant(grant, [_IdToken(self), _OnlyS256(required=True)])
        self.server.register_extension(_Named(self))
        self.server.register_endpoint(_GoodBye(self))
        self.protector.register_token_validator(_Bearer(self))

    def _remember(self, token: dict[str, Any], asked: Any) -> None:
        self.tokens[token["access_token"]] = asked.authorization_code

    def metadata(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.address,
            **{f"{name}_endpoint": f"{self.address}/{name}"
               for name in ("token", "userinfo")},
            "authorization_endpoint": f"{self.address}/authorize",
            "end_session_endpoint": f"{self.address}/end_session",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"], "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": sorted(SECRET_METHODS),
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def said_in_token(self, granted: Granted) -> dict[str, Any]:
        """What the ID token tells besides what OpenID Connect needs: how sure, what kind, which session."""
        citizen = self.door == CITIZEN
        return {
            "sub": granted.person.subject, "loa": NSIS, "aal": NSIS, "ial": NSIS,
            "idp": "mitid" if citizen else "kommunen", "identity_type": "private" if citizen else "professional",
            "sid": granted.session_id, "transaction_id": granted.transaction, "session_expiry": granted.session_end(),
        }

    def said_in_userinfo(self, granted: Granted) -> dict[str, Any]:
        """Who it is. Numbers and yes or no are strings, as real brokers write them."""
        person = granted.person
        about = {
            "mitid.uuid": person.uuid, "mitid.identity_name": person.name, "mitid.has_cpr": "false",
        } if self.door == CITIZEN else {"name": person.name, "organisation": "Øvelseskommunen"}
        return {"sub": person.subject, "session_expiry": granted.session_end(), **about, **person.claims}


class _CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = sorted(SECRET_METHODS)
    issuer: Issuer

    def save_authorization_code(self, code: str, request: Any) -> None:
        asked = request.payload.data
        self.issuer.codes[code] = Granted(
            person=request.user, client=request.client, redirect_uri=request.payload.redirect_uri, scope=request.scope,
            nonce=asked.get("nonce"), code_challenge=asked["code_challenge"])

    def query_authorization_code(self, code: str, client: Client) -> Granted | None:
        """A code is looked at once, also when it then turns out to be wrong."""
        granted = self.issuer.codes.pop(code, None)
        fits = granted is not None and granted.client is client and time.time() <= granted.moment + CODE_SECONDS
        return granted if fits else None

    def delete_authorization_code(self, authorization_code: Granted) -> None:
        """It is gone already."""

    def authenticate_user(self, authorization_code: Granted) -> PretendPerson:
        return authorization_code.person


class _OnlyS256(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        asked = grant.request.payload.data
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("A 'code_challenge' with the method S256 is needed.", redirect_uri=redirect_uri)
        super().validate_code_challenge(grant, redirect_uri)


class _IdToken(OpenIDCode):
    def __init__(self, issuer: Issuer) -> None:
        super().__init__(require_nonce=True)
        self.issuer = issuer

    def exists_nonce(self, nonce: str, _request: Any) -> bool:
        return any(granted.nonce == nonce for granted in [*self.issuer.codes.values(), *self.issuer.tokens.values()])

    def resolve_client_private_key(self, _client: Client) -> KeySet:
        return KeySet([self.issuer.key])

    def get_client_algorithm(self, _client: Client) -> str:
        return ALGORITHM

    def get_encode_header(self, _client: Client) -> dict[str, Any]:
        return {"alg": ALGORITHM, "kid": self.issuer.key.kid}

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self.issuer.address, "aud": client.client_id, "exp": int(time.time()) + ID_TOKEN_SECONDS}

    def get_authorization_code_claims(self, authorization_code: Granted) -> dict[str, Any]:
        said: dict[str, Any] = super().get_authorization_code_claims(authorization_code)
        return {**said, **self.issuer.said_in_token(authorization_code)}

    def generate_user_info(self, user: PretendPerson, _scope: str) -> dict[str, Any]:
        return {"sub": user.subject}


class _Named(IssuerParameter):
    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer

    def get_issuer(self) -> str:
        return self.issuer.address


class _GoodBye(EndSessionEndpoint):
    def __init__(self, issuer: Issuer) -> None:
        super().__init__()
        self.issuer = issuer

    def get_server_jwks(self) -> KeySet:
        return KeySet([self.issuer.key])

    def get_algorithms(self) -> list[str]:
        return [ALGORITHM]

    def end_session(self, _end_session_request: Any) -> None:
        """Nothing to end: the choice of person is shown at every login."""


class _Bearer(BearerTokenValidator):
    def __init__(self, issuer: Issuer) -> None:
        super().__init__()
        self.issuer = issuer

    def authenticate_token(self, token_string: str) -> Granted | None:
        return self.issuer.tokens.get(token_string)
