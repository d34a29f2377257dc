"""What is asked about the network."""

from datetime import date, timedelta
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf, Optional, ValidationError

from portal.cases.forms import WayForm, birthdate
from portal.web.forms import PortalForm, line, one_of, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day
from portal.web.shown import ShownForm

CIRCLES = {
    "inner": (_l("Inner circle"), _l("They know all of it.")),
    "middle": (_l("Middle circle"), _l("They know some of it.")),
    "outer": (_l("Outer circle"), _l("They do not know about it yet.")),
}
TIES = {
    "biological": _l("Family"),
    "private": _l("Friend or neighbour"),
    "professional": _l("Meets the child at work"),
    "voluntary": _l("Volunteer"),
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
    tie = RadioField(_l("What kind of relation is it?"), [Optional()], choices=options(TIES.items()))
    words = words(_l("What could the person help with?"))


class MoveForm(PortalForm):
    """One step inward or outward, from the circle that the page showed."""

    seen = HiddenField(validators=[AnyOf(tuple(CIRCLES))])
    to = HiddenField(validators=[AnyOf(tuple(CIRCLES))])


class TrustForm(PortalForm):
    """What the child said of one person. `who` is asked where there are several children."""

    who = RadioField(_l("Which child said it?"), [one_of()], choices=[])
    words = words(_l("What did the child say?"), needed=False)

    def __init__(self, children: list[tuple[str, str]]) -> None:
        super().__init__()
        self.who.choices = options(children)
        if len(children) < 2:
            del self.who

    def ask_the_child(self) -> None:
        """The child says it itself."""
        self.words.label.text = _("Do you want to write why?")


class YesForm(ShownForm):
    """Yes to a sentence, until a day."""

    until = Day(
        _l("Until which day do you give permission?"),
        [Optional()],
        description=_l("The last day counts too. You can take it back before."),
    )

    def __init__(self, today: date) -> None:
        self.today, self.in_a_year = today, today + A_YEAR
        super().__init__(until=self.in_a_year)

    def validate_until(self, field: Any) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("That day has passed. Choose a day to come."))
        if field.data and field.data > self.today + LONGEST:
            raise ValidationError(_("That day is very far away. Choose one within five years."))


class NoForm(PortalForm):
    """`note` is asked of caseworkers alone, and read by them alone."""

    why = words(_l("Do you want to say why?"), _l("Those who can see the person can read it."), needed=False)
    note = words(
        _l("Is there something that only caseworkers may know?"),
        _l("The family does not see it here. Others who work with the child do not see it either."),
        needed=False,
    )

    def of_the_family(self) -> None:
        del self.note

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


class LeaveForm(ShownForm):
    """A yes to leaving, and to what becomes of the own words the page told of."""

    own = RadioField(
        _l("What about the words that only you have read?"),
        [one_of()],
        choices=options((("taken", _l("I have fetched them")), ("not_wanted", _l("I do not need them")))),
    )

    def __init__(self, unshared: list[str]) -> None:
        super().__init__()
        if not unshared:
            del self.own


class InviteForm(WayForm):
    asked = words(
        _l("What do you ask the person to do?"), _l("For example: collect from school on Tuesdays.")
    )
    words = words(
        _l("Write in your own words why you ask."),
        _l("It is read before anybody has signed in. Do not write the child's name."),
    )
    birthdate = birthdate()
