"""What is asked about the map."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField

from portal.cases.forms import ONLY_ME, SharedForm, ShowingForm
from portal.mapping.kinds import AROUND, AROUND_NAMES, AROUND_OF, BAD_TO_GOOD, NEEDED_AROUND, Category
from portal.web.forms import PortalForm, SeenRevision, line, one_of, options, say, shows
from portal.web.forms import words as area
from portal.web.i18n import _, _l

CATEGORIES: dict[str, list[tuple[str, Any]]] = {
    "works": [
        ("strength", _l("What we are good at")),
        ("existing_safety", _l("What has already kept the child safe")),
    ],
    "worries": [("past_harm", _l("What has happened")), ("complicating_factor", _l("What makes it harder"))],
    "happens": [("next_step", _l("Next step"))],
}
QUESTIONS: dict[str, tuple[Any, Any]] = {
    "works": (_l("What is working well?"), _l("Small things count. What do you do that helps?")),
    "worries": (
        _l("What are we worried about?"),
        _l("Write what you saw or heard. Write what someone does, not what someone is."),
    ),
    "happens": (_l("What needs to happen?"), _l("Who does what, and when?")),
}
EFFECTS: dict[str, Any] = {
    "works": _l("What does it do for the child?"),
    "worries": _l("What did it do to the child?"),
}
HARM = _l("How could it hurt the child, if nothing changes?")
NEEDED = {
    "happened": _l("Write when it was. Around that time is fine."),
    "effect": _l("Write how it was for the child. You may write: I do not know."),
}


class Label(Protocol):
    """A word that says what somebody is, and what could be told instead."""

    @property
    def word(self) -> str: ...

    @property
    def question(self) -> str: ...


class GentleForm(PortalForm):
    """Shows once, before it is sent, which words say what somebody is: never again, and never as a fault."""

    hinted = HiddenField(default="")
    hints: Sequence[Label] = ()

    def asks_once(self, found: Sequence[Label]) -> bool:
        """Is the writer asked to look again? Sent a second time, the words go as they stand."""
        if not found or self.hinted.data:
            return False
        self.hints, self.hinted.data = found, "yes"
        return True

    def texts(self) -> list[str]:
        """Everything that was written in it."""
        return [value for value in self.answers().values() if isinstance(value, str)]


class AroundForm(GentleForm):
    """A sentence, and what stands around it."""

    words = area(_l("Your words"))
    happened = line(
        _l("When was it?"), _l("A day, or about when. For example: in March, every Friday"), needed=False
    )
    seen_by = line(_l("Who saw it, or heard it?"), needed=False)
    effect = area(EFFECTS["worries"], needed=False)

    def keep_around(self, names: Iterable[str]) -> None:
        """Ask for these, and for nothing else around the words."""
        for name in [name for name in AROUND_NAMES if name in self and name not in names]:
            del self[name]

    def around(self) -> dict[str, str]:
        """What was told around the words, by name."""
        return {name: self[name].data for name in AROUND_NAMES if name in self}

    def needs(self, category: Category) -> bool:
        """Is everything there that such a sentence cannot do without? What is missing is said."""
        missing = [name for name in NEEDED_AROUND.get(category, ()) if not shows(self[name].data or "")]
        for name in missing:
            say(self[name], NEEDED[name])
        return not missing


class EntryForm(SharedForm, AroundForm):
    """`names_voices`: the page says itself for whom it can be written down. `asked_for`: what is not "if you
    like" on it."""

    names_voices = False
    asked_for: tuple[str, ...] = ()
    category = RadioField(_l("What kind of thing is it?"), [one_of()])

    def ask(self, column: str) -> None:
        """Ask for one column of the map, in its own words."""
        self.category.choices = options(CATEGORIES[column])
        if len(CATEGORIES[column]) == 1:
            self.category.data = CATEGORIES[column][0][0]
        heading, hint = QUESTIONS[column]
        self.words.label.text, self.words.description = heading, hint
        first = Category(CATEGORIES[column][0][0])
        self.keep_around(AROUND_OF[first])
        self.asked_for = NEEDED_AROUND.get(first, ())
        if column in EFFECTS:
            self.effect.label.text = EFFECTS[column]

    def ask_everything(self) -> None:
        """Ask for all of the columns at once, as at a meeting where somebody writes what is said."""
        self.names_voices = True
        self.category.choices = options([each for asked in CATEGORIES.values() for each in asked])
        self.words.description = QUESTIONS["worries"][1]
        self.effect.label.text = _l("What does it do to the child?")
        self.keep_around(AROUND)

    def validate(self, extra_validators: Any = None) -> bool:
        """What somebody keeps for oneself needs nothing but the words."""
        fine = bool(super().validate(extra_validators))
        if self.audience.data == ONLY_ME or self.category.errors:
            return fine
        return self.needs(Category(self.category.data)) and fine


class DangerForm(GentleForm):
    worried_by = line(_l("Who is worried?"), _l("For example: mum, Karin and the school"))
    danger = area(
        _l("What are they worried about?"), _l("What could happen? Use the family's own words where you can.")
    )
    effect = area(HARM)
    dispute = area(
        _l("Does somebody see it differently? How?"),
        _l("Write who it is, in that person's words."),
        needed=False,
    )
    child_words = area(
        _l("How do we say it to the child?"), _l("Short, and without anything that frightens."), needed=False
    )
    goal = area(
        _l("What we want to see"), _l("What do the adults do when it works? What does the child notice?")
    )
    how_long = line(_l("For how long must we see it?"), _l("For example: three months in a row"))
    goal_seen_by = line(_l("Who sees it?"), needed=False)
    child = SelectField(_l("Which child is it about?"), choices=[])

    def offer(self, children: list[tuple[UUID, str]], everyone: str) -> None:
        self.child.choices = options([("", everyone), *((str(key), name) for key, name in children)])

    def around_danger(self) -> dict[str, str]:
        return {name: self[name].data for name in AROUND_OF[Category.DANGER_STATEMENT]}

    def around_goal(self) -> dict[str, str]:
        return {"how_long": self.how_long.data, "seen_by": self.goal_seen_by.data}


class RewordForm(AroundForm):
    """Own words anew, with what stands around them."""

    words = area(_l("Your words"), _l("The others can see that you changed it. What it said before is kept."))
    worried_by = line(_l("Who is worried?"), needed=False)
    dispute = area(
        _l("Does somebody see it differently? How?"),
        _l("Write who it is, in that person's words."),
        needed=False,
    )
    child_words = area(
        _l("How do we say it to the child?"), _l("Short, and without anything that frightens."), needed=False
    )
    how_long = line(
        _l("For how long must we see it?"), _l("For example: three months in a row"), needed=False
    )
    seen = SeenRevision()

    def about(self, category: Category) -> None:
        """Ask for what belongs to a sentence of this kind, and for nothing else."""
        self.keep_around(AROUND_OF[category])
        if category is Category.DANGER_STATEMENT:
            self.effect.label.text = HARM


class StandForm(GentleForm):
    """Where one stands on the safety scale: a number, and always words."""

    number = RadioField(
        _l("Where are you on the line?"), [one_of()], choices=options((n, n) for n in BAD_TO_GOOD)
    )
    words = area(_l("Why not lower?"), _l("What is already safe? What have you seen that helps?"))
    higher = area(
        _l("What would be one step higher?"), _l("One small thing that you could see if it happened.")
    )

    @property
    def stands_at(self) -> int:
        return int(self.number.data)


class ScaleForm(SharedForm, StandForm):
    """A grown-up says who may read it."""


class ChildScaleForm(ShowingForm, StandForm):
    """A child chooses whom to show it, besides the caseworkers."""


class LabelForm(PortalForm):
    """A word, or a few in a row, and the question that is asked instead."""

    word = line(
        _l("The word"),
        _l("One word, or a few in a row, without endings: they are found with an ending too."),
        longest=60,
    )
    question = line(_l("What do we ask instead?"), _l("For example: What did the person do?"))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        words = (self.word.data or "").split()
        if fine and not all(word.replace("-", "").isalpha() for word in words):
            say(self.word, _("Write words with nothing but letters"))
            return False
        self.word.data = " ".join(words)
        return fine


class TakeOutLabelForm(PortalForm):
    """One button beside one word."""

    word = HiddenField(default="")
