"""A printed sheet as somebody reads it: by eye, or with a screen reader."""

import re
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader


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
