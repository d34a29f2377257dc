"""Every text of the pages, collected; and every language in step with them.

`make words` collects the texts into translations/portal.pot and brings each language's portal.po up to it:
new texts come in empty, texts that no page says any more go out. With --check nothing is written, and the
run fails while a text is missing, untranslated, guessed (fuzzy), out of use, or has lost one of its holes.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parents[2]
TRANSLATIONS = CHECKOUT / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "_": None, "_l": None, "_n": (1, 2)}
# No dates, no line numbers: two people who add a text each meet only where both touched the same one.
TIMELESS = datetime(2026, 1, 1, tzinfo=UTC)


def collected() -> Catalog:
    """All texts that portal/ and templates/ say."""
    catalog = Catalog(domain="portal", project="portal", creation_date=TIMELESS, header_comment="")
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)
    for text in extract_from_dir(CHECKOUT, methods, options, KEYWORDS):
        _file, _line, msgid, _comments, context = text
        catalog.add(msgid, context=context)
    return catalog


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parts[-3] if path.suffix == ".po" else None, abort_invalid=True)


def written(catalog: Catalog) -> bytes:
    target = BytesIO()
    write_po(target, catalog, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    return target.getvalue()


def languages() -> list[Path]:
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/portal.po"))


def renew() -> None:
    template = collected()
    (TRANSLATIONS / "portal.pot").write_bytes(written(template))
    for path in languages():
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.creation_date = TIMELESS
        path.write_bytes(written(catalog))


def faults() -> Iterator[str]:
    """What is wrong, one sentence each."""
    template = collected()
    if not languages():
        yield "translations/: no language at all"
    for path in [TRANSLATIONS / "portal.pot", *languages()]:
        name = path.relative_to(CHECKOUT)
        if not path.exists():
            yield f"{name} is missing: make words"
            continue
        catalog = read(path)
        yield from (f"{name}: {fault}" for fault in out_of_step(catalog, template))
        if path.suffix == ".po":
            messages = [message for message in catalog if message.id]
            yield from (f"{name}: {fault}" for message in messages for fault in unfinished(message, catalog))


def out_of_step(catalog: Catalog, template: Catalog) -> Iterator[str]:
    here, there = texts(catalog), texts(template)
    yield from (f"lacks {text!r}: make words" for text in sorted(there - here))
    yield from (f"has {text!r}, which no page says: make words" for text in sorted(here - there))
    yield from (f"keeps {text!r} as obsolete: make words" for text in sorted(map(str, catalog.obsolete)))


def texts(catalog: Catalog) -> set[str]:
    return {singular(message) for message in catalog if message.id}


def singular(message: Message) -> str:
    return message.id[0] if message.pluralizable else message.id


def unfinished(message: Message, catalog: Catalog) -> Iterator[str]:
    forms = message.string if message.pluralizable else (message.string,)
    if not all(forms) or len(forms) < (catalog.num_plurals if message.pluralizable else 1):
        yield f"{singular(message)!r} is not translated"
        return
    if message.fuzzy:
        yield f"{singular(message)!r} is only guessed (fuzzy)"
    yield from (f"{singular(message)!r}: {error}" for error in message.check(catalog))


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(faults()) or 0)
    renew()
