"""What is asked about an agreement, and how one answers."""

from datetime import date
from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired

from portal.cases.forms import SharedForm
from portal.plan.forms.towards import TowardsGoal
from portal.plan.forms.worded import DAYS as DAYS
from portal.plan.forms.worded import SITUATIONS as SITUATIONS
from portal.plan.forms.worded import WordedForm
from portal.plan.forms.worded import ticked as ticked
from portal.web.forms import (
    PortalForm,
    SeenRevision,
    Several,
    as_id,
    one_of,
    options,
    say,
    shows,
    words,
)
from portal.web.i18n import _, _l, day
from portal.web.moments import Day

YES, NOT_YET, NO = "yes", "not_yet", "no"
WORDING, REMOVAL = "wording", "removal"
KEPT, UNSURE, NOT_KEPT = "kept", "unsure", "not_kept"
MARKS = [
    (KEPT, _l("It was kept")),
    (UNSURE, _l("I am not sure")),
    (NOT_KEPT, _l("It was not kept")),
]
GROUPS = ("words", "when", "where", "backup", "how_seen", "child_words", "situation", "lasts", "goal")
"""The questions about an agreement whose answers are kept or changed by themselves."""


class ProposeForm(TowardsGoal):
    doers = Several(
        _l("Who does it?"),
        coerce=as_id,
        choices=[],
        description=_l("Choose everybody who is to do something."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if not self.doers.data and not self.doers.errors:
            say(self.doers, _("Choose who does it"))
            return False
        return fine

    def offer(self, seats: list[tuple[UUID, str]]) -> None:
        """The seats one may name."""
        self.doers.choices = options(seats)

    def refuse_doers(self, message: str) -> None:
        say(self.doers, message)


class MovedForm(WordedForm):
    """Of an agreement that may have moved meanwhile. `leave`: groups of fields that are to stay as they stood
    on the page; asked for only when both have changed them."""

    leave = Several(_l("Keep what it says now"), choices=options((one, "") for one in GROUPS))
    seen = SeenRevision()


class RewordForm(TowardsGoal, MovedForm):
    """The author's own words, anew."""


class ChangeForm(MovedForm):
    asks = RadioField(
        _l("What do you suggest?"),
        [one_of()],
        choices=options([(WORDING, _l("That it says something else")), (REMOVAL, _l("That we take it out"))]),
    )
    reason = words(_l("Why?"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Other words are asked for only when other words are suggested."""
        fine: bool = super().validate(extra_validators)
        if self.asks.data == REMOVAL and self.words.errors:
            self.words.errors = []
            return not self.errors
        return fine


class AnswerForm(PortalForm):
    answer = RadioField(
        _l("What do you say?"),
        [one_of()],
        choices=options([(YES, _l("Yes")), (NOT_YET, _l("Not yet")), (NO, _l("No, because …"))]),
    )
    words = words(_l("Your words"), _l("With Yes you need not write anything."), needed=False)
    seen = SeenRevision()

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if self.answer.data == NO and not self.words.data:
            say(self.words, _("Write something here"))
            return False
        return fine


class TakeInForm(PortalForm):
    seen = SeenRevision()


class HangForm(PortalForm):
    """Yes or no to letting it hang where everybody in the plan sees it."""

    may_hang = HiddenField(validators=[AnyOf([YES, NO])])
    seen = SeenRevision()


class ActForm(PortalForm):
    """One act about the part that was shown: `shown` is its hash."""

    act = HiddenField(validators=[AnyOf(["seen", "understood", "concurs", "agree", "taken_back"])])
    shown = HiddenField()


class LogForm(PortalForm):
    """What somebody saw. Words may be left out when it was kept. The days one may name are given by the
    page."""

    mark = RadioField(_l("What did you see?"), [one_of()], choices=options(MARKS))
    seen_on = Day(_l("Which day was it?"), [InputRequired(_l("Choose a day"))])
    words = words(_l("Your words"), _l("Write what you saw or heard. A little is enough."), needed=False)
    earliest: date
    latest: date

    def allow(self, earliest: date, latest: date) -> None:
        """The days one may write about; the last of them stands there already."""
        self.earliest, self.latest = earliest, latest
        if self.seen_on.data is None and not self.seen_on.raw_data:
            self.seen_on.data = latest

    def ask_about_child(self) -> None:
        """No agreement, so nothing was kept or not: words alone."""
        del self.mark

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        needs_none = self.mark is not None and self.mark.data in (None, KEPT)
        if not needs_none and not shows(self.words.data or "") and not self.words.errors:
            say(self.words, _("Write a few words about what you saw. A little is enough."))
        if self.seen_on.data and not self.earliest <= self.seen_on.data <= self.latest:
            self.refuse_day()
        return fine and not (self.words.errors or self.seen_on.errors)

    def refuse_day(self) -> None:
        say(self.seen_on, _("Choose a day from %(earliest)s until today.", earliest=day(self.earliest)))

    def refuse(self, message: str) -> None:
        """Nothing is wrong with any one field."""
        self.form_errors = [message]


class SharedLogForm(SharedForm, LogForm):
    """With who may read it."""
