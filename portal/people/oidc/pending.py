"""Logins under way."""

import hashlib
import json
from datetime import timedelta

from sqlalchemy import delete

from portal.db.clock import now
from portal.db.session import session
from portal.people.models import LoginState


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


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
