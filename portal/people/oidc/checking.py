"""The code is exchanged, and what comes back is believed only after every check."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuthError
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidClaimError, JoseError
from requests import RequestException

from portal.db.clock import now
from portal.people import queries
from portal.people.oidc.provider import NotBelieved, Provider
from portal.people.policy import LONGEST_SUBJECT, LoginRefused

NOT_OURS = frozenset({"invalid_client", "unauthorized_client"})
NAMED = NOT_OURS | {"invalid_grant", "invalid_request", "unsupported_grant_type", "invalid_scope"}
UNREADABLE = (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError, AttributeError)
ANOTHER_TIME = "a token of another time"


def exchange(door: str, client: Provider, code: str, pending: dict[str, Any]) -> dict[str, Any]:
    """The tokens for a code, with an ID token among them. Raises LoginRefused."""
    token = in_reach(
        door,
        lambda: client.fetch_access_token(
            redirect_uri=pending["redirect_uri"], code=code, code_verifier=pending["code_verifier"]
        ),
    )
    if any(not isinstance(token.get(name), str) or not token[name] for name in ("id_token", "access_token")):
        raise LoginRefused("E-PROTOKOL", "no ID token")
    return dict(token)


def verified(client: Provider, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The ID token's claims after signature, issuer, audience, times, nonce and at_hash were checked."""
    try:
        try:
            claims = _read(client, token, nonce)
        except BadSignatureError:  # a new key under an old name
            client.fetch_jwk_set(force=True)
            claims = _read(client, token, nonce)
    except RequestException as away:
        raise LoginRefused("E-NEDE", type(away).__name__) from away
    except UNREADABLE as wrong:
        raise _not_believed(client, wrong) from wrong
    if not isinstance(claims["sub"], str) or not 1 <= len(claims["sub"]) <= LONGEST_SUBJECT:
        raise LoginRefused("E-PROTOKOL", "sub")
    return claims


def _read(client: Provider, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    options = {
        "iss": {"essential": True, "value": client.rules.issuer},
        "aud": {"essential": True, "value": client.rules.client_id},
    }
    return dict(client.parse_id_token(token, nonce=nonce, claims_options=options, leeway=client.rules.leeway))


def _not_believed(client: Provider, wrong: Exception) -> LoginRefused:
    """The refusal. Two tokens of another time within an hour mean that a clock is wrong, theirs or ours."""
    another_time = isinstance(wrong, ExpiredTokenError) or (
        isinstance(wrong, InvalidClaimError) and wrong.claim in ("iat", "nbf")
    )
    if not another_time:
        return LoginRefused("E-PROTOKOL", f"{type(wrong).__name__} {getattr(wrong, 'claim', '')}".strip())
    again = queries.refused_for(ANOTHER_TIME, client.rules.issuer, now() - timedelta(hours=1))
    refused = LoginRefused("E-UR" if again else "E-PROTOKOL", ANOTHER_TIME)
    refused.issuer = client.rules.issuer
    return refused


def userinfo(door: str, client: Provider, token: dict[str, Any], subject: str) -> dict[str, Any]:
    """What the provider tells at its userinfo address, where the door asks there; about `subject` alone."""
    if not client.rules.userinfo:
        return {}
    said = in_reach(
        door, lambda: client.userinfo(token={"access_token": token["access_token"], "token_type": "Bearer"})
    )
    if said.get("sub") != subject:
        raise LoginRefused("E-PROTOKOL", "userinfo about another")
    return dict(said)


def in_reach(door: str, ask: Callable[..., Any]) -> Any:
    """Ask the provider something. Raises LoginRefused when there is no answer, or none that can be read."""
    try:
        return ask()
    except OAuthError as said_no:
        ours = said_no.error in NOT_OURS
        why = f"the provider said {said_no.error if said_no.error in NAMED else 'something unknown'}"
        raise LoginRefused("E-NEDE" if ours else "E-PROTOKOL", why, door=door, ours=ours) from said_no
    except NotBelieved as lie:
        raise LoginRefused("E-NEDE", "metadata not believed: portal check-login says why", door=door) from lie
    except (RequestException, *UNREADABLE) as away:
        raise LoginRefused("E-NEDE", type(away).__name__, door=door) from away
