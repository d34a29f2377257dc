"""One form for every section of the plan: it asks what the section asks, and nothing else."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.plan.forms import REMOVAL, ChangeForm
from portal.plan.forms.more_questions import QUESTIONS
from portal.web.forms import (
    Needed,
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
from portal.web.moments import Day, now, on_the_wall

__all__ = ["QUESTIONS", "REMOVAL", "ItemForm", "NumberForm", "SecretForm"]
SAFE_PLACE, CODE_WORD = "safe_place", "code_word"
SECRETS = [(SAFE_PLACE, _l("Safe place")), (CODE_WORD, _l("Our code word"))]
SEATS = ("seat_1", "seat_2", "seat_3")
CHOICES, TEXTS, DATES = (
    tuple(dict.fromkeys(name for asked in QUESTIONS.values() for name in getattr(asked, kind)))
    for kind in ("choices", "texts", "dates")
)


class ItemForm(PortalForm):
    """What an item holds. It has the fields of every section; `ask` leaves those of one."""

    asks = ChangeForm.asks
    because = words(_l("Why?"))
    words = words("")
    seat_1 = SelectField("", choices=[])
    seat_2 = SelectField("", choices=[])
    seat_3 = SelectField("", choices=[])
    leave = Several(
        _l("Keep what it says now"), choices=options((one, "") for one in ("words", *CHOICES, *TEXTS, *DATES))
    )
    seen = SeenRevision()
    section = ""
    order: Sequence[str] = ()
    free: Collection[str] = ()
    to_come: Collection[str] = ()

    def ask(
        self,
        section: str,
        needed: Collection[str],
        *,
        names_people: bool = True,
        changing: bool = False,
        to_come: Collection[str] = (),
    ) -> None:
        """Ask what this section asks. `needed`: what may not be left out, "seats" for at least one person.
        `changing`: what another suggests, and why. `to_come`: days that are not over."""
        asked, self.section, self.to_come = QUESTIONS[section], section, to_come
        seats = SEATS[: len(asked.seats) if names_people else 0]
        about_somebody = "seats" in needed  # then who comes first; else what
        last = () if about_somebody else seats
        first: Sequence[str] = (
            (*seats, *asked.choices, "words") if about_somebody else ("words", *asked.choices)
        )
        self.order = (*first, *asked.texts, *last, *asked.dates)
        kept = {"words", *seats} if about_somebody else {"words"}
        self.free = {name for name in self.order if name not in needed and name not in kept - set(seats[1:])}
        for name in (*CHOICES, *TEXTS, *DATES, *SEATS):
            if name not in self.order:
                del self[name]
        if not changing:
            del self.asks, self.because
        if names_people:  # it is new: there is nothing to leave as it was
            del self.leave
        self._name(section, seats)

    def _name(self, section: str, seats: Sequence[str]) -> None:
        asked = QUESTIONS[section]
        told = {"words": asked.words, **asked.texts, **asked.dates}
        told |= {name: (label, "") for name, label in zip(seats, asked.seats, strict=False)}
        told |= {name: (label, "") for name, (label, _values) in asked.choices.items()}
        for name, (label, hint) in told.items():
            self[name].label.text, self[name].description = label, hint
            self[name].validators = [*self[name].validators, *self._rules(name)]

    def _rules(self, name: str) -> list[Any]:
        """What may stay empty is left alone when it does."""
        if name in self.free:
            return [Optional()] if name in (*SEATS, *DATES) else []
        if name in SEATS:
            return [InputRequired(_("Choose a person"))]
        return [InputRequired(_("Choose a day"))] if name in DATES else [Needed()] if name in TEXTS else []

    def asked(self) -> list[Any]:
        """The fields in the order in which they are asked."""
        return [self[name] for name in self.order]

    def told(self) -> dict[str, str]:
        """What stands beside the words, by the names the section has for it; days as ISO 8601."""
        held = [name for name in self.order if name not in ("words", *SEATS)]
        return {name: str(self[name].data or "") for name in held}

    @staticmethod
    def as_asked(held: Mapping[str, Any]) -> dict[str, Any]:
        """What an item holds, as the fields of this form have it."""
        days = {name: date.fromisoformat(value) for name, value in held.items() if name in DATES and value}
        return {**{name: value for name, value in held.items() if name not in DATES}, **days}

    def show(self, said: Mapping[str, Any]) -> None:
        """Let these stand in the fields, as they are to be saved."""
        held = self.as_asked(said)
        for name in ("words", *(one for one in said if one in self.order)):
            self[name].data, self[name].raw_data = held.get(name), None  # a day prints what was sent first

    def offer(self, seats: list[tuple[UUID, str]], leave_out: Collection[str] = ()) -> None:
        """The seats one may name, and answers that are not this person's to give."""
        for name in (one for one in SEATS if one in self.order):
            nobody = _("Nobody") if name in self.free else _("Choose a person")
            self[name].choices = options([("", nobody), *((str(key), who) for key, who in seats)])
        for name, (_label, values) in QUESTIONS[self.section].choices.items():
            self[name].choices = options([one for one in values if one[0] not in leave_out])

    def seats(self) -> list[UUID]:
        """The seats that were chosen, in their order, each once."""
        chosen = [self[name].data for name in SEATS if name in self.order]
        return list(dict.fromkeys(UUID(one) for one in chosen if one))

    def refuse_seats(self, message: str) -> None:
        say(self["seat_1"], message)

    def refuse(self, message: str) -> None:
        """Nothing is wrong with any one field."""
        self.form_errors = [message]

    def validate(self, extra_validators: Any = None) -> bool:
        """Other words are asked for only when other words are suggested."""
        fine: bool = super().validate(extra_validators)
        if "asks" in self and self["asks"].data == REMOVAL:
            for one in self.asked():
                one.errors = []
            return not self.errors
        starts, ends = (self[name].data if name in self else None for name in ("starts", "ends"))
        if starts and ends and ends < starts:
            say(self["ends"], _("Choose a day that is not before the first."))
            return False
        return self._are_to_come() and fine

    def _are_to_come(self) -> bool:
        """A day that stood there already may be over by now."""
        today = on_the_wall(now()).date()
        over = [one for name in self.to_come if (one := self[name]).data and one.data < today]
        anew = [one for one in over if one.data != one.object_data]
        for one in anew:
            say(one, _("Choose a day that is not over."))
        return not anew


for _name in CHOICES:
    setattr(ItemForm, _name, RadioField("", [one_of()], choices=[]))
for _name in TEXTS:
    setattr(ItemForm, _name, words("", needed=False))
for _name in DATES:
    setattr(ItemForm, _name, Day(""))


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
        description=_l(
            "Those who can read the card see it, there and beside your name in the plan. "
            "You can take it back at any time."
        ),
    )
