"""One form for every section of the plan, made of the questions of that section."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.plan.forms import NO, REMOVAL, YES, ChangeForm
from portal.plan.forms.more_questions import QUESTIONS
from portal.web.forms import (
    PortalForm,
    SeenRevision,
    Several,
    as_id,
    line,
    one_of,
    options,
    phone,
    say,
    words,
)
from portal.web.i18n import _, _l
from portal.web.moments import Day

__all__ = [
    "NO",
    "QUESTIONS",
    "REMOVAL",
    "YES",
    "ItemForm",
    "NumberForm",
    "SecretForm",
    "change_form",
    "item_form",
]
SAFE_PLACE, CODE_WORD = "safe_place", "code_word"
SECRETS = [(SAFE_PLACE, _l("Safe place")), (CODE_WORD, _l("Our code word"))]


class ItemForm(PortalForm):
    """What an item holds. `section`: whose questions they are; `names_of_seats`: the fields that name people;
    `free`: those that may stay empty."""

    section: ClassVar[str]
    fields_asked: ClassVar[tuple[str, ...]]
    free: ClassVar[frozenset[str]]
    names_of_seats: ClassVar[tuple[str, ...]] = ()
    seen = SeenRevision()

    def asked(self) -> list[Any]:
        """The fields in the order in which they are asked."""
        return [self[name] for name in self.fields_asked]

    def told(self) -> dict[str, str]:
        """What stands beside the words, by the names the section has for it; days as ISO 8601."""
        held = [name for name in self.fields_asked if name != "words" and name not in self.names_of_seats]
        return {name: str(self[name].data or "") for name in held}

    @classmethod
    def as_asked(cls, held: Mapping[str, Any]) -> dict[str, Any]:
        """What an item holds, as the fields of this form have it."""
        days = {name for name in cls.fields_asked if name in QUESTIONS[cls.section].dates}
        return {
            name: (date.fromisoformat(held[name]) if held.get(name) else None)
            if name in days
            else held.get(name)
            for name in cls.fields_asked
            if name in held
        }

    def offer(self, seats: list[tuple[UUID, str]], leave_out: Collection[str] = ()) -> None:
        """The seats one may name, and answers that are not this person's to give."""
        for name in self.names_of_seats:
            nobody = [("", _("Nobody"))] if name in self.free else [("", _("Choose a person"))]
            self[name].choices = options([*nobody, *((str(key), who) for key, who in seats)])
        for name, (_label, values) in QUESTIONS[self.section].choices.items():
            self[name].choices = options([one for one in values if one[0] not in leave_out])

    def seats(self) -> list[UUID]:
        """The seats that were chosen, in their order, each once."""
        return list(dict.fromkeys(UUID(self[name].data) for name in self.names_of_seats if self[name].data))

    def refuse_seats(self, message: str) -> None:
        say(self[self.names_of_seats[0]], message)

    def refuse(self, message: str) -> None:
        """Nothing is wrong with any one field."""
        self.form_errors = [message]

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        starts, ends = (self[name].data if name in self else None for name in ("starts", "ends"))
        if starts and ends and ends < starts:
            say(self["ends"], _("Choose a day that is not before the first."))
            return False
        return fine


def _fields(section: str, needed: frozenset[str], *, names_people: bool) -> dict[str, Any]:
    asked = QUESTIONS[section]
    made: dict[str, Any] = {
        name: RadioField(label, [one_of()], choices=options(values))
        for name, (label, values) in asked.choices.items()
    }
    for number, label in enumerate(asked.seats if names_people else (), 1):
        first = number == 1 and "seats" in needed
        rules = [InputRequired(_l("Choose a person"))] if first else [Optional()]
        made[f"seat_{number}"] = SelectField(label, rules, choices=[])
    made["words"] = words(*asked.words)
    for name, (label, hint) in asked.texts.items():
        made[name] = words(label, hint, needed=name in needed)
    for name, (label, hint) in asked.dates.items():
        rules = [InputRequired(_l("Choose a day"))] if name in needed else [Optional()]
        made[name] = Day(label, rules, description=hint)
    return made


@cache
def item_form(section: str, needed: frozenset[str], *, names_people: bool = True) -> type[ItemForm]:
    """The form of one section. `needed`: what may not be left out, "seats" for at least one person."""
    made = _fields(section, needed, names_people=names_people)
    seats = tuple(name for name in made if name.startswith("seat_"))
    free = frozenset(
        name
        for name in made
        if name != "words" and name not in needed and (name, "seats" in needed) != ("seat_1", True)
    )
    told = {"section": section, "fields_asked": tuple(made), "names_of_seats": seats, "free": free}
    return type("ItemForm", (ItemForm,), {**made, **told})


@cache
def change_form(section: str, needed: frozenset[str]) -> type[ItemForm]:
    """The same with the question what is suggested, and why. People an item names stay as they are."""
    made = item_form(section, needed, names_people=False)
    return type("ItemChangeForm", (_Change, made), {})


class _Change(ItemForm):
    asks = ChangeForm.asks
    reason = ChangeForm.reason

    def validate(self, extra_validators: Any = None) -> bool:
        """Other words are asked for only when other words are suggested."""
        fine = super().validate(extra_validators)
        if self["asks"].data != REMOVAL:
            return fine
        for one in self.asked():
            one.errors = []
        return not self.errors


class SecretForm(PortalForm):
    """A safe place or a code word, and who else shall know it."""

    what = RadioField(_l("What is it?"), [one_of()], choices=options(SECRETS))
    words = line(_l("Your words"), _l("It is kept locked. It comes on no paper and in no message."))
    readers = Several(_l("Who else shall know it?"), coerce=as_id, choices=[])

    def offer(self, readers: list[tuple[UUID, str]]) -> None:
        self.readers.choices = options(readers)


class NumberForm(PortalForm):
    """One's own number, and the yes to that it stands on the card."""

    number = phone(_l("Which number may stand on the alarm card?"))
    may_stand = BooleanField(
        _l("Yes, it may stand there"),
        [InputRequired(_l("Tick here, if it may stand there"))],
        description=_l("Those who can read the card see it. You can take it back at any time."),
    )
