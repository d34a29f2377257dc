"""A printed sheet as somebody reads it: by eye, or with a screen reader."""

import re
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream


class Paper:
    """A PDF that was opened again. `says` has every word on it, in the order in which it is read."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(BytesIO(pdf), strict=True)
        self.pages = len(self.reader.pages)
        self.title = self.reader.metadata.title if self.reader.metadata else None

    @cached_property
    def says(self) -> str:
        return " ".join("\n".join(page.extract_text() for page in self.reader.pages).split())

    def has(self, text: str) -> bool:
        """Does it say this, wherever lines break?"""
        return re.sub(r"\s", "", text) in self.letters

    @cached_property
    def letters(self) -> str:
        """The same without spaces: between letters that stand close, a file does not tell them."""
        return re.sub(r"\s", "", self.says)

    @property
    def languages(self) -> set[str]:
        """Each language a part of it is read in, besides its own."""
        streams = [page.get_contents() for page in self.reader.pages]
        marked = [
            told
            for stream in streams
            if stream
            for told in re.findall(rb"/Lang ?\((\w+)\)", stream.get_data())
        ]
        return {told.decode() for told in marked} | {
            str(node["/Lang"]) for node in self._structure() if "/Lang" in node
        }

    @cached_property
    def glyphs(self) -> list[str]:
        """What each drawn glyph stands for, as the file tells a screen reader, in the order it is drawn: from
        the left, also where one reads from the right."""
        return [told for page in self.reader.pages for told in _drawn(page, self.reader)]

    def shapes_of(self, letter: str) -> int:
        """In how many shapes a letter is drawn: an Arabic one has others where it is joined."""
        fonts = [font for page in self.reader.pages for font in _letters_of(page).values()]
        return max(list(font.values()).count(letter) for font in fonts)

    @property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @property
    def tags(self) -> set[str]:
        """Every kind of tag in the document."""
        return {str(node["/S"]) for node in self._structure() if "/S" in node}

    @property
    def alternatives(self) -> list[str]:
        """What a screen reader says of each picture, in order."""
        return [str(node["/Alt"]) for node in self._structure() if "/Alt" in node]

    @property
    def links(self) -> list[str]:
        """Where one gets by pressing on it."""
        noted = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return list(dict.fromkeys(str(note["/A"]["/URI"]) for note in noted if "/A" in note))

    def _structure(self) -> list[Any]:
        found: list[Any] = []
        waiting = [self.root["/StructTreeRoot"]]
        while waiting:
            node = waiting.pop().get_object()
            if isinstance(node, list):
                waiting += reversed(node)
            elif isinstance(node, dict):
                found.append(node)
                waiting += [node["/K"]] if "/K" in node and not isinstance(node["/K"], int) else []
        return found

    @property
    def claims(self) -> str:
        """The metadata in which a file says which standard it keeps."""
        return str(self.root["/Metadata"].get_object().get_data().decode())


def _letters_of(page: PageObject) -> dict[str, dict[int, str]]:
    """For each font of a page, what its glyphs stand for."""
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    return {name: _told(font.get_object()["/ToUnicode"].get_data()) for name, font in fonts.items()}


def _told(table: bytes) -> dict[int, str]:
    pairs = re.findall(rb"^<(\w{4})> <(\w+)>$", table, re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _drawn(page: PageObject, reader: PdfReader) -> list[str]:
    fonts, font, found = _letters_of(page), "", []
    for given, what in ContentStream(page.get_contents(), reader).operations:
        if what == b"Tf":
            font = str(given[0])
        elif what in (b"Tj", b"TJ"):
            parts = given[0] if what == b"TJ" else given
            shown = [getattr(part, "original_bytes", part) for part in parts]
            for codes in (part for part in shown if isinstance(part, bytes)):
                pairs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
                found += [fonts[font].get(int.from_bytes(pair, "big"), "?") for pair in pairs]
    return found
