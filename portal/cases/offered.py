"""What rooms offer to a page of a case, as plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Turn:
    """One thing that waits for this person. The first that a room offers is shown, and no other. `gives_way`:
    only where nothing else waits."""

    title: str
    text: str
    href: str
    button: str
    meta: str = ""
    gives_way: bool = False


@dataclass(frozen=True)
class Panel:
    """A part of the front page: a template and what it shows. `beside`: right after whom to ring; `first`:
    before whose turn it is."""

    template: str
    shown: dict[str, Any] = field(default_factory=dict)
    beside: bool = False
    first: bool = False


@dataclass(frozen=True)
class Link:
    """One line in the list of rooms. The lower the `place`, the higher it stands. See `leading_on`."""

    text: str
    href: str
    place: int


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something that happened to a family at a moment (`at`, UTC), in words, as one person may read it; and
    the page on which it is read."""

    at: datetime
    words: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One whom the family has chosen to call: what they are to the child, their number, and when to call."""

    name: str
    what: str
    phone: str
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class Pocket:
    """What a family has agreed for when it gets dangerous, as far as one person may read it: whom to call
    first, in this order; where it is safe; and a word that means "come and get me". Each may be missing."""

    contacts: Sequence[Contact] = ()
    safe_place: str = ""
    code_word: str = ""


@dataclass(frozen=True)
class ToGather:
    """Words in the case (id) because of which people are to meet, and the seats (ids) that know of it
    already."""

    because_id: UUID
    seats: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class InPlan:
    """Where words stand in the safety plan: "dangers" or "goals"; which words (id) they answer; and what
    stands around them, by names that `facts` of the same kind can tell."""

    section: str
    answers: UUID | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """Where people stand on the line of one danger and its goal, as far as one person may read it. `panel`:
    on a page; `ends`: what the two ends mean, as (place, words); `voices`: on paper, by who everybody is."""

    panel: Panel
    ends: Sequence[tuple[str, str]]
    voices: Callable[[Mapping[UUID, Any]], list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What people see differently, as one person may read it: what was `said` of it in writing, and what it
    is `about`; when the answers were opened (`on`, UTC), who said what (`answers`: name, words) and how far
    apart that is (`spread`). `leads_on`: the reader may open the page where all of it is read. `stands`:
    nothing has taken its place since. `fields`: what a version of the plan keeps beside the words."""

    said: Any
    about: str
    on: datetime
    answers: Sequence[tuple[str, str]]
    spread: str = ""
    leads_on: bool = False
    stands: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
