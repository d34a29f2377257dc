"""What an item of a section says, in the reader's language: the names of its questions, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.plan.forms.sections import QUESTIONS
from portal.plan.models.sections import Section
from portal.web.i18n import day


@dataclass(frozen=True)
class Fact:
    """One answer. `own`: somebody wrote it; otherwise it is our own text."""

    name: str
    text: str
    own: bool


def facts_of(section: str, fields: Mapping[str, Any]) -> list[Fact]:
    """What stands beside the words of an item, in the order in which it was asked."""
    asked = QUESTIONS[section]
    found = []
    for name, (label, values) in asked.choices.items():
        found.append((name, label, str(dict(values).get(fields.get(name, ""), "")), False))
    for name, (label, _hint) in asked.texts.items():
        found.append((name, label, str(fields.get(name, "")), True))
    for name, (label, _hint) in asked.dates.items():
        told = str(fields.get(name, ""))
        found.append((name, label, day(date.fromisoformat(told)) if told else "", False))
    return [Fact(str(asked.short.get(name, label)), text, own) for name, label, text, own in found if text]


def title_of(section: str) -> str:
    return str(QUESTIONS[section].title)


def whom(section: str) -> str:
    """What the people an item names are called on the page."""
    return str(QUESTIONS[section].short.get("seats", ""))


def index() -> list[tuple[str, str, str]]:
    """Every section in the order of the plan: its name in addresses, what it is called, what it is for."""
    return [(one.value, title_of(one), str(QUESTIONS[one].lead)) for one in Section]


ITEM_WORDS = {"facts_of": facts_of, "title_of": title_of, "whom": whom}
"""For pages that show lines of a version, which may be items."""
