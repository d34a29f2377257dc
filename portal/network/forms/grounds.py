"""What is asked of a caseworker where a permission is missing, and of whoever confirms it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wtforms import RadioField
from wtforms.validators import InputRequired, ValidationError

from portal.cases.forms import born_in_living_memory
from portal.web.forms import PortalForm, as_id, line, one_of, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day

YES, NO = "yes", "no"
A_YEAR = timedelta(days=365)
GROUNDS = {
    "clear_regard": _l("The regard for the child weighs clearly more"),
    "by_law": _l("A law says that it must be told"),
    "other": _l("Another ground in the law"),
}


class GroundForm(PortalForm):
    """Which ground, why, who decided, and until when."""

    instead_of = RadioField(_l("Whose yes is missing?"), [one_of()], coerce=as_id, choices=[])
    ground = RadioField(_l("On which ground?"), [one_of()], choices=options(GROUNDS.items()))
    law = line(
        _l("Which section of which law?"), _l("Needed for the last two. The family reads it."), needed=False
    )
    words = words(_l("Why?"), _l("Write it so that the one it is about understands it. The family reads it."))
    decided_by = line(_l("Who decided it?"), message=_l("Write who decided it"))
    decided_on = Day(_l("When was it decided?"), [InputRequired(_l("Write the day"))])
    until = Day(
        _l("Until which day does it hold?"),
        [InputRequired(_l("Write the day"))],
        description=_l("The last day counts too. A year at most."),
    )

    def __init__(self, today: date, laws: dict[str, str]) -> None:
        self.today, self.laws = today, laws
        super().__init__(decided_on=today)

    def offer(self, seats: list[tuple[UUID, str]]) -> None:
        """The custody holders without whose yes nothing is shared; one alone is chosen already."""
        self.instead_of.choices = options(seats)
        if len(seats) == 1 and not self.instead_of.data:
            self.instead_of.data = seats[0][0]

    def validate_decided_on(self, field: Any) -> None:
        if field.data and not self.today - A_YEAR <= field.data <= self.today:
            raise ValidationError(_("Write a day of the last year."))

    def validate_until(self, field: Any) -> None:
        begins = self.decided_on.data
        if field.data and field.data < self.today:
            raise ValidationError(_("That day has passed. Choose a day to come."))
        if field.data and begins and field.data > begins + A_YEAR:
            raise ValidationError(_("It holds for a year at most. Choose an earlier day."))

    @property
    def section(self) -> str:
        """The section that goes with the ground, or the one that was written."""
        return self.laws.get(self.ground.data or "", "") or self.law.data or ""

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.ground.data and not self.ground.errors and not self.section:
            say(self.law, _("Write the section of the law"))
            return False
        return fine


class ConfirmGroundForm(PortalForm):
    answer = RadioField(
        _l("What do you say?"),
        [one_of()],
        choices=options(
            [(YES, _l("Yes, it may be shared")), (NO, _l("No, it is not shared on this ground"))]
        ),
    )


class BirthForm(PortalForm):
    birthdate = Day(
        _l("When was the child born?"), [InputRequired(_l("Write the birth date")), born_in_living_memory]
    )
