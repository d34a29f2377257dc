"""Who is logged in at the pretend provider, and how to log them out everywhere.

As a real provider does it: each portal is told behind the browser's back (OpenID Connect Back-Channel
Logout 1.0).
"""

import secrets
import time
from collections.abc import Iterable
from itertools import chain
from typing import Any

import requests
from flask import Blueprint, abort, redirect, render_template, request, url_for
from joserfc import jwt
from requests import RequestException

from portal.simulator.logins import Client, Granted
from portal.simulator.provider import ALGORITHM, Issuer

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TOKEN_SECONDS, PATIENCE = 120, 5


def pages(issuers: Iterable[Issuer]) -> Blueprint:
    """The page, and what its buttons do: one login over (`session`), or all of a person's (`person`)."""
    pages, known = Blueprint("signed_in", __name__), {issuer.door: issuer for issuer in issuers}

    @pages.get("/signed-in")
    def page() -> str:
        logins: dict[str, list[Granted]] = {}
        for granted in chain.from_iterable(issuer.sessions.values() for issuer in known.values()):
            logins.setdefault(granted.person.key, []).append(granted)
        return render_template("signed_in.html", people=logins.values(), went=request.args.get("went"))

    @pages.post("/signed-in")
    def log_out() -> Any:
        issuer, said = known.get(request.form.get("door", "")), request.form
        if issuer is None:
            abort(400)
        went = log_out_everywhere(issuer, session=said.get("session", ""), person=said.get("person", ""))
        return redirect(url_for(".page", went="well" if went else "wrong"), 303)

    return pages


def log_out_everywhere(issuer: Issuer, *, session: str = "", person: str = "") -> bool:
    """End this login, or all of this person's, and tell each portal once. True when all of them said yes.

    A portal is told of one login by its `sid`, of all of them by `sub`.
    """
    over = [
        granted
        for granted in issuer.sessions.values()
        if (granted.session_id == session if session else granted.person.key == person)
    ]
    for granted in over:
        del issuer.sessions[granted.session_id]
    told = {granted.client: granted for granted in over}
    return bool(over) and all(
        [_tell(issuer, client, granted, alone=bool(session)) for client, granted in told.items()]
    )


def _tell(issuer: Issuer, client: Client, granted: Granted, *, alone: bool) -> bool:
    if not client.backchannel_logout_uri:
        return False
    form = {"logout_token": logout_token(issuer, client, granted, alone=alone)}
    try:
        answer = requests.post(
            client.backchannel_logout_uri, data=form, timeout=PATIENCE, allow_redirects=False
        )
    except RequestException:
        return False
    return answer.status_code in (200, 204)


def logout_token(issuer: Issuer, client: Client, granted: Granted, *, alone: bool) -> str:
    """What a portal is told: that this login is over (`alone`), or every one of the person's."""
    moment = int(time.time())
    claims = {
        "iss": issuer.address,
        "aud": client.client_id,
        "iat": moment,
        "exp": moment + TOKEN_SECONDS,
        "jti": secrets.token_urlsafe(16),
        "events": {EVENT: {}},
        **({"sid": granted.session_id} if alone else {"sub": granted.person.subject}),
    }
    header = {"alg": ALGORITHM, "typ": "logout+jwt", "kid": issuer.key.kid}
    return jwt.encode(header, claims, issuer.key)
