"""What is asked about the network."""

import hashlib
from datetime import date, timedelta
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import Optional, ValidationError

from portal.cases.forms import WayForm, birthdate
from portal.web.forms import PortalForm, line, one_of, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day

CIRCLES = {
    "inner": (_l("Inner circle"), _l("They know all of it.")),
    "middle": (_l("Middle circle"), _l("They know some of it.")),
    "outer": (_l("Outer circle"), _l("They do not know about it yet.")),
}
A_YEAR = timedelta(days=365)
LONGEST = 5 * A_YEAR
"""A permission has an end that its giver can picture."""


class NameForm(PortalForm):
    name = line(_l("What is the person's name?"), message=_l("Write at least a first name"))
    relation = line(_l("Who is the person to the child?"), _l("For example grandmother, neighbour or coach."))
    circle = RadioField(
        _l("How close is the person?"),
        [one_of()],
        choices=options((key, name) for key, (name, _text) in CIRCLES.items()),
    )
    words = words(_l("What could the person help with?"))


class YesForm(PortalForm):
    """Yes to a sentence. `read` is the fingerprint of the one the page showed: nobody agrees to another."""

    until = Day(
        _l("Until which day do you give permission?"),
        [Optional()],
        description=_l("The last day counts too. You can take it back before."),
    )
    read = HiddenField()

    def __init__(self, today: date) -> None:
        self.today, self.in_a_year = today, today + A_YEAR
        super().__init__(until=self.in_a_year)

    def validate_until(self, field: Any) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("That day has passed. Choose a day to come."))
        if field.data and field.data > self.today + LONGEST:
            raise ValidationError(_("That day is very far away. Choose one within five years."))

    def has_shown(self, sentence: str) -> bool:
        """Was this the sentence on the page? From now on it is."""
        mark = hashlib.sha256(sentence.encode()).hexdigest()
        shown, self.read.data = self.read.data, mark
        return bool(shown == mark)


class NoForm(PortalForm):
    why = words(_l("Do you want to say why?"), _l("Those who can see the person can read it."), needed=False)

    def must_say_why(self) -> None:
        """A professional owes the family a reason."""
        self.why.label.text = _("Why not?")
        self.needs_reason = True

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if getattr(self, "needs_reason", False) and not self.why.data:
            say(self.why, _("Write something here"))
            return False
        return fine


class InviteForm(WayForm):
    asked = words(
        _l("What do you ask the person to do?"), _l("For example: collect from school on Tuesdays.")
    )
    words = words(
        _l("Write in your own words why you ask."),
        _l("It is read before anybody has signed in. Do not write the child's name."),
    )
    birthdate = birthdate()
