"""Columns, and marks in pages, that only the holder of the key can read."""

import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_keyring: list[MultiFernet] = []
_keys: list[bytes] = []


def use_keys(keys: list[bytes]) -> None:
    """Take the keys, newest first: the first one locks, all of them open (so that keys can be changed)."""
    _keyring[:] = [MultiFernet([Fernet(key) for key in keys])]
    _keys[:] = keys


def seal(told: bytes) -> str:
    """Ciphertext of `told` for a page to carry: another each time, so that comparing two tells nothing."""
    return _keyring[0].encrypt(told).decode()


def unseal(mark: str) -> bytes | None:
    """What was sealed in a mark that comes back; None for one that is not ours."""
    try:
        return _keyring[0].decrypt(mark)
    except InvalidToken:
        return None


def renewed(locked: str) -> str | None:
    """What an encrypted column holds, locked with the newest key; None when it is already. Raises
    InvalidToken when none of our keys opens it."""
    try:
        Fernet(_keys[0]).decrypt(locked)
    except InvalidToken:
        return _keyring[0].rotate(locked).decode()
    return None


def fingerprints(of: str, text: str) -> list[str]:
    """Keyed hashes (HMAC-SHA-256) of a short text: the first to store, all of them to compare, newest key
    first (so that keys can be changed). Without the key nobody can try all short texts on a stolen database.

    `of` says what kind of text it is, and keeps the hashes of different kinds apart.
    """
    own = [hmac.digest(key, b"fingerprint of " + of.encode(), "sha256") for key in _keys]
    return [hmac.digest(key, text.encode(), "sha256").hex() for key in own]


class Encrypted(TypeDecorator[dict[str, Any]]):
    """A small JSON object, written as ciphertext. A copy of the database shows nothing of it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _keyring[0].encrypt(json.dumps(value, ensure_ascii=False).encode()).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> dict[str, Any] | None:
        if value is None:
            return None
        opened: dict[str, Any] = json.loads(_keyring[0].decrypt(value.encode()))
        return opened
