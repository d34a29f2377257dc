"""What is asked on the ruler. Every choice is empty at the start."""

from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField

from portal.web.forms import PortalForm, one_of, options, say
from portal.web.forms import words as own_words
from portal.web.i18n import _, _l

DO_NOT_KNOW, DECLINE = "do_not_know", "decline"
PLACES = {
    "home": _l("At home"),
    "school": _l("In day care or at school"),
    "leisure": _l("In the free time"),
    "contact": _l("When the child visits a parent"),
}


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
    better = own_words(_l("What could make it one step better?"), needed=False)

    def seen_ruler(self) -> UUID | None:
        """The version of the ruler that the person has in front of them."""
        try:
            return UUID(self.ruler.data or "")
        except ValueError:
            return None

    def ask(self, ruler_id: UUID, steps: list[tuple[int, str]], child: str, *, professional: bool) -> None:
        """Ask about one child on one version of the ruler, in the words of the reader."""
        self.ruler.data = str(ruler_id)
        self.dimension.choices = options(
            [
                ("child", _("How is %(child)s doing these days?", child=child)),
                ("parental_care", _("How well can the adults look after %(child)s right now?", child=child)),
            ]
        )
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
        return None if self.step.data in (DO_NOT_KNOW, DECLINE) else int(self.step.data)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.step.errors or self.step_number() is None:
            return fine
        if not self.words.data:
            say(self.words, _("Write one thing you have seen or heard. A little is enough."))
        if self.context.data not in PLACES:
            say(self.context, _("Choose one of them"))
        return fine and not (self.words.errors or self.context.errors)
