"""What is asked about a meeting, and how one answers."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal.web.forms import PortalForm, SeenRevision, as_id, line, one_of, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import ClockTime, Day, still_to_come

LENGTHS = [
    (30, _l("Half an hour")),
    (45, _l("45 minutes")),
    (60, _l("1 hour")),
    (90, _l("1 and a half hours")),
    (120, _l("2 hours")),
    (180, _l("3 hours")),
]
COMING, NOT_COMING, OTHER_TIME = "coming", "not_coming", "other_time"
# Made before the fields of WhenForm, so that they stand before them: on the page, and in its list of faults.
WHO = SelectMultipleField(_l("Who is asked to come?"), coerce=as_id, choices=[])
ABOUT = line(_l("What will you talk about?"), _l("One sentence. Those who are asked to come can read it."))


class WhenForm(PortalForm):
    """A day, a time and a length; `begins_at` and `ends_at` (UTC) are there when they are right."""

    day = Day(_l("Which day?"), [InputRequired(_l("Choose a day"))])
    clock = ClockTime(_l("What time does it begin?"), [InputRequired(_l("Choose a time"))])
    minutes = SelectField(_l("How long is it?"), coerce=int, choices=options(LENGTHS), default=60)
    place = line(
        _l("Where do you meet?"), _l("Only those who are asked to come can see it. It may be on the phone.")
    )
    begins_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.begins_at + timedelta(minutes=self.minutes.data)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.day.data is None or self.clock.data is None:
            return False
        try:
            self.begins_at = still_to_come(self.day.data, self.clock.data)
        except ValueError as wrong:
            say(self.day, str(wrong))
            return False
        return fine

    def has_passed(self) -> None:
        """The time went by while the form was on its way."""
        say(self.clock, _("That time has passed. Choose a time to come."))


class Behind(Field):
    """The id of the words because of which the meeting is called; what is no id is none."""

    widget = HiddenInput()

    def _value(self) -> str:
        return str(self.data or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            self.data = as_id(valuelist[0]) if valuelist else None
        except ValueError:
            self.data = None


class CallForm(WhenForm):
    seats = WHO
    words = ABOUT
    because = Behind()

    def offer(self, seats: list[tuple[UUID, str]]) -> None:
        """The seats one may call."""
        self.seats.choices = options(seats)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if not self.seats.data and not self.seats.errors:
            say(self.seats, _("Choose who is asked to come"))
            return False
        return fine

    def refuse(self, message: str) -> None:
        say(self.seats, message)


class MoveForm(WhenForm):
    seen = SeenRevision()


class CancelForm(PortalForm):
    why = words(_l("Why is it cancelled?"), _l("Those who are asked to come can read it."))
    seen = SeenRevision()


class ComingForm(PortalForm):
    answer = RadioField(
        _l("Are you coming?"),
        [one_of()],
        choices=options(
            [
                (COMING, _l("I am coming")),
                (NOT_COMING, _l("I cannot come that day")),
                (OTHER_TIME, _l("I would like another time")),
            ]
        ),
    )
    words = words(_l("Your words"), _l("You need not write anything."), needed=False)
    seen = SeenRevision()


class TakeUpForm(PortalForm):
    words = words(_l("What do you want to talk about?"), _l("A few words are enough."))
    seen = SeenRevision()


class CalendarForm(PortalForm):
    """Asked with a link, not a sending: it changes nothing."""

    place = BooleanField(
        _l("Put the place in too"), description=_l("Others who see your calendar can read it.")
    )
