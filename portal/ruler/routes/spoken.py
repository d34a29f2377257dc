"""The languages that a ruler is written in: what each is called to the reader, and which way it runs."""

from babel import Locale, UnknownLocaleError

from portal.web.i18n import language


def called(code: str) -> str:
    """The name of a language in the reader's own; its code when nobody knows it."""
    found = _known(code)
    name = found.get_language_name(language()) if found else None
    return str(name).capitalize() if name else code


def runs(code: str) -> str:
    """`rtl` or `ltr`."""
    found = _known(code)
    return str(found.text_direction) if found else "ltr"


def _known(code: str) -> Locale | None:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None
