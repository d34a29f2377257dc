"""Sessions on the server: a random token in the browser, its SHA-256 here, so that each can be ended."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from portal.db.clock import now
from portal.db.session import session
from portal.people.models import LoginState, Person, UserSession
from portal.people.policy import Claims
from portal.settings import Settings

TOUCH_EVERY = timedelta(minutes=1)
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
        UserSession.case_id,
    )
    .join(Person, Person.id == UserSession.person_id)
    .where(
        UserSession.token_hash == bindparam("token"),
        UserSession.ended_at.is_(None),
        UserSession.expires_at > bindparam("now"),
    )
)
"""Asked by every request: put together once."""
GUEST_IDLE, GUEST_ABSOLUTE = timedelta(minutes=30), timedelta(hours=4)


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
        "guest": Limits(GUEST_IDLE, GUEST_ABSOLUTE),
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
    case_id: UUID | None
    rested: bool


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What signing out at the provider and the audit need to know of a session that is over."""

    kind: str
    issuer: str | None
    subject: str | None
    loa: str | None
    id_token: str | None = field(repr=False)


def begin(
    person_id: UUID, kind: str, limit: Limits, claims: Claims | None = None, case_id: UUID | None = None
) -> str:
    """A new session; its token (256 random bits). A guest has no `claims`, and one case (`case_id`)."""
    token, moment = secrets.token_urlsafe(32), now()
    row = UserSession(
        token_hash=_hash(token),
        person_id=person_id,
        kind=kind,
        last_seen_at=moment,
        expires_at=moment + limit.absolute,
        roles=[],
        case_id=case_id,
    )
    if claims is not None:
        row.issuer, row.subject, row.provider_session = claims.issuer, claims.subject, claims.provider_session
        row.auth_time, row.loa, row.roles = claims.auth_time, claims.loa, sorted(claims.roles)
        row.id_token = {"id_token": claims.id_token}
        row.birthdate = {"birthdate": claims.birthdate.isoformat()} if claims.birthdate else None
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
        case_id=row.case_id,
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
    """End the session for good; None when there was none to end. Its ID token and birth date are kept no
    longer.

    Under lock: of two fingers that press at once, one ends it.
    """
    row = session.scalar(
        select(UserSession)
        .where(UserSession.token_hash == _hash(token), UserSession.ended_at.is_(None))
        .with_for_update(key_share=True)
    )
    if row is None:
        return None
    ended = Ended(
        kind=row.kind,
        issuer=row.issuer,
        subject=row.subject,
        loa=row.loa,
        id_token=(row.id_token or {}).get("id_token"),
    )
    row.ended_at, row.ended_why, row.id_token, row.birthdate = now(), why, None, None
    session.flush()
    return ended


def end_guests(case_id: UUID, guest_id: UUID, why: str) -> None:
    """End every session of a guest seat; none of its tokens opens anything from the next request on."""
    session.execute(
        update(UserSession)
        .where(
            UserSession.kind == "guest",
            UserSession.case_id == case_id,
            UserSession.person_id == guest_id,
            UserSession.ended_at.is_(None),
        )
        .values(ended_at=now(), ended_why=why)
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class PendingLogins:
    """Authlib's store for logins under way: in the database and encrypted, so that the cookie stays small."""

    def set(self, key: str, value: str, timeout: int) -> None:
        """Keep `value` (JSON) for `timeout` seconds, and forget what ran out."""
        session.execute(delete(LoginState).where(LoginState.expires_at < now()))
        session.add(
            LoginState(key=_hash(key), value=json.loads(value), expires_at=now() + timedelta(seconds=timeout))
        )
        session.flush()

    def get(self, key: str) -> str | None:
        """Reading takes it out: two callbacks at the same moment cannot both have it."""
        taken = session.execute(
            delete(LoginState)
            .where(LoginState.key == _hash(key))
            .returning(LoginState.value, LoginState.expires_at)
        ).one_or_none()
        return json.dumps(taken.value) if taken is not None and taken.expires_at > now() else None

    def delete(self, key: str) -> None:
        session.execute(delete(LoginState).where(LoginState.key == _hash(key)))
