"""Where Flask-Limiter keeps its counts: in the portal's own database, so that all processes count together.

The library knows memory, Redis and their like, and no SQL. Imported only when an app is made: it is heavy.
"""

import hashlib
import hmac
from typing import Any

from limits.storage import Storage
from sqlalchemy.exc import DBAPIError

from portal.db import knocks

SCHEME = "portal"


class DatabaseStorage(Storage):
    """Counts in the table `knock`. `secret`: what is counted holds an address of a machine or an id, and is
    stored as a keyed hash alone, from which nobody without the secret can guess it back."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 (read by limits)

    def __init__(self, uri: str | None = None, *, secret: str, **options: Any) -> None:
        super().__init__(uri, **options)
        self._secret = secret.encode()

    @property
    def base_exceptions(self) -> type[Exception]:
        return DBAPIError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return knocks.knock(self._door(key), expiry, amount)

    def get(self, key: str) -> int:
        return knocks.knocked(self._door(key))[0]

    def get_expiry(self, key: str) -> float:
        """When the count begins anew, in seconds since 1970."""
        return knocks.knocked(self._door(key))[1].timestamp()

    def check(self) -> bool:
        """A database that is away says so itself, at every count."""
        return True

    def reset(self) -> int | None:
        raise NotImplementedError("nobody forgets all counts at once")

    def clear(self, key: str) -> None:
        knocks.forget(self._door(key))

    def _door(self, key: str) -> str:
        return hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()
