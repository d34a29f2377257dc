"""What is asked when the plan is tried."""

from datetime import date
from typing import Any
from uuid import UUID

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.web.forms import PortalForm, SeenRevision, Several, as_id, one_of, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day

NONE, HELD, DID_NOT_HOLD = "none", "held", "did_not_hold"


class DrillForm(PortalForm):
    agreement = RadioField(_l("Which agreement is it about?"), [one_of()], choices=[], default=NONE)
    words = words(
        _l("What do you ask?"), _l("For example: What do you do tonight if there is shouting at home?")
    )
    seats = Several(_l("Who is asked?"), coerce=as_id, choices=[])
    on_day = Day(
        _l("When do you try it together?"),
        [InputRequired(_l("Choose a day"))],
        description=_l("On that day you talk about the answers."),
    )
    earliest: date
    latest: date

    def offer(self, agreements: list[tuple[UUID, str]], seats: list[tuple[UUID, str]]) -> None:
        told = [(str(id_), name) for id_, name in agreements]
        self.agreement.choices = options([*told, (NONE, _("A sign, or the whole plan"))])
        self.seats.choices = options(seats)

    def allow(self, earliest: date, latest: date) -> None:
        self.earliest, self.latest = earliest, latest

    @property
    def agreement_id(self) -> UUID | None:
        return None if self.agreement.data in (None, NONE) else UUID(self.agreement.data)

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if not self.seats.data and not self.seats.errors:
            say(self.seats, _("Choose who is asked"))
        if self.on_day.data and not self.earliest <= self.on_day.data <= self.latest:
            say(self.on_day, _("Choose a day from today on, within a year."))
        return fine and not (self.seats.errors or self.on_day.errors)


class DrillAnswerForm(PortalForm):
    words = words(_l("What would you do?"), _l("Write it as you would do it. There is no wrong answer."))

    def refuse(self, message: str) -> None:
        """Nothing is wrong with any one field."""
        self.form_errors = [message]


class TogetherForm(PortalForm):
    outcome = RadioField(
        _l("Did it hold when you tried it?"),
        [one_of()],
        choices=options([(HELD, _l("It held")), (DID_NOT_HOLD, _l("It did not hold"))]),
    )
    words = words(_l("What did you find out together?"))
    seen = SeenRevision()

    def refuse(self, message: str) -> None:
        """Nothing is wrong with any one field."""
        self.form_errors = [message]
