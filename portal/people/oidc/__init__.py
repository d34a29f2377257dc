"""Ask a login provider who somebody is, and believe nothing that was not checked.

Authlib speaks the protocol; what it leaves to its caller is done here: the audience, the issuer of metadata
and response, the algorithms, the subject of the userinfo, time limits, fresh keys, and a state that is spent
whatever follows. One client per door and app, never one for the process: two apps would share keys.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth, OAuthError
from flask import Flask, Request, current_app
from flask import session as cookie
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidClaimError, JoseError
from requests import RequestException

from portal.access.actor import MunicipalRole
from portal.db.clock import now
from portal.db.session import session
from portal.people.oidc.provider import Provider
from portal.people.policy import (
    CITIZEN,
    LONGEST_SUBJECT,
    STAFF,
    Answer,
    Claims,
    LoginRefused,
    code_for,
    judge,
)
from portal.people.sessions import PendingLogins
from portal.settings import Door, Settings, Unsafe

FRESH_BEFORE_LEAVING = 60
LONGEST_STATE = 200
NOT_OURS = frozenset({"invalid_client", "unauthorized_client"})
UNREADABLE = (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError, AttributeError)


def init_app(app: Flask, settings: Settings) -> None:
    """One client per door. Nothing is asked of a provider before somebody wants to sign in."""
    oauth = OAuth(app, cache=PendingLogins())
    app.extensions["providers"] = {
        CITIZEN: _client(oauth, CITIZEN, settings.citizen, settings),
        STAFF: _client(oauth, STAFF, settings.staff, settings),
    }


def _client(oauth: OAuth, door: str, rules: Door, settings: Settings) -> Provider:
    if "openid" not in rules.scopes.split():
        raise Unsafe(f"the scopes of the door {door} must hold openid: without it no ID token is promised")
    if unknown := set(rules.role_map.values()) - set(MunicipalRole):
        raise Unsafe(f"the role map of the door {door} names roles we do not know: {sorted(unknown)}")
    client: Provider = oauth.register(
        door,
        client_cls=Provider,
        client_id=rules.client_id,
        client_secret=rules.client_secret.get_secret_value(),
        server_metadata_url=f"{rules.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": rules.scopes,
            "code_challenge_method": "S256",
            "default_timeout": rules.timeout,
            "token_endpoint_auth_method": rules.client_auth,
        },
    )
    client.rules = rules
    client.framework.expires_in = settings.login_pending_minutes * 60
    return client


def _provider(door: str) -> Provider:
    found: Provider = current_app.extensions["providers"][door]
    return found


def start(door: str, next_path: str, settings: Settings, *, again: bool = False) -> str:
    """Begin a login: the address at the provider to send the browser to. LoginRefused when it is down.

    `again`: a person who is known shows once more who it is, now, whatever the provider remembers.
    """
    client = _provider(door)
    session.commit()  # the network is asked while nothing is locked
    redirect_uri = f"{settings.origin}/login/{door}/callback"
    _in_reach(door, client.load_server_metadata)
    extra: dict[str, Any] = {"prompt": client.rules.prompt} if client.rules.prompt else {}
    if again:
        extra = {"prompt": "login", "max_age": settings.step_up_max_age_seconds}
    made = client.create_authorization_url(redirect_uri, **extra)
    url: str = made.pop("url")
    kept = {"next": next_path, "began": now().timestamp(), "max_age": extra.get("max_age")}
    client.save_authorize_data(redirect_uri=redirect_uri, **{**made, **kept})
    _forget_the_oldest(client, settings.login_pending_max)
    return url


def _forget_the_oldest(client: Provider, most: int) -> None:
    pending = sorted((key for key in cookie if key.startswith("_state_")), key=lambda key: cookie[key]["exp"])
    for key in pending[: max(0, len(pending) - most)]:
        client.framework.cache.delete(key)
        del cookie[key]


def answer(door: str, asked: Request) -> Claims:
    """What the provider's answer says of the person, when every check holds; else LoginRefused.

    The pending login is spent before anything else is looked at, whatever follows.
    """
    pending = _spend(door, asked)
    try:
        return _believed(door, asked, pending)
    except LoginRefused as refused:
        refused.door, refused.next = door, pending["next"]
        refused.again = pending.get("max_age") is not None
        raise


def _spend(door: str, asked: Request) -> dict[str, Any]:
    states = asked.args.getlist("state")
    if asked.method != "GET" or len(states) != 1 or not 1 <= len(states[0]) <= LONGEST_STATE:
        raise LoginRefused("E-TILSTAND", "state", door=door)
    began_here = cookie.get(f"_state_{door}_{states[0]}")
    if began_here is None:  # and nothing is spent: another browser must not be able to use up this login
        raise LoginRefused("E-TILSTAND", "not begun in this browser", door=door)
    framework = _provider(door).framework
    pending: dict[str, Any] | None = framework.get_state_data(cookie, states[0])
    framework.clear_state_data(cookie, states[0])
    session.commit()  # spent for good; and the network is asked while nothing is locked
    if pending is None:
        too_late = began_here["exp"] <= now().timestamp()
        raise LoginRefused("E-TIDSUDLØB" if too_late else "E-TILSTAND", "spent or too old", door=door)
    return pending


def _believed(door: str, asked: Request, pending: dict[str, Any]) -> Claims:
    client = _provider(door)
    if any(len(values) != 1 for values in asked.args.to_dict(flat=False).values()):
        raise LoginRefused("E-TILSTAND", "a parameter given twice")
    said = asked.args.to_dict()
    if said.get("iss", client.rules.issuer) != client.rules.issuer:
        raise LoginRefused("E-PROTOKOL", "response of another issuer")
    if "error" in said:
        code = code_for(said["error"], said.get("error_description", ""))
        raise LoginRefused(code, "error from the provider")
    if not said.get("code"):
        raise LoginRefused("E-PROTOKOL", "no code")
    if _in_reach(door, client.load_server_metadata)["promises_iss"] and "iss" not in said:
        raise LoginRefused("E-PROTOKOL", "response without its issuer")
    token = _exchange(door, client, said["code"], pending)
    return _judged(door, client, token, pending)


def _judged(door: str, client: Provider, token: dict[str, Any], pending: dict[str, Any]) -> Claims:
    id_token = _verified(client, token, pending["nonce"])
    try:
        given = Answer(
            door=door,
            id_token=id_token,
            userinfo=_userinfo(door, client, token, id_token["sub"]),
            raw=token["id_token"],
            began=datetime.fromtimestamp(pending["began"], UTC),
            next=pending["next"],
            max_age=pending.get("max_age"),
        )
        return judge(given, client.rules, now())
    except LoginRefused as refused:
        refused.issuer, refused.subject = client.rules.issuer, id_token["sub"]
        raise


def _exchange(door: str, client: Provider, code: str, pending: dict[str, Any]) -> dict[str, Any]:
    token = _in_reach(
        door,
        lambda: client.fetch_access_token(
            redirect_uri=pending["redirect_uri"], code=code, code_verifier=pending["code_verifier"]
        ),
    )
    if any(not isinstance(token.get(name), str) or not token[name] for name in ("id_token", "access_token")):
        raise LoginRefused("E-PROTOKOL", "no ID token")
    return dict(token)


def _verified(client: Provider, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The ID token's claims after signature, issuer, audience, times, nonce and at_hash were checked."""

    def read() -> dict[str, Any]:
        options = {
            "iss": {"essential": True, "value": client.rules.issuer},
            "aud": {"essential": True, "value": client.rules.client_id},
        }
        return dict(
            client.parse_id_token(token, nonce=nonce, claims_options=options, leeway=client.rules.leeway)
        )

    try:
        try:
            claims = read()
        except BadSignatureError:  # a new key under an old name
            client.fetch_jwk_set(force=True)
            claims = read()
    except RequestException as away:
        raise LoginRefused("E-NEDE", type(away).__name__) from away
    except UNREADABLE as wrong:
        another_time = isinstance(wrong, ExpiredTokenError) or (
            isinstance(wrong, InvalidClaimError) and wrong.claim in ("iat", "nbf")
        )
        code = "E-UR" if another_time and client.clocks_disagree() else "E-PROTOKOL"
        raise LoginRefused(code, f"{type(wrong).__name__} {getattr(wrong, 'claim', '')}") from wrong
    if not isinstance(claims["sub"], str) or not 1 <= len(claims["sub"]) <= LONGEST_SUBJECT:
        raise LoginRefused("E-PROTOKOL", "sub")
    return claims


def _userinfo(door: str, client: Provider, token: dict[str, Any], subject: str) -> dict[str, Any]:
    if "userinfo_endpoint" not in client.load_server_metadata():
        return {}
    said = _in_reach(
        door, lambda: client.userinfo(token={"access_token": token["access_token"], "token_type": "Bearer"})
    )
    if said.get("sub") != subject:
        raise LoginRefused("E-PROTOKOL", "userinfo about another")
    return dict(said)


def _in_reach(door: str, ask: Callable[..., Any]) -> Any:
    """Ask the provider something. Raises LoginRefused when there is no answer, or none that can be read."""
    try:
        return ask()
    except OAuthError as said_no:
        code = "E-NEDE" if said_no.error in NOT_OURS else "E-PROTOKOL"
        raise LoginRefused(code, f"provider said {str(said_no.error)[:40]!r}", door=door) from said_no
    except (RequestException, *UNREADABLE) as away:
        raise LoginRefused("E-NEDE", type(away).__name__, door=door) from away


def way_out(issuer: str | None, id_token: str | None, state: str, settings: Settings) -> str | None:
    """Where to sign out at the provider too, or None when it cannot be reached or cannot do it."""
    for client in current_app.extensions["providers"].values():
        if client.rules.issuer == issuer and id_token:
            try:
                client.load_server_metadata(within=FRESH_BEFORE_LEAVING)
                url: str = client.create_logout_url(
                    f"{settings.origin}/signed-out", id_token_hint=id_token, state=state
                )["url"]
            except (RequestException, RuntimeError, *UNREADABLE):
                return None
            return url
    return None
