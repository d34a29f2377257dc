"""What was looked over and found in order, by whichever worker: the same parts in the same place are as good
the second time, and on a phone that is wider."""

import json
import os
from pathlib import Path

PHONES, DESKTOP = (320, 375), 1000


class Judged:
    """The kinds of pages that were found in order, each with the width (CSS pixels) and the parts it was
    built of; and all parts that were found so on a desktop. Kept in a file that all workers add to."""

    def __init__(self) -> None:
        self._kinds: set[tuple[str, int, str]] = set()
        self._parts: set[str] = set()
        self._file: Path | None = None
        self._read = 0

    def share(self, file: Path) -> None:
        """Tell the others here, and hear from them."""
        self._file = file

    def knows(self, address: str, width: int, parts: str) -> bool:
        """Was it found in order at this width before? On a desktop, where a page was looked over on a phone
        too, it is enough that each of its parts was."""
        self._hear()
        by_parts = width >= DESKTOP and self._parts.issuperset(parts.split("|"))
        on_a_phone = any(place == address and wide < DESKTOP for place, wide, _parts in self._kinds)
        as_narrow = {(address, wide, parts) for wide in PHONES if wide <= width < DESKTOP}
        return (by_parts and on_a_phone) or bool(self._kinds & {(address, width, parts), *as_narrow})

    def remember(self, address: str, width: int, parts: str) -> None:
        self._add(address, width, parts)
        if self._file is not None:
            line = json.dumps([address, width, parts]).encode() + b"\n"
            told = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(told, line)
            os.close(told)

    def _hear(self) -> None:
        if self._file is None or not self._file.exists():
            return
        with self._file.open("rb") as told:
            told.seek(self._read)
            whole, newline, _half_told = told.read().rpartition(b"\n")
        self._read += len(whole + newline)
        for line in whole.splitlines():
            self._add(*json.loads(line))

    def _add(self, address: str, width: int, parts: str) -> None:
        self._kinds.add((address, width, parts))
        if width >= DESKTOP:
            self._parts.update(parts.split("|"))
