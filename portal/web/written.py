"""Which fields of a form hold a person's own words, and which only what was chosen or carried along."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.fields.core import UnboundField

from portal.web.forms import PortalForm, shows


def written(fields: Mapping[str, list[str]]) -> list[str]:
    """What a person wrote in the fields of a form (values by name), in the order of the form."""
    return [text for name, texts in fields.items() if name in _names() for text in texts if shows(text)]


@cache
def _names() -> frozenset[str]:
    """Every field of every form there is that somebody writes in."""
    kinds = ((name, field.field_class) for form in _forms(PortalForm) for name, field in _fields(form))
    return frozenset(
        name
        for name, kind in kinds
        if issubclass(kind, StringField | TextAreaField) and not issubclass(kind, HiddenField)
    )


def _forms(form: type[PortalForm]) -> Iterator[type[PortalForm]]:
    yield form
    for more in form.__subclasses__():
        yield from _forms(more)


def _fields(form: type[PortalForm]) -> "Iterator[tuple[str, UnboundField[Any]]]":
    for name in dir(form):
        field = getattr(form, name)
        if isinstance(field, UnboundField):
            yield name, field
