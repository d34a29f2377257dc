"""What all settings share: what is refused, how a file is read, which addresses are this machine itself."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Unsafe(ValueError):
    """A setting that would put people at risk. The message says which, and what to do."""


def is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in LOOPBACK


def read_files(told: Any) -> Any:
    """A secret may lie in a file: `…_file` names it, and what stands in it is the value (keys: one a
    line). Raises Unsafe when it cannot be read."""
    if not isinstance(told, dict):
        return told
    for name in [name for name in told if name.endswith("_file") and told[name]]:
        try:
            text = Path(told[name]).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as fault:
            raise Unsafe(f"the file {told[name]} ({name}) cannot be read: {type(fault).__name__}") from fault
        told[name.removesuffix("_file")] = text.split() if name == "field_keys_file" else text
    return told
