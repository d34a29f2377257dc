"""Print a sheet: a layout, and the data it shows, become the bytes of a PDF."""

import json
import re
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import structlog

from portal.paper.letters import UNKNOWN, direction, printable

HERE = Path(__file__).parent
PATIENCE_SECONDS = 10.0
AT_ONCE = 2
A_LANGUAGE = re.compile(r"[a-z]{2,3}")

log = structlog.get_logger()
_presses = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="press")


class CannotPrint(Exception):
    """The sheet could not be made, or took too long. Nothing of it is told: its words are the family's."""


@dataclass(frozen=True)
class Words:
    """What somebody said, in the language it was said in (a two or three letter code, "" for the sheet's)."""

    text: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is to be printed.

    `layout`: the name of a file in layouts/, which says what it wants `shown`: plain data, that is text,
    numbers, Words, lists and dicts of these. `title`: what a PDF reader shows on top of its window. `since`:
    the moment (UTC) the sheet tells of. It is the date of the file too: the same sheet has the same bytes.
    `gap`: the sentence that explains UNKNOWN, printed where a letter is missing.
    """

    layout: str
    title: str
    language: str
    since: datetime
    shown: dict[str, Any]
    gap: str = ""


def print_pdf(sheet: Sheet) -> bytes:
    """The sheet as a tagged PDF that calls itself PDF/UA-1. Raises CannotPrint."""
    job: Future[bytes] = _presses.submit(_compiled, sheet)
    try:
        return job.result(timeout=PATIENCE_SECONDS)
    except TookTooLong:
        job.cancel()
        log.error("a sheet took too long", layout=sheet.layout)
    except Exception as fault:  # its text quotes what people wrote: only its kind may be told
        log.error("a sheet could not be printed", layout=sheet.layout, kind=type(fault).__name__)
    raise CannotPrint


def _compiled(sheet: Sheet) -> bytes:
    import typst

    compiler = typst.Compiler(
        HERE / "layouts" / f"{sheet.layout}.typ",
        root=HERE / "layouts",
        font_paths=_fonts(),
        sys_inputs={"sheet": json.dumps(_told(sheet))},
    )
    made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(sheet.since.timestamp()))
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Any:
    """Read once: the portal's own fonts and no others."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )


def _told(sheet: Sheet) -> dict[str, Any]:
    language = _language(sheet.language) or "en"
    shown = _plain(sheet.shown, language)
    gap = sheet.gap if UNKNOWN in json.dumps(shown, ensure_ascii=False) else ""
    return {"title": printable(sheet.title), "language": language, "gap": printable(gap), "shown": shown}


def _language(code: str) -> str:
    """A language as the layouts take it: `da` of "da" and "da-DK"; "" for anything else."""
    first = re.split("[-_]", code.lower())[0]
    return first if A_LANGUAGE.fullmatch(first) else ""


def _plain(value: Any, language: str) -> Any:
    """Data as JSON has it, with every text made printable."""
    if isinstance(value, Words):
        text = printable(value.text)
        spoken = _language(value.language) or language
        return {"text": text, "language": spoken, "direction": direction(text)}
    if isinstance(value, dict):
        return {name: _plain(part, language) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, language) for part in value]
    return printable(str(value)) if isinstance(value, str) else value
