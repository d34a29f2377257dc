"""Translated text: `_` now, `_l` later (for form labels), `_n` for numbers; `N_` marks a text that
`translated` says in a language that is known, outside of any request. Danish unless the person chose another.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, request
from flask_babel import Babel, get_locale, gettext, lazy_gettext, ngettext
from jinja2 import pass_context
from jinja2.runtime import Context

from portal.db.clock import COPENHAGEN, now, on_the_wall

LANGUAGES = ("da", "en")
OWN_NAMES = {"da": "Dansk", "en": "English"}
A_YEAR = 365 * 24 * 3600
CATALOGUES = Path(__file__).parents[2] / "translations"

_l = lazy_gettext
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
APART = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


def N_(text: str) -> str:
    """Mark a text for translation, and leave it as it is."""
    return text


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


def init_app(app: Flask, remembered: Callable[[], str | None]) -> None:
    """Compile the catalogues that are newer than their compiled form, and choose the language of each
    request: the one chosen in this browser, else the one `remembered` of the person, else Danish."""
    compile_catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    app.config["BABEL_DOMAIN"] = "portal"
    Babel(
        app,
        default_locale=LANGUAGES[0],
        default_timezone=str(COPENHAGEN),
        locale_selector=lambda: chosen_here() or remembered() or LANGUAGES[0],
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


def chosen_here() -> str | None:
    """The language chosen in this browser, if any."""
    wanted = request.cookies.get(_cookie())
    return wanted if wanted in LANGUAGES else None


def remember_here(response: Response, language: str) -> None:
    """Let this browser ask for `language` from now on. It says nothing of who sits there."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        _cookie(), language, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax", path="/"
    )


def _cookie() -> str:
    return "__Host-language" if current_app.config["SESSION_COOKIE_SECURE"] else "language"


def other_languages() -> dict[str, str]:
    """The languages one may change to, each by the name it has in itself."""
    return {code: name for code, name in OWN_NAMES.items() if code != language()}


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
    local = _in_denmark(moment)
    pattern = "EEEE 'den' d. MMMM" if language() == "da" else "EEEE d MMMM"
    if other_year(local):
        pattern += " y"
    return format_date(local, pattern, locale=_locale())


def from_to(starts: str, ends: str) -> str:
    """The days (ISO 8601) from and until which something holds: "fra torsdag den 4. december". "" for
    always."""
    first, last = (day(date.fromisoformat(one)) if one else "" for one in (starts, ends))
    if first and last:
        return str(_("from %(first)s until %(last)s", first=first, last=last))
    if first:
        return str(_("from %(first)s", first=first))
    return str(_("until %(last)s", last=last)) if last else ""


def short_day(moment: datetime) -> str:
    """A day beside a name: "4. december"."""
    return format_date(
        on_the_wall(moment).date(), "d. MMMM" if language() == "da" else "d MMMM", locale=_locale()
    )


def tiny_day(moment: date | datetime) -> str:
    """A day where there is little room: "4. dec.". Say `other_year` beside it."""
    return format_date(_in_denmark(moment), "d. MMM" if language() == "da" else "d MMM", locale=_locale())


def weekday(moment: datetime) -> str:
    """The name of a day of the week: "mandag"."""
    return format_date(_in_denmark(moment), "EEEE", locale=_locale())


def month_of(moment: date) -> str:
    """A month with its year: "oktober 2026"."""
    return format_date(moment, "LLLL y", locale=_locale())


def other_year(moment: date | datetime) -> str:
    """The year, when it is not this year; otherwise nothing."""
    year = _in_denmark(moment).year
    return "" if year == on_the_wall(now()).year else str(year)


def _in_denmark(moment: date | datetime) -> date:
    return on_the_wall(moment).date() if isinstance(moment, datetime) else moment


def clock_time(moment: datetime) -> str:
    """A time of day without "kl.": "14.30"."""
    return format_time(on_the_wall(moment), "HH.mm" if language() == "da" else "HH:mm", locale=_locale())


def day_and_time(moment: datetime) -> str:
    """When somebody did something, beside a name: "4. december kl. 14.30"; the year when it is another."""
    date = " ".join(filter(None, (short_day(moment), other_year(moment))))
    return str(_("%(date)s at %(time)s", date=date, time=clock_time(moment)))


def names(people: list[str]) -> str:
    """A list of people as a sentence has it: "Else, Karin og Omar"."""
    if len(people) < 2:
        return "".join(people)
    *first, last = map(apart, people)
    return str(_("%(first)s and %(last)s", first=", ".join(first), last=last))


def for_templates() -> dict[str, Any]:
    told = (
        *(day, day_and_time, short_day, from_to, tiny_day, other_year),
        *(clock_time, names, other_languages),
    )
    return {function.__name__: function for function in told}
