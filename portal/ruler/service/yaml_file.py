"""A ruler as a file that people can read and change, and that is read back to the same."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

WIDTH = 100


def as_file(told: dict[str, Any]) -> str:
    """Dicts, lists, texts, numbers and yes/no as YAML, in the order they have."""
    writer, written = YAML(typ="rt", pure=True), StringIO()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = WIDTH
    writer.dump(_readable(told), written)
    return written.getvalue()


def _readable(told: Any) -> Any:
    """Long texts as paragraphs below their name; yes and no in words, as whoever reads the file says them."""
    if isinstance(told, dict):
        return {name: _readable(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_readable(value) for value in told]
    if isinstance(told, bool):
        return "yes" if told else "no"
    return _text(told) if isinstance(told, str) else told


def _text(text: str) -> Any:
    one_paragraph = " ".join(text.split()) == text and text.isprintable()
    if one_paragraph and len(text) > WIDTH:
        return FoldedScalarString(text)
    return text if one_paragraph else DoubleQuotedScalarString(text)
