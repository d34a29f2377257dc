"""Does a text give away what somebody must not be told? Whatever the letters, the spaces or the dashes.

When in doubt it does: a word that is held back is looked at by a person, a word that slipped through is read.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

LETTERS = {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "ue", "ß": "ss", "đ": "d", "ð": "d"}
_COMMON = """
bolig bopael boernehave boernehaven dagpleje daginstitution efterskole folkeskole friskole fritidsklub
institution institutionen klassen kommune kommunen legeplads lejlighed lejligheden privatskole skole skolen
vuggestue vuggestuen vaerelse gaarden huset stedet vejen gaden pladsen etage doeren
"""
NO_POINTERS = frozenset(_COMMON.split())
"""Words that half of all addresses and schools share: alone they tell nothing."""
LONG_ENOUGH, SQUEEZED, SHORT_NUMBER = 5, 6, 4
A_NUMBER = re.compile(r"\d(?:[^\w\n]{0,3}\d){3,}")


class Kind(StrEnum):
    """What must not be told. Of the first three, one telling word is enough."""

    ADDRESS = "address"
    PLACE = "place"
    SCHOOL = "school"
    PHONE = "phone"
    NAME = "name"
    OTHER = "other"


POINTERS = frozenset({Kind.ADDRESS, Kind.PLACE, Kind.SCHOOL})


@dataclass(frozen=True)
class Word:
    """One word of a text as it is compared, and where it stands in the text."""

    folded: str
    begins: int
    ends: int


@dataclass(frozen=True)
class Protected:
    """What must not be told, as its writer wrote it."""

    kind: Kind
    words: str


def found_in(text: str, protected: Protected) -> list[tuple[int, int]]:
    """Where in the text it stands (begin, end), in order; empty when the text does not give it away."""
    words = list(_words(text))
    found = set(_all_of_it(words, protected.words))
    if protected.kind in POINTERS:
        found |= set(_telling_words(words, protected.words))
    if protected.kind is Kind.NAME:
        found |= set(_first_names(words, protected.words))
    return sorted(found | set(_numbers(text, protected)))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is to be marked."""
    pieces, at = [], 0
    for begins, ends in _joined(spans):
        pieces += [(text[at:begins], False), (text[begins:ends], True)]
        at = ends
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begins, ends in sorted(spans):
        if joined and begins <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(ends, joined[-1][1])
        else:
            joined.append((begins, ends))
    return joined


def _words(text: str) -> Iterator[Word]:
    begins, folded = None, ""
    for at, letter in enumerate(text):
        if letter.isalnum() or (folded and unicodedata.category(letter) in ("Mn", "Cf")):
            begins = at if begins is None else begins
            folded += _fold(letter)
        elif begins is not None:
            yield Word(folded, begins, at)
            begins, folded = None, ""
    if begins is not None:
        yield Word(folded, begins, len(text))


def _fold(letter: str) -> str:
    """One letter as it is compared: small, Danish letters in two, no accents, all digits as ours."""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    small = unicodedata.normalize("NFKC", letter).casefold()
    plain = "".join(LETTERS.get(one, one) for one in small)
    return "".join(one for one in unicodedata.normalize("NFKD", plain) if one.isalnum())


def _all_of_it(words: list[Word], told: str) -> Iterator[tuple[int, int]]:
    """All of the words in a row; long ones also written together or taken apart."""
    wanted = [word.folded for word in _words(told)]
    squeezed = "".join(wanted)
    for at in range(len(words) if wanted else 0):
        row, end = "", at
        while end < len(words) and len(row) < len(squeezed):
            row, end = row + words[end].folded, end + 1
        same = [word.folded for word in words[at : at + len(wanted)]]
        if len(squeezed) >= SQUEEZED and row.startswith(squeezed):
            yield words[at].begins, words[end - 1].ends
        elif same in (wanted, [*wanted[:-1], wanted[-1] + "s"]):
            yield words[at].begins, words[at + len(wanted) - 1].ends


def _telling_words(words: list[Word], told: str) -> Iterator[tuple[int, int]]:
    """A street, a town, a school by its own name; with an ending, or as the beginning of a longer word."""
    telling = {
        word.folded
        for word in _words(told)
        if len(word.folded) >= LONG_ENOUGH and not word.folded.isdecimal() and word.folded not in NO_POINTERS
    }
    for word in words:
        if any(word.folded.startswith(one) for one in telling):
            yield word.begins, word.ends


def _first_names(words: list[Word], told: str) -> Iterator[tuple[int, int]]:
    first = next((word.folded for word in _words(told)), "")
    for word in words:
        if first and word.folded in (first, first + "s"):
            yield word.begins, word.ends


def _numbers(text: str, protected: Protected) -> Iterator[tuple[int, int]]:
    """A phone number, whatever stands between its digits and with or without its country."""
    wanted = _national(protected.words) if protected.kind is Kind.PHONE else ""
    for row in A_NUMBER.finditer(text) if len(wanted) >= SHORT_NUMBER else ():
        if wanted in "".join(_fold(one) for one in row.group() if one.isdecimal()):
            yield row.span()


def _national(number: str) -> str:
    """The digits of a number without its country's: read as a Danish one where it names no country."""
    import phonenumbers  # noqa: PLC0415  (large tables: read when a number is first compared)

    try:
        read = phonenumbers.parse(number, "DK")
    except phonenumbers.NumberParseException:
        return str(phonenumbers.normalize_digits_only(number))
    return str(phonenumbers.national_significant_number(read))
