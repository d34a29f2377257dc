"""Words that say what somebody is (*voldelig*), each with a question that asks what somebody does.

The portal comes with a list; what the municipality has changed stands in the database, word by word.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select

from portal.db.session import session
from portal.mapping.models import LabelWord

SHIPPED = Path(__file__).parents[1] / "data" / "labels.json"
ENDING = 3
"""So many letters may follow a word: *voldelige*, *voldeligt*, *alkoholikeren* are the same label."""
MOST_SHOWN = 3
WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")


@dataclass(frozen=True)
class Label:
    """A word as somebody wrote it, and what could be told instead."""

    word: str
    question: str


@cache
def shipped() -> Mapping[str, Mapping[str, str]]:
    """By language: each word (in small letters) and its question."""
    read: dict[str, dict[str, str]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return read


def labels(language: str) -> dict[str, str]:
    """The list of this municipality in one language, in the order of the alphabet; those it has taken out are
    left out. In one statement."""
    changed = session.execute(
        select(LabelWord.word, LabelWord.question).where(LabelWord.language == language)
    )
    told = {**shipped().get(language, {}), **{word: question for word, question in changed}}
    return {word: told[word] for word in sorted(told) if told[word]}


def found_in(texts: Iterable[str], language: str) -> list[Label]:
    """Labels in what somebody wrote, each once, in the order in which they stand there; a few at most."""
    written = [word for text in texts for word in WORD.findall(text)]
    known = labels(language) if written else {}
    found: dict[str, Label] = {}
    for word in written:
        label = next((one for one in known if _is(word.casefold(), one)), None)
        if label:
            found.setdefault(known[label], Label(word, known[label]))
    return list(found.values())[:MOST_SHOWN]


def _is(word: str, label: str) -> bool:
    return word.startswith(label) and len(word) - len(label) <= ENDING
