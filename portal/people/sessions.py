"""Sessions on the server: a random token in the browser, its SHA-256 here, so that each can be ended."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, case, delete, select, update

from portal.db.clock import now
from portal.db.session import session
from portal.people.matching import kept_of
from portal.people.models import Person, UserSession
from portal.people.policy import Claims
from portal.settings import Settings

TOUCH_EVERY = timedelta(minutes=1)
KEPT_AFTER = timedelta(days=30)
SIGNS_OF = (
    ("tablet", ("ipad", "tablet")),
    ("phone", ("mobi", "iphone")),
    ("tablet", ("android",)),  # one that does not say it is mobile
    ("computer", ("windows", "macintosh", "x11", "cros")),
)
BEHIND_A_TOKEN = (
    select(
        UserSession.id,
        UserSession.person_id,
        Person.name,
        Person.language,
        UserSession.kind,
        UserSession.loa,
        UserSession.auth_time,
        UserSession.roles,
        UserSession.last_seen_at,
        UserSession.expires_at,
        UserSession.case_id,
        UserSession.cpr_fingerprints,
        UserSession.place_id,
    )
    .join(Person, Person.id == UserSession.person_id)
    .where(
        UserSession.token_hash == bindparam("token"),
        UserSession.ended_at.is_(None),
        UserSession.expires_at > bindparam("now"),
    )
)
"""Asked by every request: put together once."""


@dataclass(frozen=True)
class Limits:
    """How long a session may rest, and how long it may last."""

    idle: timedelta
    absolute: timedelta


def limits(settings: Settings) -> dict[str, Limits]:
    """The limits of each kind of session."""

    def minutes(idle: int, absolute: int) -> Limits:
        return Limits(timedelta(minutes=idle), timedelta(minutes=absolute))

    return {
        "citizen": minutes(settings.session_idle_minutes, settings.session_absolute_minutes),
        "staff": minutes(settings.staff_session_idle_minutes, settings.staff_session_absolute_minutes),
        "guest": minutes(settings.guest_idle_minutes, settings.guest_absolute_minutes),
    }


@dataclass(frozen=True, kw_only=True)
class Found:
    """A session neither ended nor too old. `rested`: it was left alone too long, and answers nobody."""

    session_id: UUID
    person_id: UUID
    name: str
    language: str | None
    kind: str
    loa: str | None
    auth_time: datetime | None
    roles: list[str]
    last_seen_at: datetime
    expires_at: datetime
    case_id: UUID | None
    cpr_fingerprints: dict[str, Any] | None = field(repr=False)
    place_id: UUID | None
    rested: bool


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What signing out at the provider and the audit need to know of a session that is over. `kind` is
    `child` for a child in an own place."""

    kind: str
    issuer: str | None
    subject: str | None
    loa: str | None
    id_token: str | None = field(default=None, repr=False)


def begin(
    person_id: UUID,
    kind: str,
    limit: Limits,
    claims: Claims | None = None,
    device: str = "",
    case_id: UUID | None = None,
    place_id: UUID | None = None,
) -> str:
    """A new session; its token (256 random bits). A guest has no `claims`, but one case; a child a place."""
    token, moment = secrets.token_urlsafe(32), now()
    row = UserSession(
        token_hash=_hash(token),
        person_id=person_id,
        kind=kind,
        device=device,
        last_seen_at=moment,
        expires_at=moment + limit.absolute,
        roles=[],
        case_id=case_id,
        place_id=place_id,
    )
    if claims is not None:
        row.issuer, row.subject, row.provider_session = claims.issuer, claims.subject, claims.provider_session
        row.auth_time, row.loa, row.roles = claims.auth_time, claims.loa, sorted(claims.roles)
        row.id_token = {"id_token": claims.id_token}
        row.birthdate = {"birthdate": claims.birthdate.isoformat()} if claims.birthdate else None
        row.cpr_fingerprints = kept_of(claims)
        row.expires_at = min(row.expires_at, claims.session_end or row.expires_at)
    session.add(row)
    session.flush()
    return token


def find(token: str, limit: dict[str, Limits]) -> Found | None:
    """The session behind a token and its person, in one statement; None when unknown, ended or too old."""
    row = session.execute(BEHIND_A_TOKEN, {"token": _hash(token), "now": now()}).one_or_none()
    if row is None:
        return None
    return Found(
        session_id=row.id,
        person_id=row.person_id,
        name=row.name,
        language=row.language,
        kind=row.kind,
        loa=row.loa,
        auth_time=row.auth_time,
        roles=row.roles,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        case_id=row.case_id,
        cpr_fingerprints=row.cpr_fingerprints,
        place_id=row.place_id,
        rested=now() - row.last_seen_at >= limit[row.kind].idle,
    )


def touch(found: Found) -> bool:
    """Note that the person is still here, at most once a minute. True when something was written."""
    if now() - found.last_seen_at < TOUCH_EVERY:
        return False
    session.execute(
        update(UserSession)
        .where(UserSession.id == found.session_id, UserSession.ended_at.is_(None))
        .values(last_seen_at=now())
    )
    return True


def end(token: str, why: str) -> Ended | None:
    """End the session for good; None when there was none to end. Its ID token and what MitID
    told are kept no longer.

    Under lock: of two fingers that press at once, one ends it.
    """
    row = session.scalar(
        select(UserSession)
        .where(UserSession.token_hash == _hash(token), UserSession.ended_at.is_(None))
        .with_for_update(key_share=True)
    )
    if row is None:
        return None
    id_token = (row.id_token or {}).get("id_token")
    kind = "child" if row.place_id else row.kind
    ended = Ended(kind=kind, issuer=row.issuer, subject=row.subject, loa=row.loa, id_token=id_token)
    row.ended_at, row.ended_why = now(), why
    row.id_token = row.birthdate = row.cpr_fingerprints = None
    session.flush()
    return ended


def end_all(why: str, *which: ColumnElement[bool]) -> list[Ended]:
    """End every open session that fits, for good: it opens nothing at its next request. Locked in one order:
    two who end the same ones never wait for each other."""
    fits = (
        select(UserSession.id)
        .where(UserSession.ended_at.is_(None), *which)
        .order_by(UserSession.id)
        .with_for_update(key_share=True)
    )
    over = session.execute(
        update(UserSession)
        .where(UserSession.id.in_(fits))
        .values(ended_at=now(), ended_why=why, id_token=None, birthdate=None, cpr_fingerprints=None)
        .returning(
            case((UserSession.place_id.is_not(None), "child"), else_=UserSession.kind),
            UserSession.issuer,
            UserSession.subject,
            UserSession.loa,
        )
    )
    return [Ended(kind=kind, issuer=issuer, subject=who, loa=loa) for kind, issuer, who, loa in over]


def open_of(person_id: UUID, limit: dict[str, Limits]) -> list[UserSession]:
    """The sessions in which this person is signed in now, the one used last first."""
    rows = session.scalars(
        select(UserSession)
        .where(
            UserSession.person_id == person_id,
            UserSession.ended_at.is_(None),
            UserSession.expires_at > now(),
        )
        .order_by(UserSession.last_seen_at.desc(), UserSession.created_at.desc())
    )
    return [row for row in rows if now() - row.last_seen_at < limit[row.kind].idle]


def forget_the_old() -> None:
    """Drop sessions that have been over for a month; the audit keeps that they were. What one that ran out
    still knows of a CPR number goes at once."""
    long_ago = now() - KEPT_AFTER
    ran_out = UserSession.expires_at < now(), UserSession.cpr_fingerprints.is_not(None)
    session.execute(update(UserSession).where(*ran_out).values(cpr_fingerprints=None))
    session.execute(delete(UserSession).where(UserSession.expires_at < long_ago))


def device_of(browser: str) -> str:
    """One coarse word for what a browser says of itself: phone, tablet, computer; "" when unclear."""
    said = browser.lower()
    return next((word for word, signs in SIGNS_OF if any(sign in said for sign in signs)), "")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
