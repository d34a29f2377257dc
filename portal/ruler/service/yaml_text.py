"""The YAML that ruler files are written in: read with the line of everything in it.

A plain part of YAML 1.2: maps, lists, texts in all their ways of being written, comments. Every value is
text; what it means is for whoever asks. Not read, and refused with the line: anchors, tags, maps in
braces, tabs before a line, a name that stands twice. Whatever is read here, PyYAML reads too, and reads
the same (a test compares them).
"""

import re

from portal.ruler.service.yaml_nodes import CannotRead, Node, Unreadable

DEEPEST = 20
QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'""")
PLAIN_KEY = r"""(?![-?](?:\s|$))([^\s"'\[\]{}&*!|>%@`#,:][^#:]*(?::(?!\s|$)[^#:]*)*)"""
KEY = re.compile(rf"(?:{QUOTED.pattern}\s*|{PLAIN_KEY}):(?:\s+(.*))?$")
ESCAPED = re.compile(r"\\(?:([\\\"/nt ])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
MEANT = {"n": "\n", "t": "\t"}
BLOCK = re.compile(r"[|>]-?\s*(?:#.*)?$")
COMMENT = re.compile(r"(?:^|\s)#.*$")
NOT_READ = "&*!%@`{}]|>,"


def read(text: str) -> Node:
    """What the file says. Raises CannotRead."""
    reader = _Reader(text)
    found = reader.block(0)
    if reader.next() is not None:
        raise CannotRead(Unreadable.INDENT, reader.line)
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        self.at, self.depth = 0, 0
        if self.next() == (0, "---"):
            self.at += 1

    @property
    def line(self) -> int:
        return self.at + 1

    def next(self) -> tuple[int, str] | None:
        """How far in the next line that says something begins, and what it says; None at the end."""
        while self.at < len(self.lines):
            raw = self.lines[self.at]
            said = raw.strip()
            if said and not said.startswith("#"):
                before = raw[: len(raw) - len(raw.lstrip())]
                if before.strip(" "):
                    raise CannotRead(Unreadable.TAB, self.line)
                return len(before), said
            self.at += 1
        return None

    def block(self, least: int) -> Node:
        """A list or a map that begins at least this far in."""
        found = self.next()
        if found is None or found[0] < least:
            raise CannotRead(Unreadable.EMPTY, min(self.line, len(self.lines)))
        self.depth += 1
        if self.depth > DEEPEST:
            raise CannotRead(Unreadable.DEEP, self.line)
        begins, said = self.line, found[1]
        is_list = said == "-" or said.startswith("- ")
        node = Node(begins, self._list(found[0]) if is_list else self._map(found[0]))
        self.depth -= 1
        return node

    def _list(self, indent: int) -> list[Node]:
        items: list[Node] = []
        while (found := self.next()) and found[0] == indent and (found[1] + " ").startswith("- "):
            rest = found[1][1:].lstrip()
            inside = self.lines[self.at].index("-") + 1 + len(found[1][1:]) - len(rest)
            if rest and (rest.startswith("- ") or self._is_key(rest)):
                self.lines[self.at] = " " * inside + rest
                items.append(self.block(inside))
            else:
                items.append(self._value(rest, indent))
        self._nothing_further_in(found, indent)
        return items

    def _map(self, indent: int) -> dict[str, Node]:
        told: dict[str, Node] = {}
        while (found := self.next()) and found[0] == indent:
            key = KEY.match(found[1])
            if key is None:
                raise CannotRead(Unreadable.NO_COLON, self.line, found[1][:40])
            name = _unquoted(key, self.line) if key[3] is None else key[3].strip()
            if name in told:
                raise CannotRead(Unreadable.TWICE, self.line, name)
            told[name] = self._value((key[4] or "").strip(), indent, may_be_list=True)
        self._nothing_further_in(found, indent)
        return told

    def _nothing_further_in(self, found: tuple[int, str] | None, indent: int) -> None:
        if found and found[0] > indent:
            raise CannotRead(Unreadable.INDENT, self.line)

    def _is_key(self, said: str) -> bool:
        return not said.startswith("[") and KEY.match(said) is not None

    def _value(self, said: str, indent: int, may_be_list: bool = False) -> Node:
        line = self.line
        if not said or said.startswith("#"):
            return self._beneath(indent, may_be_list)
        if BLOCK.match(said):
            return Node(line, self._long_text(said, indent))
        if said[0] in "\"'":
            return Node(line, self._quoted(said))
        if COMMENT.sub("", said) == "{}":
            self.at += 1
            return Node(line, {})
        if said[0] == "[":
            return Node(line, self._short_list(said))
        if said[0] in NOT_READ or said.startswith(("- ", "? ")):
            raise CannotRead(Unreadable.SIGN, line, said[0])
        return Node(line, self._plain_text(said, indent))

    def _beneath(self, indent: int, may_be_list: bool) -> Node:
        line = self.line
        self.at += 1
        found = self.next()
        a_list = found and may_be_list and found[0] == indent and found[1].startswith("- ")
        if found and (found[0] > indent or a_list):
            return Node(line, self.block(indent).value)
        return Node(line, "")

    def _quoted(self, said: str) -> str:
        found = QUOTED.match(said)
        if found is None or COMMENT.sub("", said[found.end() :]).strip():
            raise CannotRead(Unreadable.QUOTE_OPEN, self.line)
        text = _unquoted(found, self.line)
        self.at += 1
        return text

    def _short_list(self, said: str) -> list[Node]:
        line, items, rest = self.line, list[Node](), said[1:].lstrip()
        while rest and rest[0] != "]":
            found = QUOTED.match(rest) or re.match(r"[^\s,\[\]{}\"'#&*!|>%@`][^,\[\]{}#:]*", rest)
            if found is None:
                break
            items.append(Node(line, _unquoted(found, line) if rest[0] in "\"'" else found[0].strip()))
            rest = rest[found.end() :].lstrip()
            if not rest.startswith(("]", ",")):
                break
            rest = rest[1:].lstrip() if rest[0] == "," else rest
        if not rest.startswith("]") or COMMENT.sub("", rest[1:]).strip():
            raise CannotRead(Unreadable.LIST_OPEN, line)
        self.at += 1
        return items

    def _plain_text(self, said: str, indent: int) -> str:
        """A text without quotation marks; it goes on in the lines that stand further in."""
        text = COMMENT.sub("", said).strip()
        if ": " in text or text.endswith(":"):
            raise CannotRead(Unreadable.COLON_IN_TEXT, self.line)
        self.at += 1
        before = self.at
        while "#" not in said and (found := self.next()) and found[0] > indent:
            more = COMMENT.sub("", found[1]).strip()
            remarked = any(line.strip() for line in self.lines[before : self.at])
            if remarked or ": " in more or more.endswith(":"):
                raise CannotRead(Unreadable.INDENT, self.line)
            text += ("\n" * (self.at - before) or " ") + more
            self.at += 1
            before = self.at
        return text

    def _long_text(self, said: str, indent: int) -> str:
        """The lines below `|`, as they stand, or below `>`, as one line for each paragraph."""
        self.at += 1
        own, lines = 0, list[str]()
        while self.at < len(self.lines):
            raw = self.lines[self.at].rstrip()
            far = len(raw) - len(raw.lstrip(" "))
            if raw and far <= indent:
                break
            own = own or far
            if raw and (far < own or raw[far] == "\t" or (said[0] == ">" and far > own)):
                raise CannotRead(Unreadable.INDENT, self.line)
            lines.append(raw[own:])
            self.at += 1
        text = "\n".join(lines) if said[0] == "|" else _folded(lines)
        ends = bool(text.strip()) and said[1:2] != "-" and not (self.at == len(self.lines) and lines[-1])
        return text.rstrip("\n") + ("\n" if ends else "")


def _folded(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text += (" " if text and not text.endswith("\n") else "") + line if line else "\n"
    return text


def _unquoted(found: re.Match[str], line: int) -> str:
    if found[1] is None:
        return (found[2] or "").replace("''", "'")

    def meant(sign: re.Match[str]) -> str:
        if sign[4]:
            raise CannotRead(Unreadable.ESCAPE, line, sign[0])
        return MEANT.get(sign[1], sign[1]) if sign[1] else chr(int(sign[2] or sign[3], 16))

    return ESCAPED.sub(meant, found[1])
