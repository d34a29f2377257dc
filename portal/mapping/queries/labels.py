"""Words that say what somebody is (*voldelig*, *dårlig mor*), each with a question about what somebody does.

The portal comes with a list; what the municipality has changed stands in the database, word by word.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
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
    """A word, or a few in a row, as somebody wrote it, and what could be told instead."""

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
    written = [(text, list(WORD.finditer(text))) for text in texts]
    known = labels(language) if any(words for _text, words in written) else {}
    longest_first = sorted(known, key=lambda label: -len(label.split()))
    found: dict[str, Label] = {}
    for text, words in written:
        for at in range(len(words)):
            here = ((_as_written(text, words[at:], one.split()), known[one]) for one in longest_first)
            said, question = next((one for one in here if one[0]), ("", ""))
            if said:
                found.setdefault(question, Label(said, question))
    return list(found.values())[:MOST_SHOWN]


def _as_written(text: str, words: Sequence[re.Match[str]], label: Sequence[str]) -> str:
    """How a label is written where these words begin; nothing where it is not. Between its own words there
    is nothing but space."""
    here = words[: len(label)]
    if len(here) < len(label) or not all(map(_is, (one[0].casefold() for one in here), label)):
        return ""
    apart = all(text[one.end() : after.start()].isspace() for one, after in pairwise(here))
    return text[here[0].start() : here[-1].end()] if apart else ""


def _is(word: str, label: str) -> bool:
    return word.startswith(label) and len(word) - len(label) <= ENDING
