"""What is new between two wordings, word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
"""What stands on or between letters (Arabic vowels, joiners): part of the word."""
PARTS = re.compile(rf"[\w{MARKS}]+(?:[-'\u2019][\w{MARKS}]+)*|\s+|[^\w\s]")
SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_COMPARED = 400_000
"""Pairs of equal words that are compared. A text of one word a thousand times over would keep a page busy."""
ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Some words that are in both texts ("same"), in the new one alone ("added") or the old ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Differences:
    """The pieces in the order in which they are read. `alike`: the two have so much in common that reading
    them as one text helps; else each is better read by itself."""

    pieces: tuple[Piece, ...]
    alike: bool

    @property
    def any(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)


def differences(before: str, after: str) -> Differences:
    """What became of `before`. Both texts can be read from the answer, every letter of them."""
    old, new = PARTS.findall(before), PARTS.findall(after)
    if _too_much(old, new):
        return Differences(tuple(_joined([(REMOVED, before), (ADDED, after)])), alike=False)
    found = SequenceMatcher(None, old, new, autojunk=False)
    pieces = tuple(_joined(_without_islands(list(_steps(found, old, new)))))
    words = [piece for piece in pieces if piece.kind == SAME]
    shared = sum(len(piece.text.strip()) for piece in words)
    return Differences(pieces, alike=2 * shared >= ALIKE * (len(before) + len(after)))


def _too_much(old: list[str], new: list[str]) -> bool:
    there = Counter(new)
    return sum(times * there[part] for part, times in Counter(old).items()) > MOST_COMPARED


def _steps(found: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for tag, i, j, k, m in found.get_opcodes():
        if tag == "equal":
            yield SAME, "".join(old[i:j])
        else:
            yield REMOVED, "".join(old[i:j])
            yield ADDED, "".join(new[k:m])


def _without_islands(steps: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A space between two words that are both new is read as part of what is new."""
    removed = added = ""
    for at, (kind, text) in enumerate(steps):
        island = kind == SAME and not text.strip() and 0 < at < len(steps) - 1
        if kind == SAME and not island:
            yield from ((REMOVED, removed), (ADDED, added), (SAME, text))
            removed = added = ""
        else:
            removed += text if kind != ADDED else ""
            added += text if kind != REMOVED else ""
    yield from ((REMOVED, removed), (ADDED, added))


def _joined(steps: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    for kind, run in groupby((step for step in steps if step[1]), key=lambda step: step[0]):
        yield Piece(kind, "".join(text for _kind, text in run))
