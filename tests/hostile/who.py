"""Who goes through the portal, and what they begin with."""

from dataclasses import dataclass, field
from typing import Any

from portal.cases.models import Case


@dataclass
class Who:
    """One kind of person: what the browser's cookie holds, and the addresses to begin at."""

    name: str
    cookie: dict[str, Any] = field(default_factory=dict)
    begins_at: tuple[str, ...] = ("/home", "/")


@dataclass
class Everybody:
    """The people, and ids of another family's things that none of them may reach."""

    who: list[Who]
    foreign: list[str]
    case: Case
