"""The sections of the plan beside its agreements, as data: what each asks, and whose it is (domain 2.6).

Statements of danger and goals stand on the map; agreements and the network log have rooms of their own in the
plan. Everything else is one kind of thing, an item, and this table says what an item of each section holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from portal.access.actor import Role


class Section(StrEnum):
    """In the order of the plan; the value is also the name in addresses and in the database."""

    PURPOSE = "purpose"
    BOTTOM_LINES = "bottom-lines"
    SIGNS = "signs"
    NETWORK = "network"
    ALARM = "alarm"
    OBJECT = "object"
    CHECKS = "checks"
    TIMELINE = "timeline"
    RESPONSES = "responses"
    CHILD = "child"
    CLOSING = "closing"


HOMECOMING = "homecoming"
"""The kind of a plan for a child who moves home. A provisional plan is said to be one when it is sent out."""
CASEWORKER = frozenset({Role.CASEWORKER})
JOINT = frozenset({Role.CUSTODY_HOLDER, Role.CHILD, Role.NETWORK_PERSON, Role.CASEWORKER})
EVERYBODY = frozenset(Role) - {Role.PARENT_WITHOUT_CUSTODY}
"""Who has no custody writes where somebody has opened it to them (domain 3.3)."""


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One section. `number`: its line in the table of domain 2.6, 0 for what the plan itself says there.
    `writers`: who may say something new in it; `one`: there is one item at a time, for everybody to read.

    `texts`, `dates` (ISO 8601 days) and `choices` (with the values there are): what an item holds beside its
    words; `needed`: those that may not be left out; `to_come`: days that are not over when they are written.
    `seats`: how many people an item names at most, in their order, and `names_somebody`: it names at least
    one. `for_the_child`: children with a seat read it.
    `of_the_caseworker`: choices that the caseworker alone may make. `others_suggest`: they may want other
    words.
    """

    number: int
    writers: frozenset[Role]
    one: bool = False
    texts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    to_come: frozenset[str] = frozenset()
    seats: int = 0
    names_somebody: bool = False
    for_the_child: bool = False
    of_the_caseworker: frozenset[str] = frozenset()
    others_suggest: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """What an item holds beside its words, in the order in which it is asked."""
        return (*self.choices, *self.texts, *self.dates)


SPECS: dict[Section, Spec] = {
    Section.PURPOSE: Spec(
        number=0,
        writers=frozenset({Role.CUSTODY_HOLDER, Role.CASEWORKER}),
        one=True,
        texts=("child_words",),
        dates=("expected_end",),
        choices={"kind": ("full", HOMECOMING)},
        needed=frozenset({"kind"}),
        to_come=frozenset({"expected_end"}),
    ),
    Section.BOTTOM_LINES: Spec(
        number=3,
        writers=CASEWORKER,
        texts=("why", "legal_note", "consequence"),
        needed=frozenset({"why"}),
        others_suggest=False,
    ),
    Section.SIGNS: Spec(
        number=5,
        writers=EVERYBODY,
        texts=("noticed_by", "first_action"),
        choices={"level": ("yellow", "red")},
        needed=frozenset({"level", "first_action"}),
        seats=3,
    ),
    Section.NETWORK: Spec(
        number=6,
        writers=frozenset({Role.CUSTODY_HOLDER, Role.CHILD}),
        texts=("available", "backup"),
        choices={"part": ("daily", "checker", "driver", "nights", "caller")},
        needed=frozenset({"part"}),
        seats=1,
        names_somebody=True,
    ),
    Section.ALARM: Spec(
        number=7,
        writers=JOINT,
        choices={"turn": ("1", "2", "3", "4", "5")},
        needed=frozenset({"turn"}),
        seats=1,
        names_somebody=True,
    ),
    Section.OBJECT: Spec(
        number=8,
        writers=JOINT,
        texts=("place", "meaning", "looked_at_by", "how_often"),
        needed=frozenset({"meaning"}),
        for_the_child=True,
    ),
    Section.CHECKS: Spec(
        number=9,
        writers=frozenset({Role.CASEWORKER, Role.NETWORK_PERSON}),
        texts=("how_often",),
        dates=("next_on",),
        choices={"way": ("visit", "call", "log", "supervision"), "announced": ("yes", "no", "both")},
        needed=frozenset({"way", "announced", "how_often"}),
        seats=1,
        names_somebody=True,
    ),
    Section.TIMELINE: Spec(
        number=10,
        writers=JOINT,
        texts=("criteria", "contact"),
        dates=("starts", "ends"),
        needed=frozenset({"starts", "criteria"}),
    ),
    Section.RESPONSES: Spec(
        number=11,
        writers=frozenset({Role.CASEWORKER, Role.CUSTODY_HOLDER, Role.NETWORK_PERSON}),
        texts=("within",),
        choices={"step": ("same_day", "meeting", "review", "authority")},
        needed=frozenset({"step", "within"}),
        of_the_caseworker=frozenset({"review", "authority"}),
    ),
    Section.CHILD: Spec(
        number=12,
        writers=frozenset({Role.CUSTODY_HOLDER, Role.CHILD, Role.CASEWORKER}),
        texts=("told_by", "reaction"),
        dates=("told_on",),
        for_the_child=True,
    ),
    Section.CLOSING: Spec(number=14, writers=JOINT, texts=("goes_on", "last_scores", "childs_view")),
}


class NotInSection(ValueError):
    """An item of this section does not hold that. `name`: the field that is wrong."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} does not fit in this section")
        self.name = name


def fitting(section: Section, told: Mapping[str, Any]) -> dict[str, str]:
    """What an item holds beside its words, each field of the section once; "" where nothing was said. Raises
    NotInSection for a field, a choice or a day that the section does not have, and for what is missing."""
    spec = SPECS[section]
    if strange := set(told) - set(spec.fields):
        raise NotInSection(min(strange))
    fields = {name: str(told.get(name) or "") for name in spec.fields}
    for name, value in fields.items():
        _fits(spec, name, value)
    if (ends := fields.get("ends")) and ends < fields["starts"]:
        raise NotInSection("ends")
    return fields


def _fits(spec: Spec, name: str, value: str) -> None:
    if not value:
        if name in spec.needed:
            raise NotInSection(name)
    elif name in spec.choices:
        if value not in spec.choices[name]:
            raise NotInSection(name)
    elif name in spec.dates:
        try:
            date.fromisoformat(value)
        except ValueError as nowhere:
            raise NotInSection(name) from nowhere
