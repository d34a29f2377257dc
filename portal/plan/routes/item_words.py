"""What an item of a section says, in the reader's language: the names of its questions, and the answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.cases import panels
from portal.plan.forms.sections import QUESTIONS
from portal.plan.models.groups import ROUND
from portal.plan.models.sections import Section
from portal.plan.models.statements import Framing
from portal.plan.routes.wording import ClashInWords
from portal.web.i18n import _l, day
from portal.writing.merging import Clash


@dataclass(frozen=True)
class Fact:
    """One answer. `own`: somebody wrote it; otherwise it is our own text."""

    name: str
    text: str
    own: bool


FRAMING: dict[str, Any] = {
    Framing.DANGERS: _l("What could happen"),
    Framing.GOALS: _l("What we want to see"),
    Framing.DIFFERENCES: _l("We see it differently"),
}
"""The first sections, which are written elsewhere: nothing is asked here."""


def facts_of(section: str, fields: Mapping[str, Any]) -> list[Fact]:
    """What stands beside the words of an item, in the order in which it was asked."""
    if section == Framing.DIFFERENCES:
        return [Fact(name, text, own=False) for name, text in panels.facts_of("disagreement", dict(fields))]
    if section in FRAMING:
        return [Fact(name, text, own=True) for name, text in panels.facts_in_plan(dict(fields)) if text]
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
    return str(FRAMING.get(section) or QUESTIONS[section].title)


def whom(section: str) -> str:
    """What the people an item names are called on the page."""
    return "" if section in FRAMING else str(QUESTIONS[section].short.get("seats", ""))


def index() -> list[tuple[str, str, str]]:
    """Every section in the order of the plan: its name in addresses, what it is called, what it is for."""
    return [(one.value, title_of(one), str(QUESTIONS[one].lead)) for one in Section]


def asked_in(section: str) -> Callable[[str], str]:
    """What one group of fields is called in this section."""
    asked = QUESTIONS[section]
    labels = {
        "words": asked.words[0],
        **{name: one[0] for name, one in (asked.choices | asked.texts).items()},
    }
    labels |= {name: label for name, (label, _hint) in asked.dates.items()}
    return lambda group: str(asked.short.get(group, labels[group]))


def clashes_in(section: str) -> Callable[[Iterable[Clash]], list[ClashInWords]]:
    """What two people have answered to the same question of this section."""
    called = asked_in(section)

    def in_words(clashes: Iterable[Clash]) -> list[ClashInWords]:
        return [
            ClashInWords(
                one.group,
                called(one.group),
                *(_answered(section, one.group, side) for side in (one.before, one.theirs, one.mine)),
            )
            for one in clashes
        ]

    return in_words


def _answered(section: str, group: str, said: Mapping[str, Any]) -> str:
    if group == "words":
        return str(said["words"])
    told = facts_of(section, {name: said[name] for name in (ROUND if group in ROUND else (group,))})
    return ", ".join(fact.text for fact in told)


def facts_of_wording(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """One wording of an item, besides its words; nothing where it does not say which section it was in."""
    if "section" not in fields or "fields" not in fields:
        return []
    return [(fact.name, fact.text) for fact in facts_of(fields["section"], fields["fields"])]


ITEM_WORDS = {"facts_of": facts_of, "title_of": title_of, "whom": whom}
"""For pages that show lines of a version, which may be items."""
