"""What the portal knows of the person behind a request, and how Flask-Login finds it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from flask import Flask, current_app, g
from flask import session as cookie
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError

from portal.access.actor import Level, MunicipalRole
from portal.db.clock import now
from portal.db.session import session
from portal.people import sessions
from portal.settings import Settings

TRUSTED = frozenset({"substantial", "high"})
CARRIED_OVER = frozenset({"invitation", "said_yes", "guest", "back"})
log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, eq=False)
class SignedIn(UserMixin):
    """Somebody who is signed in, as plain data. `over_at`: when the session ends unless the person comes back
    (UTC)."""

    person_id: UUID
    name: str
    language: str | None
    level: Level
    kind: str
    municipal_roles: frozenset[MunicipalRole]
    session_id: UUID
    over_at: datetime
    expires_at: datetime
    case_id: UUID | None
    cpr_fingerprints: dict[str, Any] | None = field(repr=False)
    place_id: UUID | None
    token: str = field(repr=False)

    def numbers_for(self, invitation_id: UUID) -> list[str] | None:
        """Keyed hashes of the CPR number MitID told for this invitation (see `people.matching`), none when it
        has no number; None when this login did not ask."""
        kept = self.cpr_fingerprints
        return kept["numbers"] if kept and kept["invitation"] == str(invitation_id) else None

    def get_id(self) -> str:
        return self.token


class Nobody(AnonymousUserMixin):
    """A visitor who is not signed in: no name, no role."""

    name = ""
    kind = ""
    person_id = None
    session_id = None
    case_id = None
    place_id = None
    municipal_roles: frozenset[MunicipalRole] = frozenset()


def init_app(app: Flask, settings: Settings) -> None:
    """Wire Flask-Login to the sessions in the database. Keeps `settings` for the pages of this room."""
    app.extensions["people_settings"] = settings
    app.extensions["session_limits"] = sessions.limits(settings)
    manager = LoginManager()
    manager.session_protection = None  # it compares addresses, and a phone has many; the row decides instead
    manager.anonymous_user = Nobody
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_load)


def _load(token: str) -> SignedIn | None:
    found = sessions.find(token, current_app.extensions["session_limits"])
    if found is None:
        return None
    if found.rested:
        g.was_here = found.person_id
        return None
    g.found_session = found
    return _as_signed_in(found, token)


def _as_signed_in(found: sessions.Found, token: str) -> SignedIn:
    return SignedIn(
        person_id=found.person_id,
        name=found.name,
        language=found.language,
        level=_level(found.kind, found.loa, found.auth_time),
        kind=found.kind,
        municipal_roles=frozenset(MunicipalRole(role) for role in found.roles),
        session_id=found.session_id,
        over_at=min(found.expires_at, found.last_seen_at + _limit(found.kind).idle),
        expires_at=found.expires_at,
        case_id=found.case_id,
        cpr_fingerprints=found.cpr_fingerprints,
        place_id=found.place_id,
        token=token,
    )


def _limit(kind: str) -> sessions.Limits:
    limit: sessions.Limits = current_app.extensions["session_limits"][kind]
    return limit


def _level(kind: str, loa: str | None, auth_time: datetime | None) -> Level:
    if kind == "guest" or loa not in TRUSTED:
        return Level.GUEST
    fresh_for = timedelta(seconds=current_app.extensions["people_settings"].step_up_max_age_seconds)
    return Level.FRESH if auth_time and now() - auth_time <= fresh_for else Level.MITID


def would_last(me: SignedIn) -> datetime:
    """When the session ends if this request is the last of it (UTC)."""
    return min(me.expires_at, now() + _limit(me.kind).idle)


def rests_in() -> int:
    """The seconds a session lasts that is left alone from now on, for the script of the page."""
    return int(_limit(g._login_user.kind).idle.total_seconds())


def language() -> str | None:
    """The language the signed-in person chose. Never asks the database on an error page, which may be about
    the database."""
    user = g.get("_login_user") if g.get("nobody_asked") else current_user
    return getattr(user, "language", None)


def touch() -> None:
    """Note that the person is still here. Called when the request's own transaction has ended.

    A page that asks by itself tells nothing of its reader: an idle session must end all the same.
    """
    found: sessions.Found | None = g.pop("found_session", None)
    if found is None or g.get("unnoticed"):
        return
    try:
        if sessions.touch(found):
            session.commit()
    except DBAPIError:  # the page is made; a touch that fails costs at most a minute of the idle limit
        session.rollback()
        log.warning("could not note that a session is in use")


def current_token() -> str:
    """The token this browser carries, whether or not it still opens anything."""
    return str(cookie.get("_user_id", ""))


def enter(token: str) -> None:
    """Let the person in under a new token. Of the old cookie only logins under way, an invitation and a
    guest seat stay."""
    kept = {key: value for key, value in cookie.items() if key in CARRIED_OVER or key.startswith("_state_")}
    cookie.clear()
    cookie.update(kept)
    found = sessions.find(token, current_app.extensions["session_limits"])
    if found is not None:
        login_user(_as_signed_in(found, token))
        cookie.pop("_id", None)  # a fingerprint of the browser, which nothing here reads


def leave() -> None:
    """Leave nothing of the person in this browser."""
    logout_user()
    g.pop("found_session", None)
    cookie.clear()
