"""What stands in a ruler's file and on which line; and why a file cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Unreadable(StrEnum):
    """What can be wrong with a file before anybody asks what it says."""

    TAB = "tab"
    INDENT = "indent"
    NO_COLON = "no_colon"
    COLON_IN_TEXT = "colon_in_text"
    TWICE = "twice"
    QUOTE_OPEN = "quote_open"
    LIST_OPEN = "list_open"
    ESCAPE = "escape"
    SIGN = "sign"
    DEEP = "deep"
    EMPTY = "empty"


class CannotRead(ValueError):
    """`line` (from 1) cannot be read, because of `why`; `told`: the sign or the name it is about."""

    def __init__(self, why: Unreadable, line: int, told: str = "") -> None:
        super().__init__(f"line {line}: {why} {told}".strip())
        self.why, self.line, self.told = why, line, told


@dataclass(frozen=True)
class Node:
    """Something in the file, with the line (from 1) it begins on."""

    line: int
    value: "str | dict[str, Node] | list[Node]"

    @property
    def plain(self) -> Any:
        """The same as texts, lists and dicts."""
        if isinstance(self.value, dict):
            return {name: node.plain for name, node in self.value.items()}
        return [node.plain for node in self.value] if isinstance(self.value, list) else self.value

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of what stands at `path`, or of the nearest thing around it."""
        here = self
        for part in path:
            inside: Any = here.value
            try:
                here = inside[part]
            except (KeyError, IndexError, TypeError):
                break
        return here.line
