"""A ruler from its file, and to it. What is wrong with a file is told by line and name."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from portal.ruler.models import Definition, DoesNotFit
from portal.ruler.service.yaml_file import as_file
from portal.ruler.service.yaml_nodes import CannotRead, Node
from portal.ruler.service.yaml_text import read

SAME = {
    "bool_parsing": "yes_or_no",
    "bool_type": "yes_or_no",
    "dict_type": "kind_names",
    "model_type": "kind_names",
    "list_type": "kind_list",
    "string_type": "kind_text",
    "int_type": "number",
    "int_parsing": "number",
    "int_parsing_size": "number",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "enum": "not_one_of",
    "literal_error": "not_one_of",
    "extra_forbidden": "unknown_name",
    "string_pattern_mismatch": "pattern",
    "string_too_long": "too_long",
    "string_too_short": "missing",
}
"""What pydantic calls a fault, and what it is called here; others are called the same."""
HELD = ("expected", "max_length", "min_length", "ge", "le")


@dataclass(frozen=True)
class Fault:
    """What is wrong on a line (from 1): `why` in a word of ours, and in which `field` (steps are counted
    from 1). `told`: what can stand there instead, or the sign it is about."""

    line: int
    field: str
    why: str
    told: str = ""


class NotARuler(ValueError):
    """The file holds no ruler; every reason, first line first."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"line {fault.line}: {fault.field} {fault.why}" for fault in faults))
        self.faults = faults


def understood(text: str) -> Definition:
    """The ruler that a file holds; it may be incomplete. Raises NotARuler."""
    try:
        file = read(text)
    except CannotRead as wrong:
        raise NotARuler([Fault(wrong.line, "", wrong.why.value, wrong.told)]) from wrong
    return _told_in(file)


def _told_in(file: Node) -> Definition:
    try:
        return Definition.model_validate(file.plain)
    except ValidationError as wrong:
        found = [_fault(file, dict(one)) for one in wrong.errors(include_url=False, include_input=False)]
        raise NotARuler(sorted(found, key=lambda fault: fault.line)) from wrong


def file_of(definition: Definition) -> str:
    """The same ruler as a file; `understood` reads it back to the same."""
    told = definition.plain()
    steps = [{name: value for name, value in step.items() if value != {}} for step in told["steps"]]
    whole = {name: value for name, value in told.items() if value not in ([], {})}
    return as_file(whole | {"steps": steps})


def _fault(file: Node, one: dict[str, Any]) -> Fault:
    held = one.get("ctx", {})
    whole = held.get("error")
    if isinstance(whole, DoesNotFit):
        return Fault(file.line_of(whole.place), in_words(whole.place), whole.why)
    place = tuple(part for part in one["loc"] if part != "[key]")
    told = next((str(held[name]) for name in HELD if name in held), "")
    told = told.replace(" or ", ", ").replace("'", "")
    return Fault(file.line_of(place), in_words(place), SAME.get(one["type"], one["type"]), told)


def in_words(place: tuple[str | int, ...]) -> str:
    """A place in a file as people count: `steps 3 / texts / family / da / name`."""
    parts: list[str] = []
    for part in place:
        if isinstance(part, int) and parts:
            parts[-1] += f" {part + 1}"
        else:
            parts.append(str(part))
    return " / ".join(parts)
