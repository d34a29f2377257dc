"""The form every form extends, and the fields every room shares.

Everything that is sent is cleaned here, before any field sees it: hidden fields and dates too, and fields
nobody has thought of yet. Files and JSON are not read at all: a form of ours sends neither.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import g, request
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from portal.web.i18n import _, _l, _n

TEXT, LINE = 4000, 200
NOT_WORDS = frozenset({"csrf_token", "once"})
TURNS_LETTERS = "\u202a-\u202e\u2066-\u2069"
"""What makes letters stand in another order than the one they were written in. Nobody types them, and with
them somebody could say yes to something else than what they read. Marks and joiners stay: Arabic and emoji
need them."""
CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff"
NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(last - 1) + chr(last) for last in range(0xFFFF, 0x110000, 0x10000)
)
NEVER = re.compile(f"[{TURNS_LETTERS}{CONTROLS}{NO_CHARACTERS}]")
BREAKS = str.maketrans({"\t": " ", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
LOOKS_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class FormKey(CSRFProtect):
    """Asks every form for its key, and for where it was sent from: what is no address is nowhere."""

    def protect(self, *told: Any, **named: Any) -> None:
        try:
            super().protect(*told, **named)
        except ValueError as nowhere:
            raise CSRFError("The referrer is no address.") from nowhere


class KindWords:
    """What WTForms says by itself, in our own words: it has none in Danish."""

    CHOICE = re.compile("choice", re.IGNORECASE)

    def gettext(self, text: str) -> str:
        if self.CHOICE.search(text):
            return str(_("Choose one of them"))
        return str(_("We did not understand this. Write it in another way."))

    def ngettext(self, one: str, _several: str, _number: int) -> str:
        return self.gettext(one)


class PortalForm(FlaskForm):
    """Carries a CSRF token and a key that makes sending twice harmless; offers the person's own draft."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: Any) -> KindWords:
            return KindWords()

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def __init__(self, *args: Any, **defaults: Any) -> None:
        offered = "formdata" not in defaults and request.method == "GET"
        self.found = g.get("draft") if offered else None
        defaults.setdefault("formdata", self._told())
        super().__init__(*args, **defaults)

    def _told(self) -> MultiDict[str, str] | None:
        if self.found is not None:
            return cleaned(MultiDict(self.found.fields))
        return cleaned(request.form) if request.method == "POST" else None

    def validate(self, extra_validators: Any = None) -> bool:
        """What is asked on the page beside this form must be answered too (see `access.writing_for`)."""
        fine: bool = super().validate(extra_validators)
        beside = g.get("form_beside")
        return fine if beside is None or beside.form is self else beside.validate() and fine

    def answers(self) -> dict[str, Any]:
        """What the person filled in, without buttons and plumbing."""
        return {
            field.name: field.data
            for field in self
            if field.name not in NOT_WORDS and field.type != "SubmitField"
        }


class SeenRevision(IntegerField):
    """The revision the writer had in front of them when the page was made."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """What is no number was no revision: the writer is shown the text as it is now."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)  # not what was sent, as WTForms would have it

    def show(self, revision: int) -> None:
        self.data = revision


class Several(SelectMultipleField):
    """Several of what was offered, each of them once."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(list(dict.fromkeys(valuelist)))
        self.data = list(dict.fromkeys(self.data or ()))


def cleaned(told: MultiDict[str, str]) -> MultiDict[str, str]:
    """What a form was sent, each value cleaned."""
    return MultiDict([(name, clean(value)) for name, value in told.items(multi=True)])


def clean(text: str | None) -> str:
    """Text as people write it: one kind of line break, nothing that turns letters round, no control or
    impossible characters (PostgreSQL refuses a NUL), no spaces round it."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").translate(BREAKS)
    return NEVER.sub("", lines).strip()


def shows(text: str) -> bool:
    """Is there anything to read in it? Spaces of every kind, joiners and fillers alone are nothing."""
    return any(unicodedata.category(c)[0] not in "ZC" and c not in LOOKS_EMPTY for c in text)


def clean_line(text: str | None) -> str:
    """A name or one line: as `clean`, and no characters that turn the reading direction or hide."""
    return " ".join("".join(c for c in clean(text) if unicodedata.category(c) != "Cf").split())


class Needed:
    """Something that can be read must stand here."""

    field_flags = {"required": True}  # noqa: RUF012 (read by WTForms)

    def __init__(self, message: Any = None) -> None:
        self.message = message or _l("Write something here")

    def __call__(self, _form: Any, field: Field) -> None:
        if not shows(field.data or ""):
            raise StopValidation(self.message)


class Fits:
    """No longer than `longest` characters; the person is told by how much."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, _form: Any, field: Field) -> None:
        over = len(field.data or "") - self.longest
        if over > 0:
            raise ValidationError(
                _n(
                    "The text is %(num)s character too long. All your words are still here.",
                    "The text is %(num)s characters too long. All your words are still here.",
                    over,
                )
            )


def words(label: Any, hint: Any = "", *, needed: bool = True, longest: int = TEXT) -> Any:
    """A text area for a person's own words."""
    rules = [Needed()] if needed else []
    return TextAreaField(label, [*rules, Fits(longest)], description=hint, filters=[clean], default="")


def line(label: Any, hint: Any = "", *, needed: bool = True, longest: int = LINE, message: Any = None) -> Any:
    """One line: a name, a place, a time in words."""
    rules = [Needed(message)] if needed else []
    return StringField(label, [*rules, Fits(longest)], description=hint, filters=[clean_line], default="")


def phone(label: Any, hint: Any = "") -> Any:
    """A number that can be called: eight digits as in Denmark, or + and a country's code (E.164)."""
    return _number(label, hint, Needed())


def optional_phone(label: Any, hint: Any = "") -> Any:
    """The same, where nothing is an answer too."""
    return _number(label, hint, Optional())


def _number(label: Any, hint: Any, first: Any) -> Any:
    rules = [first, CanBeCalled()]
    return StringField(label, rules, description=hint, filters=[clean_line, _in_our_digits], default="")


def _in_our_digits(text: str) -> str:
    """A number from an Arabic keyboard can be called too."""
    return "".join(str(unicodedata.decimal(c, c)) for c in text)


class CanBeCalled:
    def __call__(self, _form: Any, field: Field) -> None:
        digits = "".join(field.data.split())
        foreign = digits.startswith("+") and digits[1:].isdecimal() and 8 <= len(digits[1:]) <= 15
        if not foreign and not (digits.isdecimal() and len(digits) == 8):
            raise ValidationError(
                _(
                    "That is not a phone number we can call. "
                    "Write 8 digits, or begin with + and the country code."
                )
            )


def options(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """What can be chosen: (value, words) each."""
    return [SelectChoice(value, label) for value, label in pairs]


def as_id(value: Any) -> UUID:
    """A choice that is an id, as it was offered or as it came back from the page. Raises ValueError."""
    return value if isinstance(value, UUID) else UUID(str(value))


def one_of() -> Any:
    """For radio buttons that start empty."""
    return InputRequired(_l("Choose one of them"))


def say(field: Field, message: str) -> None:
    """Put a kind message on a field after its own rules have run."""
    field.errors = [*field.errors, message]
