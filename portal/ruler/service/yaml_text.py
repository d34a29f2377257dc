"""The YAML that ruler files are written in: read with the line of everything in it, and every value as text.

What a value means is for whoever asks. Not read, and refused with the line: anchors, tags, and what stands
deeper than any ruler does.
"""

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from portal.ruler.service.yaml_nodes import CannotRead, Node, Unreadable

DEEPEST = 20
QUOTED = re.compile(r"""[:-] (["'])(?!.*\\1\\s*(?:\\s#.*)?$)""")
"""A text in quotation marks that does not end on its line."""
MEANS = {
    "character '\\t'": Unreadable.TAB,
    "escape character": Unreadable.ESCAPE,
    "mapping values are not allowed": Unreadable.COLON_IN_TEXT,
    "end of stream": Unreadable.QUOTE_OPEN,
    "quoted scalar": Unreadable.QUOTE_OPEN,
    "could not find expected ':'": Unreadable.NO_COLON,
    "expected ',' or ']'": Unreadable.LIST_OPEN,
    "flow sequence": Unreadable.LIST_OPEN,
    "cannot start any token": Unreadable.SIGN,
}
"""Part of what the library says of a file, and what it is here. Anything else is a line at a wrong place."""


def read(text: str) -> Node:
    """What the file says. Raises CannotRead."""
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip():
            raise CannotRead(Unreadable.TAB, number)
    try:
        found = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as wrong:
        raise _told(wrong, text) from wrong
    except (YAMLError, RecursionError, ValueError) as wrong:
        raise CannotRead(Unreadable.INDENT, 1) from wrong
    if found is None:
        raise CannotRead(Unreadable.EMPTY, 1)
    return _node(found, 0)


def _told(wrong: MarkedYAMLError, text: str) -> CannotRead:
    """Where a text in quotation marks or a list never ends, the line is the one it begins on."""
    said, lines = f"{wrong.context or ''} {wrong.problem or ''}", text.split("\n")
    why = next((meant for part, meant in MEANS.items() if part in said), Unreadable.INDENT)
    begins = why in (Unreadable.QUOTE_OPEN, Unreadable.LIST_OPEN, Unreadable.NO_COLON)
    mark = (wrong.context_mark if begins else None) or wrong.problem_mark or wrong.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if why is Unreadable.COLON_IN_TEXT and ":" not in lines[line][:column]:
        why = Unreadable.INDENT  # the colon is that of a name, which goes on with the text above
    if why is Unreadable.INDENT:
        unended = next((at for at, one in enumerate(lines[: line + 1]) if QUOTED.search(one)), None)
        why, line = (why, line) if unended is None else (Unreadable.QUOTE_OPEN, unended)
    return CannotRead(why, line + 1, _about(why, "".join(lines[line : line + 1]), column))


def _about(why: Unreadable, here: str, at: int) -> str:
    """The sign or the words that it is about."""
    if why is Unreadable.NO_COLON:
        return here.strip()[:40]
    if why is Unreadable.ESCAPE:
        return here[max(0, at - 1) : at + 1]
    return here[at : at + 1] if why is Unreadable.SIGN else ""


def _node(found: object, depth: int) -> Node:
    line = found.start_mark.line + 1  # type: ignore[attr-defined]
    if depth > DEEPEST:
        raise CannotRead(Unreadable.DEEP, line)
    if getattr(found, "anchor", None):
        raise CannotRead(Unreadable.SIGN, line, "&")
    if isinstance(found, MappingNode):
        return Node(line, dict(_entries(found, depth)))
    if isinstance(found, SequenceNode):
        return Node(line, [_node(one, depth + 1) for one in found.value])
    assert isinstance(found, ScalarNode)
    return Node(line, found.value)


def _entries(found: MappingNode, depth: int) -> Iterator[tuple[str, Node]]:
    known: set[str] = set()
    for name, value in found.value:
        line = name.start_mark.line + 1
        if not isinstance(name, ScalarNode):
            raise CannotRead(Unreadable.SIGN, line, "?")
        if name.value in known:
            raise CannotRead(Unreadable.TWICE, line, name.value)
        known.add(name.value)
        inside = _node(value, depth + 1)
        yield name.value, Node(line, inside.value)
