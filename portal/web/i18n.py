"""Translated text: `_` now, `_l` later (for form labels), `_n` for numbers. Danish unless the person chose
another."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import Babel, get_locale, gettext, lazy_gettext, ngettext
from jinja2 import pass_context
from jinja2.runtime import Context

from portal.db.clock import COPENHAGEN, now, on_the_wall

LANGUAGES = ("da",)
CATALOGUES = Path(__file__).parents[2] / "translations"

_l = lazy_gettext
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
APART = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


def _(text: str, /, **holes: Any) -> str:
    return str(gettext(text, **_all_apart(holes)))


def _n(one: str, several: str, num: int, /, **holes: Any) -> str:
    return str(ngettext(one, several, num, **_all_apart(holes)))


def apart(words: Any) -> Any:
    """A name or the like for a hole in a sentence, set apart when it may run the other way than the page, so
    that the rest stays in order. Characters, not tags: they hold in attributes and stored text too."""
    if not isinstance(words, str):
        return words
    if direction() == "ltr" and not any(bidirectional(c) in RIGHT_TO_LEFT for c in words):
        return words
    return type(words)(APART) % words  # text that is safe for HTML stays so


def _all_apart(holes: dict[str, Any]) -> dict[str, Any]:
    return {name: apart(words) for name, words in holes.items()}


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
    _in_templates(app)


def _in_templates(app: Flask) -> None:
    """What templates call goes the same way."""
    told = app.jinja_env.globals
    for name in ("gettext", "ngettext"):
        told[name] = _set_apart(told[name])


def _set_apart(plain: Any) -> Any:
    @pass_context
    def told(context: Context, *text: Any, **holes: Any) -> Any:
        return plain(context, *text, **_all_apart(holes))

    return told


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
    *first, last = map(apart, people)
    return str(_("%(first)s and %(last)s", first=", ".join(first), last=last))


def for_templates() -> dict[str, Any]:
    return {"day": day, "short_day": short_day, "clock_time": clock_time, "names": names}
