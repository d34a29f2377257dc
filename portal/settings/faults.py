"""A setting that is refused, in one sentence."""

from typing import Any

from portal.settings.doors import prefix


def called(where: tuple[Any, ...]) -> str:
    """What the environment calls a setting that pydantic names by its place."""
    if where and where[0] in ("citizen", "staff"):
        rest = "_".join(str(part) for part in where[1:2]).upper()
        return f"{prefix(where[0])}{rest}".rstrip("_")
    return f"PORTAL_{'__'.join(str(part) for part in where).upper()}"


def said(fault: Any) -> str:
    """One fault that pydantic found, in one sentence: which setting, and what is wrong with it."""
    sentence = fault["msg"].removeprefix("Value error, ")
    return f"{called(fault['loc'])}: {sentence}" if fault["loc"] else str(sentence)
