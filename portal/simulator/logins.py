"""Who may ask the pretend provider, and what it has given out."""

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from authlib.oauth2.rfc6749 import ClientMixin

from portal.simulator.people import CITIZEN, PretendPerson

NSIS = "https://data.gov.dk/concept/core/nsis/"
LEVELS = ("Substantial", "High", "Low")
CPR_SCOPE = "ssn"
PRIVATE, PROFESSIONAL = "private", "professional"
CODE_SECONDS, TOKEN_SECONDS, SESSION_SECONDS = 60, 300, 16200
DANISH_WALL = ZoneInfo("Europe/Copenhagen")
SECRET_METHODS = frozenset({"client_secret_basic", "client_secret_post"})


@dataclass(frozen=True, kw_only=True)
class Client(ClientMixin):
    """A portal that may ask at one door. Addresses must match to the letter.

    `backchannel_logout_uri`: where it is told that somebody was logged out everywhere; "" when nowhere.
    """

    door: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uris: tuple[str, ...]
    post_logout_redirect_uris: tuple[str, ...] = ()
    backchannel_logout_uri: str = ""

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


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Who signs in and how: the person, the level of assurance, the kind of identity, and with a CPR number
    behind it or not."""

    person: PretendPerson
    level: str = LEVELS[0]
    identity: str = PRIVATE
    has_cpr: bool = True

    @property
    def idp(self) -> str:
        """What vouches for the person: MitID, MitID Erhverv, or the municipality's own login."""
        if self.person.door != CITIZEN:
            return "kommunen"
        return "mitid" if self.identity == PRIVATE else "mitid_erhverv"


def chosen(person: PretendPerson, form: Mapping[str, str]) -> Chosen:
    """What the form of the pretend MitID says; what is left out or unknown is as it mostly is."""
    mostly = PRIVATE if person.door == CITIZEN else PROFESSIONAL
    level, identity = form.get("level", ""), form.get("identity", "")
    return Chosen(
        person=person,
        level=level if level in LEVELS else LEVELS[0],
        identity=identity if identity in (PRIVATE, PROFESSIONAL) else mostly,
        has_cpr="no_cpr" not in form,
    )


@dataclass(kw_only=True)
class Granted:
    """One login that a person chose: first a code, then an access token."""

    chosen: Chosen
    client: Client
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str
    code_challenge_method: str = "S256"
    moment: float = field(default_factory=time.time)
    session_id: str = field(default_factory=lambda: str(uuid4()))
    transaction: str = field(default_factory=lambda: str(uuid4()))

    @property
    def person(self) -> PretendPerson:
        return self.chosen.person

    @property
    def level(self) -> str:
        return NSIS + self.chosen.level

    @property
    def clock(self) -> str:
        """When it was, as a Danish wall shows it."""
        return f"{datetime.fromtimestamp(self.moment, DANISH_WALL):%H.%M.%S}"

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.moment)

    def get_acr(self) -> str:
        return self.level

    def get_amr(self) -> list[str]:
        return ["code_app"]

    def is_expired(self) -> bool:
        return time.time() > self.moment + CODE_SECONDS + TOKEN_SECONDS

    def is_revoked(self) -> bool:
        return False

    def session_end(self) -> str:
        return str(int(self.moment) + SESSION_SECONDS)
