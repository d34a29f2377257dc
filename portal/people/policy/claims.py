"""What a provider said, and what is believed of it in the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from portal.access.actor import MunicipalRole
from portal.people.policy.refusals import KINDS

LONGEST_SUBJECT = 255


@dataclass(frozen=True, kw_only=True)
class Claims:
    """A checked answer. Times are UTC; `loa` is low, substantial or high; citizens alone have a `uuid`.

    `cpr` is there to compare, never to be stored or logged. `match`: the invitation (id) it is to be compared
    with, when the login asked for it; else None, and a number that comes all the same is left alone.
    """

    door: str
    issuer: str
    subject: str
    name: str
    uuid: str | None
    loa: str
    auth_time: datetime | None
    roles: frozenset[MunicipalRole]
    provider_session: str | None
    session_end: datetime | None
    transaction: str | None
    birthdate: date | None = None
    has_cpr: bool | None = None
    cpr: str | None = field(default=None, repr=False)
    employee_id: str | None = None
    organisation: str | None = None
    email: str | None = field(default=None, repr=False)
    id_token: str = field(repr=False)
    next: str = ""
    again: bool = False
    match: str | None = None

    @property
    def kind(self) -> str:
        return KINDS[self.door]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the provider said: a verified ID token and userinfo about the same subject, not yet judged.

    `max_age`: seconds, when the person was asked to show once more who it is; else None.
    """

    door: str
    id_token: Mapping[str, Any]
    userinfo: Mapping[str, Any]
    began: datetime
    raw: str = field(repr=False)
    next: str = ""
    max_age: int | None = None
    match: str | None = None

    def claim(self, name: str) -> Any:
        """A claim by its whole name first (names hold dots), then as a path. The ID token wins."""
        for source in (self.id_token, self.userinfo):
            found = source.get(name, _along(source, name))
            if found is not None:
                return found
        return None


def _along(source: Any, name: str) -> Any:
    for step in name.split("."):
        if not isinstance(source, Mapping):
            return None
        source = source.get(step)
    return source
