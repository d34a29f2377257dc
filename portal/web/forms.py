"""The form every form extends, and the fields every room shares."""

import secrets
import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import g, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from portal.web.i18n import _, _l, _n

TEXT, LINE = 4000, 200
NOT_WORDS = frozenset({"csrf_token", "once"})


class PortalForm(FlaskForm):
    """Carries a CSRF token and a key that makes sending twice harmless; offers the person's own draft."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def __init__(self, *args: Any, **defaults: Any) -> None:
        self.found = g.get("draft") if request.method == "GET" else None
        if self.found is not None:
            defaults["formdata"] = MultiDict(self.found.fields)
        super().__init__(*args, **defaults)

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

    def show(self, revision: int) -> None:
        self.data, self.raw_data = revision, None  # WTForms prints raw_data first if it is there


def clean(text: str | None) -> str:
    """Text as people write it: one kind of line break, no control characters, no spaces round it."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()


def clean_line(text: str | None) -> str:
    """A name or one line: as `clean`, and no characters that turn the reading direction or hide."""
    return " ".join("".join(c for c in clean(text) if unicodedata.category(c) != "Cf").split())


class Needed:
    """Something must stand here after it is cleaned."""

    field_flags = {"required": True}  # noqa: RUF012 (read by WTForms)

    def __init__(self, message: Any = None) -> None:
        self.message = message or _l("Write something here")

    def __call__(self, _form: Any, field: Field) -> None:
        if not field.data:
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
    return StringField(label, [Needed(), CanBeCalled()], description=hint, filters=[clean_line], default="")


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
