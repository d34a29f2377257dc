"""One client per door and app: who we are to the provider, and by which rules its answers are read."""

import json
from typing import Any

from authlib.integrations.flask_client import OAuth

from portal.people.oidc.own_key import SignedAssertion
from portal.people.oidc.provider import Provider
from portal.settings import Door, Settings


def client_for(oauth: OAuth, door: str, rules: Door, settings: Settings) -> Provider:
    """The client of one door. Nothing is asked of the provider yet."""
    assertion = [SignedAssertion(rules)] if rules.client_auth == "private_key_jwt" else None
    made: Provider = oauth.register(
        door,
        client_cls=Provider,
        client_id=rules.client_id,
        client_secret=rules.client_secret.get_secret_value() or None,
        client_auth_methods=assertion,
        server_metadata_url=f"{rules.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": rules.scopes,
            "code_challenge_method": "S256",
            "default_timeout": rules.timeout,
            "token_endpoint_auth_method": rules.client_auth,
        },
    )
    made.rules = rules
    made.framework.expires_in = settings.login_pending_minutes * 60
    return made


def asked_for(rules: Door, step_up: int | None = None, match: str | None = None) -> dict[str, str]:
    """What a login asks for beyond the protocol. What is not text is JSON, as brokers want it.

    `step_up`: seconds, when a person who is known shows once more who it is, now, whatever the provider
    remembers. `match`: what a CPR number is asked for, by one scope more.
    """
    said: dict[str, Any] = dict(rules.auth_params)
    if rules.prompt:
        said["prompt"] = rules.prompt
    if rules.max_age is not None:
        said["max_age"] = str(rules.max_age)
    if step_up is not None:
        said |= {"prompt": "login", "max_age": str(step_up)}
    if match is not None:
        said["scope"] = f"{rules.scopes} {rules.cpr_scope}".strip()
    return {
        name: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
        for name, value in said.items()
    }
