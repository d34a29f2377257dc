"""One pretend issuer, built on Authlib's server side. Everything is in memory.

Authlib's PKCE lets `plain` through and lets clients with a secret go without; here everybody needs S256.
"""

import time
from collections.abc import Iterable
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.rpinitiated import EndSessionEndpoint
from flask import Flask
from joserfc.jwk import KeySet, RSAKey

from portal.simulator.logins import CODE_SECONDS, CPR_SCOPE, SECRET_METHODS, Chosen, Client, Granted
from portal.simulator.people import CITIZEN, PretendPerson

__all__ = ["Client", "Issuer"]
ALGORITHM, ID_TOKEN_SECONDS = "RS256", 300


class Issuer:
    """One pretend provider: its address, key, clients and people, and what it has given out."""

    def __init__(
        self, address: str, door: str, clients: Iterable[Client], people: Iterable[PretendPerson]
    ) -> None:
        self.address, self.door = address, door
        self.clients = {client.client_id: client for client in clients if client.door == door}
        self.people = {person.key: person for person in people if person.door == door}
        self.key = RSAKey.generate_key(2048, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        self.codes: dict[str, Granted] = {}
        self.tokens: dict[str, Granted] = {}
        self.sessions: dict[str, Granted] = {}
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
        granted: Granted = asked.authorization_code
        self.tokens[token["access_token"]] = self.sessions[granted.session_id] = granted

    def metadata(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.address,
            **{f"{name}_endpoint": f"{self.address}/{name}" for name in ("token", "userinfo")},
            "authorization_endpoint": f"{self.address}/authorize",
            "end_session_endpoint": f"{self.address}/end_session",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": sorted(SECRET_METHODS),
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": True,
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def said_in_token(self, granted: Granted) -> dict[str, Any]:
        """What the ID token tells besides what OpenID Connect needs: how sure, what kind, which session."""
        return {
            "sub": granted.person.subject,
            **dict.fromkeys(("loa", "aal", "ial"), granted.level),
            "idp": granted.chosen.idp,
            "identity_type": granted.chosen.identity,
            "sid": granted.session_id,
            "transaction_id": granted.transaction,
            "session_expiry": granted.session_end(),
        }

    def said_in_userinfo(self, granted: Granted) -> dict[str, Any]:
        """Who it is. Numbers and yes or no are strings, as real brokers write them."""
        person = granted.person
        about = (
            {
                "mitid.uuid": person.uuid,
                "mitid.identity_name": person.name,
                "mitid.has_cpr": "true" if granted.chosen.has_cpr else "false",
            }
            if self.door == CITIZEN
            else {"name": person.name, "organisation": "Øvelseskommunen"}
        )
        if granted.chosen.has_cpr and person.cpr and CPR_SCOPE in granted.scope.split():
            about["dk.cpr"] = person.cpr
        return {"sub": person.subject, "session_expiry": granted.session_end(), **about, **person.claims}


class _CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = sorted(SECRET_METHODS)
    issuer: Issuer

    def save_authorization_code(self, code: str, request: Any) -> None:
        asked = request.payload.data
        self.issuer.codes[code] = Granted(
            chosen=request.user,
            client=request.client,
            redirect_uri=request.payload.redirect_uri,
            scope=request.scope,
            nonce=asked.get("nonce"),
            code_challenge=asked["code_challenge"],
        )

    def query_authorization_code(self, code: str, client: Client) -> Granted | None:
        """A code is looked at once, also when it then turns out to be wrong."""
        granted = self.issuer.codes.pop(code, None)
        if granted is None or granted.client is not client:
            return None
        return granted if time.time() <= granted.moment + CODE_SECONDS else None

    def delete_authorization_code(self, authorization_code: Granted) -> None:
        """It is gone already."""

    def authenticate_user(self, authorization_code: Granted) -> Chosen:
        return authorization_code.chosen


class _OnlyS256(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        asked = grant.request.payload.data
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("'code_challenge' with S256 is needed.", redirect_uri=redirect_uri)
        super().validate_code_challenge(grant, redirect_uri)


class _IdToken(OpenIDCode):
    def __init__(self, issuer: Issuer) -> None:
        super().__init__(require_nonce=True)
        self.issuer = issuer

    def exists_nonce(self, nonce: str, _request: Any) -> bool:
        given_out = [*self.issuer.codes.values(), *self.issuer.tokens.values()]
        return any(granted.nonce == nonce for granted in given_out)

    def resolve_client_private_key(self, _client: Client) -> KeySet:
        return KeySet([self.issuer.key])

    def get_client_algorithm(self, _client: Client) -> str:
        return ALGORITHM

    def get_encode_header(self, _client: Client) -> dict[str, Any]:
        return {"alg": ALGORITHM, "kid": self.issuer.key.kid}

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        until = int(time.time()) + ID_TOKEN_SECONDS
        return {"iss": self.issuer.address, "aud": client.client_id, "exp": until}

    def get_authorization_code_claims(self, authorization_code: Granted) -> dict[str, Any]:
        said: dict[str, Any] = super().get_authorization_code_claims(authorization_code)
        return {**said, **self.issuer.said_in_token(authorization_code)}

    def generate_user_info(self, user: Chosen, _scope: str) -> dict[str, Any]:
        return {"sub": user.person.subject}


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

    def end_session(self, end_session_request: Any) -> None:
        """The choice of person is shown at every login, so all there is to do is to forget this one."""
        told = end_session_request.id_token_claims or {}
        self.issuer.sessions.pop(told.get("sid", ""), None)


class _Bearer(BearerTokenValidator):
    def __init__(self, issuer: Issuer) -> None:
        super().__init__()
        self.issuer = issuer

    def authenticate_token(self, token_string: str) -> Granted | None:
        return self.issuer.tokens.get(token_string)
