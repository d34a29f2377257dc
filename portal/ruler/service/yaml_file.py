"""A ruler as a file that people can read and change, and that is read back to the same."""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

PLAIN = re.compile(r"[^\W\d_](?:[\w .,()/-]*[\w.)])?")
NO_TEXT_ELSEWHERE = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})
"""What other readers of YAML take for something else than text."""
WIDTH = 100


def as_file(told: dict[str, Any]) -> str:
    """Dicts, lists, texts, numbers and yes/no as YAML, in the order they have."""
    return "\n".join(_map(told, 0)) + "\n"


def _map(told: dict[str, Any], indent: int) -> Iterator[str]:
    for name, value in told.items():
        yield from _entry(f"{' ' * indent}{_text(name)}:", value, indent)


def _list(told: list[Any], indent: int) -> Iterator[str]:
    for value in told:
        if isinstance(value, dict) and value:
            first, *others = _map(value, indent + 2)
            yield f"{' ' * indent}- {first.lstrip()}"
            yield from others
        else:
            yield from _entry(f"{' ' * indent}-", value, indent)


def _entry(begins: str, value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield begins
        yield from _map(value, indent + 2)
    elif isinstance(value, list) and value and not _is_short(value):
        yield begins
        yield from _list(value, indent + 2)
    elif isinstance(value, list):
        yield f"{begins} [{', '.join(_marked(one) if ',' in str(one) else _scalar(one) for one in value)}]"
    elif isinstance(value, str) and _folds(value, indent):
        yield f"{begins} >-"
        yield from textwrap.wrap(value, WIDTH, **_beneath(indent))
    else:
        yield f"{begins} {_scalar(value)}".rstrip()


def _is_short(values: list[Any]) -> bool:
    plain = all(isinstance(one, str | int) and "\n" not in str(one) for one in values)
    return plain and sum(len(str(one)) + 4 for one in values) < WIDTH // 2


def _folds(value: str, indent: int) -> bool:
    """Is it a long text of one paragraph, whose spaces stay what they are when it is broken up?"""
    return len(value) + indent > WIDTH and " ".join(value.split()) == value and value.isprintable()


def _beneath(indent: int) -> dict[str, Any]:
    far = " " * (indent + 2)
    return {
        "initial_indent": far,
        "subsequent_indent": far,
        "break_long_words": False,
        "break_on_hyphens": False,
    }


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    if PLAIN.fullmatch(text) and text.lower() not in NO_TEXT_ELSEWHERE:
        return text
    return _marked(text)


def _marked(text: str) -> str:
    marked = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{marked}"'
