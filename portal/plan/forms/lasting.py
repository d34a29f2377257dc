"""What is asked about how long a plan lasts: a provisional plan, and the next follow-up."""

from datetime import date
from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired, Optional

from portal.plan.forms.deciding import PastDay
from portal.web.forms import PortalForm, line, options, say, words
from portal.web.i18n import _, _l, _n
from portal.web.moments import Day

MOST_DAYS = 7


class ProvisionalForm(PortalForm):
    days = SelectField(
        _l("How many days does it apply, from the day it begins?"),
        [InputRequired(_l("Choose how many days"))],
        coerce=int,
        choices=[],
    )
    words = words(
        _l("What holds when the days are over?"),
        _l("It does not go on by itself. Write what then holds, so that everybody in the plan knows."),
    )

    def offer(self) -> None:
        """From a week down, since a week is what is mostly chosen."""
        days = range(MOST_DAYS, 0, -1)
        self.days.choices = options((one, _n("%(num)s day", "%(num)s days", one)) for one in days)


class FollowUpForm(PortalForm):
    """When the plan is looked at again. `held_on` and `words`: when a follow-up was held."""

    held_on = PastDay(_l("Which day did you meet?"), [Optional()])
    words = words(
        _l("What did you talk about, and what did you find?"),
        _l("Leave it empty when you only set a day."),
        needed=False,
    )
    on = Day(_l("Which day is the next follow-up?"), [InputRequired(_l("Choose a day"))])
    why = line(_l("Why then?"), _l("The parents read it."))
    today: date

    def now(self, today: date) -> None:
        self.today = today
        self.held_on.latest = today

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if self.on.data and self.on.data <= self.today:
            self.refuse_day(_("Choose a day that is to come."))
        if self.words.data and not self.held_on.data and not self.held_on.errors:
            say(self.held_on, _("Choose a day"))
        if self.held_on.data and not self.words.data and not self.words.errors:
            say(self.words, _("Write something here"))
        wrong = self.held_on.is_to_come() or self.on.errors or self.held_on.errors or self.words.errors
        return fine and not wrong

    def refuse_day(self, message: str) -> None:
        say(self.on, message)
