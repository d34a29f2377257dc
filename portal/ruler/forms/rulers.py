"""What an administrator is asked of a whole ruler: what it asks, its file, and from which day it holds."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from portal.ruler.forms.scoring import PLACES
from portal.web.forms import (
    PortalForm,
    SeenRevision,
    Several,
    line,
    one_of,
    options,
    words,
)
from portal.web.i18n import _, _l
from portal.web.moments import Day, now, on_the_wall

LONGEST_FILE, LONGEST_NAME = 60_000, 120
ZONES = {"green": _l("Green"), "yellow": _l("Yellow"), "orange": _l("Orange"), "red": _l("Red")}
WHO = {
    "professionals": _l("Professionals"),
    "parents": _l("Parents"),
    "network": _l("People in the network"),
    "child": _l("The child"),
}
TOLD = {
    "caseworker": _l("The caseworker"),
    "standin": _l("The one who stands in"),
    "leader": _l("A leader, who hears that there is an answer and reads none of it"),
}
DIMENSIONS = {
    "child": _l("How the child is doing"),
    "parental_care": _l("How the adults look after the child"),
}
COUNTED = {
    "good_to_bad": _l("The best one"),
    "bad_to_good": _l("The worst one"),
}
ONE_A_LINE = _l("One on each line.")
LANGUAGES = re.compile(r"^\s*[a-z]{2,3}(\s*,\s*[a-z]{2,3}){0,7}\s*$")
A_PHONE = re.compile(r"^(?P<name>[^:]{1,120}): *(?P<phone>\+?[0-9](?: ?[0-9]){2,18})$")


def lines(label: Any) -> Any:
    return words(label, ONE_A_LINE, needed=False)


def number(label: Any, least: int, most: int, hint: Any = "") -> Any:
    rules = [
        InputRequired(_l("Write a whole number")),
        NumberRange(least, most, _l("Write a smaller or a larger number")),
    ]
    return IntegerField(label, rules, description=hint)


def split(text: str) -> list[str]:
    """The lines of a field with one thing on each, each as long as there is room for."""
    return [one.strip()[:LONGEST_NAME] for one in text.splitlines() if one.strip()]


class SeenForm(PortalForm):
    """One button, with the revision of the draft that was read."""

    seen = SeenRevision()


class WholeForm(SeenForm):
    """What is true of the ruler as a whole."""

    name = line(_l("What is the ruler called?"), longest=LONGEST_NAME)
    languages = line(
        _l("Which languages does it have?"), _l("Their short names with commas between, as in da, en, ar.")
    )
    dimensions = Several(_l("What does it ask about?"), choices=options(DIMENSIONS.items()))
    contexts = Several(_l("Where may it have been seen?"), choices=options(PLACES.items()))
    scored_by = Several(_l("Who may answer?"), choices=options(WHO.items()))
    child_from_age = number(_l("From what age may a child answer?"), 3, 17, _l("In years."))
    blind_first = RadioField(
        _l("Does everybody answer alone first?"),
        [one_of()],
        choices=options(
            [
                ("yes", _l("Yes, nobody sees the others' answers until all have answered")),
                ("no", _l("No, answers are seen as they come")),
            ]
        ),
    )
    direction = RadioField(_l("Which step is number 1?"), [one_of()], choices=options(COUNTED.items()))
    from_step = number(_l("From which step is somebody told at once?"), 1, 10)
    told_at_once = Several(_l("Who is told?"), choices=options(TOLD.items()))
    days_green = number(_l("How many days until it is asked again, from green?"), 1, 366)
    days_yellow = number(_l("From yellow?"), 1, 366)
    days_orange = number(_l("From orange?"), 1, 366)
    days_red = number(_l("From red?"), 1, 366)
    duty_phones = lines(_l("Duty phones"))

    def ask(self, zones: Iterable[str], steps: int, counted: str, from_step: int) -> None:
        """Ask about the zones that the ruler has, and a step that it has. `counted`, `from_step`: which way
        it runs now, and from which number somebody is told."""
        self.before = counted, from_step
        self.duty_phones.description = _("A name, a colon and the number: one on each line.")
        for zone in set(ZONES) - set(zones):
            del self[f"days_{zone}"]
        self.steps = steps

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        wrong = list(self._wrong())
        for field, message in wrong:
            field.errors = [*field.errors, message]
        return fine and not wrong

    def _wrong(self) -> Iterable[tuple[Any, str]]:
        if not LANGUAGES.match(self.languages.data) or len(set(self.told_languages())) < len(
            self.told_languages()
        ):
            yield self.languages, _("Write the language with its two or three letters, as in da.")
        for field in (self.contexts, self.scored_by, self.told_at_once):
            if not field.data and not field.errors:
                yield field, _("Choose at least one")
        if "child" not in (self.dimensions.data or ()):
            yield self.dimensions, _("A ruler always asks about the child.")
        if self.told_at_once.data and "caseworker" not in self.told_at_once.data:
            yield self.told_at_once, _("The caseworker is always told at once. Add the caseworker.")
        if self.from_step.data and self.told_from() not in self._not_the_best():
            yield self.from_step, _("It must be a step of the ruler, and not the best one.")
        if any(A_PHONE.match(one) is None for one in split(self.duty_phones.data)):
            yield self.duty_phones, _("Write a name, a colon and a number on each line.")

    def _not_the_best(self) -> range:
        from_the_best = self.direction.data == "good_to_bad"
        return range(2, self.steps + 1) if from_the_best else range(1, self.steps)

    def told_from(self) -> int | None:
        """The number from which somebody is told. It stays at its step when the ruler alone is turned round,
        and the number is left as it was."""
        counted, from_step = self.before
        turned = self.direction.data != counted and self.from_step.data == from_step
        return self.steps + 1 - from_step if turned else self.from_step.data

    def told_languages(self) -> list[str]:
        return [one.strip() for one in self.languages.data.split(",")]

    def told_days(self) -> dict[str, int]:
        """How many days until it is asked again, by zone."""
        return {zone: self[f"days_{zone}"].data for zone in ZONES if f"days_{zone}" in self}

    def told_phones(self) -> list[tuple[str, str]]:
        """(name, number) of each."""
        found = [A_PHONE.match(one) for one in split(self.duty_phones.data)]
        return [(one["name"].strip(), one["phone"].strip()) for one in found if one]


class FileForm(SeenForm):
    """A whole ruler as the text of its file."""

    faults: tuple[str, ...] | list[str] = ()
    file = words(
        _l("The ruler as a file"),
        _l("Open the file, copy all of it, and put it in here."),
        longest=LONGEST_FILE,
    )


class BeginForm(PortalForm):
    """Which of the rulers that come with the portal to begin from."""

    name = RadioField(_l("Which one?"), [one_of()], choices=[])

    def offer(self, rulers: Mapping[str, str]) -> None:
        self.name.choices = options(rulers.items())


class FromDayForm(PortalForm):
    """From which day something holds."""

    on = Day(_l("From which day?"))

    def day(self) -> date:
        """The day, once the form is right."""
        assert self.on.data is not None
        return self.on.data

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        wrong = "" if self.on.errors else self._wrong(self.on.data)
        if wrong:
            self.on.errors = [wrong]
        return fine and not wrong

    def _wrong(self, day: date | None) -> str:
        today = on_the_wall(now()).date()
        if day is None:
            return _("Write a day")
        if day < today:
            return _("That day has passed. Choose a day to come.")
        return _("That is too far ahead. Choose a day within two years.") if (day - today).days > 730 else ""


class PublishForm(FromDayForm):
    """From which day a draft is read, with the revision that was looked at."""

    seen = SeenRevision()
