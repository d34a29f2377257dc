"""The provider's words, read leniently: by the names of its preset, with strings for numbers and yes or no.

What is of the wrong shape is None here; whether that is enough to refuse, `judging` says.
"""

import math
import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from portal.people.policy.claims import LONGEST_SUBJECT, Answer
from portal.settings import Door
from portal.settings.presets import KIND, ONLY_EMPLOYEES

LONGEST_NAME, LONGEST_ID = 200, 200
PROTECTED = "NAVNE & ADRESSEBESKYTTET"
CPR = re.compile(r"[0-9]{10}")


class Reader:
    """One answer, read by the names of one door."""

    def __init__(self, answer: Answer, rules: Door) -> None:
        self.answer, self.rules = answer, rules

    def told(self, field: str) -> Any:
        """What the answer holds for a field of the portal's; None when the door has no name for it."""
        name = self.rules.claims.get(field)
        return self.answer.claim(name) if name else None

    def text(self, field: str, longest: int = LONGEST_ID) -> str | None:
        return text(self.told(field), longest)

    def subject(self) -> str | None:
        return self.text("subject", LONGEST_SUBJECT)

    def kind(self) -> str | None:
        """private, professional, or what else the provider says; how it says it is a matter of the preset."""
        name, rule = self.rules.claims.get("kind"), KIND[self.rules.preset]
        if not name:
            return "professional" if self.rules.preset in ONLY_EMPLOYEES else None
        said = self.answer.claim(name)
        if rule == "true":
            return "professional" if yes(said) else "private"
        if rule == "present":
            return "private" if said in (None, "") else "professional"
        if rule == "path":
            return _kind_in_path(said)
        return text(said)

    def name(self) -> str | None:
        """The person's name in one line, or the word for one that is protected."""
        name = " ".join(str(self.told("name") or "").split())
        if name.upper() == PROTECTED:
            return "Navnebeskyttet"
        return name if 1 <= len(name) <= LONGEST_NAME else None

    def person_uuid(self) -> str | None:
        """The MitID uuid in lower case, also from the end of a name id (`…/uuid/<uuid>`)."""
        try:
            return str(UUID(str(self.told("person_uuid")).rpartition("/uuid/")[2]))
        except ValueError:
            return None

    def employee_id(self) -> str | None:
        said = self.text("employee_id")
        return said.rpartition("/")[2] or None if said else None

    def birthdate(self) -> date | None:
        said = self.told("birthdate")
        try:
            return date.fromisoformat(said) if isinstance(said, str) else None
        except ValueError:
            return None

    def cpr(self) -> str | None:
        """Ten digits. The modulus is not checked: CPR numbers without it have been given since 2007."""
        said = self.told("cpr")
        return said if isinstance(said, str) and CPR.fullmatch(said) else None

    def has_cpr(self) -> bool | None:
        said = self.told("has_cpr")
        return self.cpr() is not None if said is None else yes(said)

    def loa(self) -> str | None:
        """low, substantial or high; None when nothing is said and nothing assumed, or the word is unknown."""
        for name in self.rules.loa_claim.split():
            said = self.answer.claim(name)
            if said is not None:
                return self.rules.loa_map.get(text(said) or "")
        return self.rules.loa_assumed

    def roles(self) -> set[str]:
        return roles_from(self.told("roles"))


def roles_from(said: Any) -> set[str]:
    """The roles in a claim: a list, or one alone. Other forms (`privilegesIntermediate`) belong here."""
    listed: Collection[Any] = said if isinstance(said, list) else [said]
    return {role for role in listed if isinstance(role, str)}


def text(said: Any, longest: int = LONGEST_ID) -> str | None:
    """A text that is neither empty nor endless; a whole number is one too."""
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)
    return said if isinstance(said, str) and 1 <= len(said) <= longest else None


def yes(said: Any) -> bool:
    return said is True or (isinstance(said, str) and said.strip().lower() == "true")


def moment(said: Any) -> datetime | None:
    """Unix time as providers write it, a number or a string of digits, as a moment in UTC."""
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        return None
    try:
        seconds = float(said)
        return datetime.fromtimestamp(seconds, UTC) if math.isfinite(seconds) else None
    except (ValueError, OverflowError, OSError):
        return None


def _kind_in_path(said: Any) -> str | None:
    for kind, mark in (("professional", "/professional/"), ("private", "/person/")):
        if isinstance(said, str) and mark in said:
            return kind
    return None
