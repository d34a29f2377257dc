"""Translated text: `_` now, `_l` later (for form labels), `_n` for numbers; `N_` marks a text that
`translated` says in a language that is known, outside of any request. Danish unless the person chose another.
"""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Babel, get_locale, gettext, lazy_gettext, ngettext

from portal.db.clock import COPENHAGEN, now, on_the_wall

LANGUAGES = ("da",)
CATALOGUES = Path(__file__).parents[2] / "translations"

_ = gettext
_l = lazy_gettext
_n = ngettext


def N_(text: str) -> str:
    """Mark a text for translation, and leave it as it is."""
    return text


def init_app(app: Flask) -> None:
    """Compile the catalogues that are newer than their compiled form, and choose the language of each
    request."""
    compile_catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    app.config["BABEL_DOMAIN"] = "portal"
    Babel(
        app,
        default_locale=LANGUAGES[0],
        default_timezone=str(COPENHAGEN),
        locale_selector=lambda: LANGUAGES[0],
    )


def compile_catalogues() -> None:
    """Write each `.mo` beside its `.po` when it is missing or older. Safe when several processes start at
    once."""
    for po in CATALOGUES.glob("*/LC_MESSAGES/portal.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3], domain="portal")
        part = mo.with_suffix(f".{id(po)}.part")
        with part.open("wb") as target:
            write_mo(target, catalogue)
        part.replace(mo)


def translated(text: str, language: str) -> str:
    """A text marked with `N_`, in this language; as it is where there is no catalogue (English)."""
    return str(_catalogue(language).gettext(text))


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    compile_catalogues()
    return Translations.load(CATALOGUES, [language], "portal")


def language() -> str:
    return str(_locale().language)


def direction() -> str:
    return str(_locale().text_direction)


def _locale() -> Locale:
    return get_locale() or Locale.parse(LANGUAGES[0])


def day(moment: date | datetime) -> str:
    """A day in a sentence: "torsdag den 4. december"; the year only when it is not this year."""
    local = on_the_wall(moment).date() if isinstance(moment, datetime) else moment
    pattern = "EEEE 'den' d. MMMM" if language() == "da" else "EEEE d MMMM"
    if local.year != on_the_wall(now()).year:
        pattern += " y"
    return format_date(local, pattern, locale=_locale())


def short_day(moment: datetime) -> str:
    """A day beside a name: "4. december"."""
    return format_date(
        on_the_wall(moment).date(), "d. MMMM" if language() == "da" else "d MMMM", locale=_locale()
    )


def clock_time(moment: datetime) -> str:
    """A time of day without "kl.": "14.30"."""
    return format_time(on_the_wall(moment), "HH.mm" if language() == "da" else "HH:mm", locale=_locale())


def names(people: list[str]) -> str:
    """A list of people as a sentence has it: "Else, Karin og Omar"."""
    if len(people) < 2:
        return "".join(people)
    return str(_("%(first)s and %(last)s", first=", ".join(people[:-1]), last=people[-1]))


def for_templates() -> dict[str, Any]:
    return {"day": day, "short_day": short_day, "clock_time": clock_time, "names": names}
