"""Is a login provider what the settings say it is? What `portal check-login` asks, in plain words.

Nobody signs in. The same client is used as by a real login, so that what works here works there.
"""

import secrets
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from authlib.integrations.flask_client import OAuth, OAuthError
from flask import Flask
from requests import ConnectTimeout, HTTPError, RequestException, Timeout
from requests.exceptions import JSONDecodeError, SSLError

from portal.people.oidc.checking import NOT_OURS, UNREADABLE
from portal.people.oidc.clients import client_for
from portal.people.oidc.provider import Provider, TooMuch, faults, same_origin
from portal.people.policy import CITIZEN
from portal.settings import Settings

KINDS_OF_KEY = {"RS": "RSA", "PS": "RSA", "ES": "EC"}
OFFERS = {
    "signs with": "id_token_signing_alg_values_supported",
    "PKCE": "code_challenge_methods_supported",
    "clients show who they are by": "token_endpoint_auth_methods_supported",
}


class Finding(NamedTuple):
    """One line: what was found, and whether it keeps people out."""

    text: str
    wrong: bool = False


def findings(door: str, settings: Settings) -> Iterator[Finding]:
    """What is found at one door, in the order in which a login meets it. The network is asked."""
    rules = settings.citizen if door == CITIZEN else settings.staff
    asked = client_for(OAuth(Flask(__name__)), door, rules, settings)
    yield Finding(f"issuer {rules.issuer}, preset {rules.preset}, client {rules.client_id}")
    yield from _who_we_are(asked)
    document, fault = _ask("its discovery document", lambda: asked.ask(asked.discovery))
    if fault:
        yield fault
        return
    wrong = [Finding(said, wrong=True) for said in faults(document, rules)]
    yield from wrong
    if isinstance(document, dict):
        yield from _offers(asked, document)
    if not wrong:
        yield from _keys(asked)
        yield from _does_it_know_us(asked, f"{settings.origin}/login/{door}/callback")


def _who_we_are(asked: Provider) -> Iterator[Finding]:
    for number, key in enumerate(asked.rules.keys):
        what = "is published too" if number else "signs for us"
        yield Finding(f"our key {key.kid} ({key.algorithm}) {what}")
    if level := asked.rules.loa_assumed:
        yield Finding(
            f"when it tells no level of assurance, {level} is assumed: the municipality vouches for it"
        )


def _offers(asked: Provider, document: dict[str, Any]) -> Iterator[Finding]:
    for words, name in OFFERS.items():
        said = document.get(name)
        yield Finding(f"{words}: {' '.join(map(str, said)) if isinstance(said, list) else 'it does not say'}")
    ways = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if not isinstance(ways, list) or asked.rules.client_auth not in ways:
        yield Finding(
            f"it does not take {asked.rules.client_auth}: set CLIENT_AUTH to what it takes", wrong=True
        )
    promises = document.get("authorization_response_iss_parameter_supported") is True
    if asked.rules.response_iss == "require" and not promises:
        yield Finding("RESPONSE_ISS is require, and it promises no issuer in its answers", wrong=True)
    way_out = document.get("end_session_endpoint")
    if asked.rules.logout == "provider" and not same_origin(str(way_out or ""), asked.rules.issuer):
        why = "no address to sign out at" if way_out is None else "its address to sign out at somewhere else"
        yield Finding(f"it has {why}: people are signed out here alone")


def _keys(asked: Provider) -> Iterator[Finding]:
    found, fault = _ask("its list of keys", asked.fetch_jwk_set)
    if fault:
        yield fault
        return
    listed = found.get("keys") if isinstance(found, dict) else None
    kinds = [key.get("kty") for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []
    if not any(KINDS_OF_KEY[algorithm[:2]] in kinds for algorithm in asked.rules.algorithms):
        yield Finding("among its keys is none that fits the algorithms of ALGS", wrong=True)


def _does_it_know_us(asked: Provider, redirect_uri: str) -> Iterator[Finding]:
    """A made-up code: whoever knows us says that the code is wrong, and not that we are."""
    verifier, code = secrets.token_urlsafe(48), "portal-check-login"
    try:
        asked.fetch_access_token(redirect_uri=redirect_uri, code=code, code_verifier=verifier)
    except OAuthError as said:
        yield _meaning(str(said.error))
    except (RequestException, *UNREADABLE) as away:
        yield Finding(f"its token endpoint {_why(away)}", wrong=True)
    else:
        yield Finding("it gave tokens for a code that was made up: do not use it", wrong=True)


def _meaning(error: str) -> Finding:
    if error == "invalid_grant":
        return Finding("it knows us")
    if error in NOT_OURS:
        return Finding(
            f"it refuses us ({error}): CLIENT_ID, the key or secret, or the key registered there is wrong",
            wrong=True,
        )
    return Finding("it answered a made-up code with something else than invalid_grant", wrong=True)


def _ask(what: str, ask: Callable[[], Any]) -> tuple[Any, Finding | None]:
    try:
        return ask(), None
    except (RequestException, *UNREADABLE) as away:
        return None, Finding(f"{what} {_why(away)}", wrong=True)


def _why(away: Exception) -> str:
    if isinstance(away, HTTPError):
        return f"answers with status {away.response.status_code}"
    if isinstance(away, SSLError):
        return "shows a certificate that cannot be trusted"
    if isinstance(away, TooMuch):
        return "sends too much, or too slowly"
    if isinstance(away, Timeout | ConnectTimeout):
        return "does not answer in time"
    if isinstance(away, JSONDecodeError) or not isinstance(away, RequestException):
        return "answers with something that is not what it should be"
    return "cannot be reached"
