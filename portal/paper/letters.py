"""Which letters the fonts of the paper hold, and text made so that all of it can be printed."""

import unicodedata
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "fonts" / "letters.txt"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Printed in the place of a letter that no font of ours holds: a gap in a text must be seen."""
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
SKIN_TONES = range(0x1F3FB, 0x1F400)


@cache
def families() -> tuple[frozenset[str], ...]:
    """The letters of each font family, in the order in which a letter is looked for."""
    return tuple(
        frozenset(chr(code) for first, last in _ranges(line) for code in range(first, last + 1))
        for line in LIST.read_text(encoding="utf-8").splitlines()
    )


def _ranges(line: str) -> list[tuple[int, int]]:
    ends = (part.split("-") for part in line.split()[1:])
    return [(int(first, 16), int(last, 16)) for first, last in ends]


def printable(text: str) -> str:
    """The text as the paper can carry it: lines kept, signs nobody sees left out, unknown letters as UNKNOWN.

    An accent is kept where it stands on a letter of its own script; elsewhere no font can place it.
    """
    out: list[str] = []
    base = ""
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if kind in ("Mn", "Me"):
            out += [letter] if _can_carry(base, letter) else []
        elif letter == "\n" or letter in JOINERS:
            out.append(letter)
        elif kind == "Zs" or letter == "\t":
            base = " "
            out.append(base)
        elif not _unseen(letter, kind):
            base = letter if any(letter in family for family in families()) else UNKNOWN
            out.append(base)
    return "".join(out)


def _unseen(letter: str, kind: str) -> bool:
    return kind in ("Cc", "Cf", "Cs", "Zl", "Zp") or ord(letter) in SKIN_TONES


def _can_carry(base: str, accent: str) -> bool:
    return base.isalpha() and any(base in family and accent in family for family in families())


def direction(text: str) -> str:
    """`rtl` when the first letter that has a direction reads from the right, else `ltr`."""
    for letter in text:
        turn = unicodedata.bidirectional(letter)
        if turn in ("R", "AL"):
            return "rtl"
        if turn == "L":
            return "ltr"
    return "ltr"
