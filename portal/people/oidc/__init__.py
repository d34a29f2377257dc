"""Ask a login provider who somebody is, and believe nothing that was not checked.

Authlib speaks the protocol; what it leaves to its caller is done here: the audience, the issuer of metadata
and response, the algorithms, the subject of the userinfo, time limits, fresh keys, and a state that is spent
whatever follows. One client per door and app, never one for the process: two apps would share keys.
"""

from datetime import UTC, datetime
from typing import Any

import structlog
from authlib.integrations.flask_client import OAuth
from flask import Flask, Request, current_app
from flask import session as cookie
from requests import RequestException

from portal.db.clock import now
from portal.db.session import session
from portal.people.oidc.checking import UNREADABLE, exchange, in_reach, userinfo, verified
from portal.people.oidc.clients import asked_for, client_for
from portal.people.oidc.own_key import published
from portal.people.oidc.pending import PendingLogins
from portal.people.oidc.provider import Provider, same_origin
from portal.people.policy import CITIZEN, STAFF, Answer, Claims, LoginRefused, code_for, judge
from portal.settings import Settings

__all__ = ["Provider", "answer", "init_app", "published", "start", "way_out"]
FRESH_BEFORE_LEAVING = 60
LONGEST_STATE = 200
log = structlog.get_logger()


def init_app(app: Flask, settings: Settings) -> None:
    """One client per door. Nothing is asked of a provider before somebody wants to sign in."""
    oauth = OAuth(app, cache=PendingLogins())
    app.extensions["providers"] = {
        CITIZEN: client_for(oauth, CITIZEN, settings.citizen, settings),
        STAFF: client_for(oauth, STAFF, settings.staff, settings),
    }
    for door, made in app.extensions["providers"].items():
        if made.rules.loa_assumed:
            log.warning("the level of assurance is assumed", door=door, level=made.rules.loa_assumed)


def _provider(door: str) -> Provider:
    found: Provider = current_app.extensions["providers"][door]
    return found


def start(
    door: str, next_path: str, settings: Settings, *, again: bool = False, match: str | None = None
) -> str:
    """Begin a login: the address at the provider to send the browser to. LoginRefused when it is down.

    `again`: a person who is known shows once more who it is, now, whatever the provider remembers.
    `match`: the invitation (id) whose CPR number MitID must have too; this login alone asks for it.
    """
    client = _provider(door)
    session.commit()  # the network is asked while nothing is locked
    redirect_uri = f"{settings.origin}/login/{door}/callback"
    in_reach(door, client.load_server_metadata)
    step_up = settings.step_up_max_age_seconds if again else None
    made = client.create_authorization_url(redirect_uri, **asked_for(client.rules, step_up, match))
    url: str = made.pop("url")
    kept = {"next": next_path, "began": now().timestamp(), "max_age": step_up, "match": match}
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
    said, heed = asked.args.to_dict(), client.rules.response_iss
    if heed != "ignore" and said.get("iss", client.rules.issuer) != client.rules.issuer:
        raise LoginRefused("E-PROTOKOL", "response of another issuer")
    if "error" in said:
        code = code_for(said["error"], said.get("error_description", ""))
        raise LoginRefused(code, "error from the provider")
    if not said.get("code"):
        raise LoginRefused("E-PROTOKOL", "no code")
    promised = in_reach(door, client.load_server_metadata)["promises_iss"]
    if "iss" not in said and (heed == "require" or (heed == "auto" and promised)):
        raise LoginRefused("E-PROTOKOL", "response without its issuer")
    token = exchange(door, client, said["code"], pending)
    return _judged(door, client, token, pending)


def _judged(door: str, client: Provider, token: dict[str, Any], pending: dict[str, Any]) -> Claims:
    id_token = verified(client, token, pending["nonce"])
    try:
        given = Answer(
            door=door,
            id_token=id_token,
            userinfo=userinfo(door, client, token, id_token["sub"]),
            raw=token["id_token"],
            began=datetime.fromtimestamp(pending["began"], UTC),
            next=pending["next"],
            max_age=pending.get("max_age"),
            match=pending.get("match"),
        )
        return judge(given, client.rules, now())
    except LoginRefused as refused:
        refused.issuer = client.rules.issuer
        refused.subject = refused.subject or id_token["sub"]
        raise


def way_out(issuer: str | None, id_token: str | None, state: str, settings: Settings) -> str | None:
    """Where to sign out at the provider too, or None when it cannot be reached, cannot do it, or must not.

    Nor at an address beside the issuer: browsers let a form of ours end at the issuer's own origin alone.
    """
    for client in current_app.extensions["providers"].values():
        if client.rules.issuer == issuer and client.rules.logout == "provider" and id_token:
            try:
                client.load_server_metadata(within=FRESH_BEFORE_LEAVING)
                url: str = client.create_logout_url(
                    f"{settings.origin}/signed-out", id_token_hint=id_token, state=state
                )["url"]
            except (RequestException, RuntimeError, *UNREADABLE):
                return None
            return url if same_origin(url, client.rules.issuer) else None
    return None
