"""What is asked on the ruler. Every choice is empty at the start."""

import re
from collections.abc import Collection
from typing import Any, Protocol
from uuid import UUID

from wtforms import HiddenField, RadioField

from portal.cases.forms import ShowingForm
from portal.web.forms import PortalForm, Several, as_id, one_of, options, say
from portal.web.forms import words as own_words
from portal.web.i18n import _, _l

ALL, CHOSEN = "in_case", "us_here"
DO_NOT_KNOW, DECLINE = "do_not_know", "decline"
PLACES = {
    "home": _l("At home"),
    "school": _l("In day care or at school"),
    "leisure": _l("In the free time"),
    "contact": _l("When the child visits a parent"),
}


ASKED: dict[str, tuple[str, ...]] = {
    "about": ("dimension",),
    "step": ("step",),
    "readers": ("opens_to", "readers"),
    "seen": ("words",),
    "where": ("context",),
    "helps": ("protective",),
    "worries": ("worries",),
    "better": ("better",),
}
"""The questions in their order, one a screen, with their fields. Who reads it stands before the words."""
OF_A_STEP = frozenset({"seen", "where", "helps", "worries", "better"})
"""What is asked only of whoever has chosen a step."""


class Seat(Protocol):
    """A member as the writer knows them."""

    @property
    def membership_id(self) -> UUID: ...

    @property
    def person_id(self) -> UUID | None: ...


def seen_ruler(told: str | None) -> UUID | None:
    """The version of the ruler (id) that the person has in front of them."""
    try:
        return UUID(told or "")
    except ValueError:
        return None


def a_step(told: str | None) -> int | None:
    """The number that was chosen; None for what is none, and for what nobody could have chosen."""
    return int(told) if told and re.fullmatch("[0-9]{1,2}", told) else None


class ScoreForm(PortalForm):
    ruler = HiddenField()
    dimension = RadioField(_l("What is it about?"), [one_of()], choices=[])
    step = RadioField(_l("Which step fits best?"), [one_of()], choices=[])
    words = own_words(
        _l("What have you seen or heard?"), _l("Write one thing that happened, and when."), needed=False
    )
    context = RadioField(
        _l("Where have you seen it?"), choices=options(PLACES.items()), validate_choice=False
    )
    protective = own_words("", needed=False)
    worries = own_words(_l("What worries you?"), needed=False)
    better = own_words(_l("What could make it one step better?"), needed=False)
    opens_to = RadioField(_l("Who may read it when it is opened?"), [one_of()], choices=[])
    readers = Several(_l("Who else may read it?"), coerce=as_id, choices=[])

    def offer(self, always: str, everybody: str, seats: Collection[Seat], *, blind: bool = True) -> None:
        """Who may read it, beside the caseworkers (`always`: their names); no question where nobody else is
        here. `blind`: is it read first when the answers are opened?"""
        if not blind:
            self.opens_to.label.text = _("Who may read it?")
        if not seats:
            del self.opens_to, self.readers
            return
        self.readers_told = {ALL: everybody, CHOSEN: always}
        self.opens_to.choices = options(
            [
                (ALL, _("All who are part of this")),
                (CHOSEN, _("Only those I choose")),
            ]
        )
        self.readers.choices = options([(seat.person_id, str(seat)) for seat in seats if seat.person_id])

    def opening(self) -> tuple[str, frozenset[UUID]]:
        """Who reads it when it is opened, and the people (ids) who were chosen."""
        to: str = self.opens_to.data if self.opens_to else ALL
        return to, frozenset(self.readers.data or ()) if to == CHOSEN else frozenset()

    def seen_ruler(self) -> UUID | None:
        return seen_ruler(self.ruler.data)

    def wrong_in(self, asked: str) -> bool:
        """Is there something to look at in this question, or in what the page carries?"""
        fields = (self[name] for name in (*ASKED[asked], "csrf_token") if name in self)
        return any(field.errors for field in fields)

    def only(self, asked: str) -> None:
        """Say what is wrong in this question alone: the others have screens of their own."""
        for field in self:
            if field.name not in (*ASKED[asked], "csrf_token"):
                field.errors = ()

    def only_about(self, child: str, dimensions: Collection[str], places: Collection[str]) -> None:
        """Ask what the ruler asks about, and where; no question where there is one answer."""
        about = {
            "child": _("How is %(child)s doing these days?", child=child),
            "parental_care": _("How well can the adults look after %(child)s right now?", child=child),
        }
        self.dimension.choices = options([(one, about[one]) for one in dimensions])
        self.context.choices = options([(one, PLACES[one]) for one in places])
        self.sole = {"dimension": [*dimensions], "context": [*places]}
        for name, answers in self.sole.items():
            if len(answers) == 1:
                del self[name]

    def chosen(self, name: str) -> str:
        """What was answered about `dimension` or `context`, or the one thing that the ruler asks."""
        said: str = self[name].data if name in self else self.sole[name][0]
        return said

    def ask(self, ruler_id: UUID, steps: list[tuple[int, str]], child: str, *, professional: bool) -> None:
        """Ask about one child on one version of the ruler, in the words of the reader."""
        self.ruler.data = str(ruler_id)
        if professional:
            self.step.label.text = _("Which step fits what you have seen of %(child)s?", child=child)
        self.protective.label.text = _("What helps %(child)s?", child=child)
        self.step.choices = options(
            [
                *((str(number), name) for number, name in steps),
                (DO_NOT_KNOW, _("I do not know")),
                (DECLINE, _("I do not want to say")),
            ]
        )

    def step_number(self) -> int | None:
        """The step that was chosen; None for the two answers that are no step."""
        return a_step(self.step.data)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.step.errors or self.step_number() is None:
            return fine
        if not self.words.data:
            say(self.words, _("Write one thing you have seen or heard. A little is enough."))
        if self.context and self.context.data not in self.sole["context"]:
            say(self.context, _("Choose one of them"))
        return fine and not (self.words.errors or (self.context and self.context.errors))


class FaceForm(ShowingForm):
    """A child says how it is, with a face and in own words, and who else may see it."""

    ruler = HiddenField()
    step = RadioField(_l("How are you these days?"), [one_of()], choices=[])
    words = own_words(_l("Do you want to tell why?"), _l("You do not have to."), needed=False)

    def ask(self, ruler_id: UUID, steps: list[tuple[int, str]]) -> None:
        self.ruler.data = str(ruler_id)
        faces = [(str(number), name) for number, name in steps]
        self.step.choices = options(
            [*faces, (DO_NOT_KNOW, _("I do not know")), (DECLINE, _("I do not want to say"))]
        )

    def seen_ruler(self) -> UUID | None:
        return seen_ruler(self.ruler.data)

    def step_number(self) -> int | None:
        return a_step(self.step.data)


OCCASIONS = {
    "opening": _l("We begin"),
    "meeting": _l("Before a meeting"),
    "follow_up": _l("We look at it again"),
    "incident": _l("Something has happened"),
    "closure": _l("We close"),
}


class AskForm(PortalForm):
    """A caseworker asks some people to answer."""

    occasion = RadioField(_l("Why do you ask now?"), [one_of()], choices=options(OCCASIONS.items()))
    seats = Several(_l("Who is asked?"), coerce=as_id, choices=[])

    def offer(self, seats: Collection[Seat]) -> None:
        self.seats.choices = options([(seat.membership_id, str(seat)) for seat in seats])

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if not self.seats.data and not self.seats.errors:
            say(self.seats, _("Choose who is asked"))
            return False
        return fine


class TogetherForm(PortalForm):
    """A step for all answers together, and why."""

    step = RadioField(_l("Which step fits best?"), [one_of()], choices=[])
    words = own_words(_l("Why this step?"), _l("Write so that everybody who was asked can read it."))

    def ask(self, steps: list[tuple[int, str]]) -> None:
        self.step.choices = options([(str(number), name) for number, name in steps])


class DifferentForm(PortalForm):
    """What those who met see differently."""

    words = own_words(
        _l("What do you see differently?"),
        _l("Write each one's view as they say it themselves, with the name."),
    )
