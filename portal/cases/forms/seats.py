"""What is asked when somebody is invited to support one, or as a professional."""

from datetime import date, timedelta
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, ValidationError

from portal.cases.forms.inviting import WayForm, birthdate
from portal.web.forms import PortalForm, line, one_of, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day, now, on_the_wall
from portal.web.shown import ShownForm

A_WHILE, LONGEST = timedelta(days=90), timedelta(days=365)


class SupportForm(WayForm):
    name = line(_l("What is the person's name?"), message=_l("Write at least a first name"))
    words = words(
        _l("What do you want to say to the person?"),
        _l("It is read before anybody has signed in. Do not write the child's name."),
    )
    birthdate = birthdate()


class LastDay:
    """The last day of a seat: today at the earliest, within a year."""

    def __call__(self, _form: Any, field: Any) -> None:
        today = _today()
        if field.data and field.data < today:
            raise ValidationError(_("That day has passed. Choose a day to come."))
        if field.data and field.data > today + LONGEST:
            raise ValidationError(_("That day is too far away. Choose one within a year."))


def last_day(hint: Any) -> Any:
    return Day(
        _l("Until which day is the person here?"),
        [InputRequired(_l("Choose a day")), LastDay()],
        description=hint,
        default=lambda: _today() + A_WHILE,
    )


ASK, BY_LAW = "ask", "law"


class ProfessionalForm(WayForm):
    name = line(_l("What is the professional's name?"), message=_l("Write at least a first name"))
    relation = line(
        _l("What does the person do?"), _l("For example teacher, health visitor or school psychologist.")
    )
    purpose = line(
        _l("What is the person here for?"),
        _l("The family can read it. So can the person, before signing in: do not write the child's name."),
    )
    until = last_day(_l("The last day counts too. After it the person sees nothing. A year at most."))
    ground = RadioField(
        _l("Why may it be shared with the person?"),
        [one_of()],
        choices=options(
            [
                (ASK, _l("The parents are asked here, and all say yes")),
                (BY_LAW, _l("A law says that it may be shared without their yes")),
            ]
        ),
    )
    law = line(_l("Which section of which law?"), _l("The family reads it."), needed=False)
    law_why = words(
        _l("Why is it shared without a yes?"),
        _l("Write it so that the family understands it. They read it."),
        needed=False,
    )
    words = words(
        _l("What do you want to say to the professional?"),
        _l("It is read before anybody has signed in. Do not write the child's name."),
    )

    def on_a_law(self) -> tuple[str | None, str | None]:
        """The section and the reason; two None where the family is asked."""
        return (self.law.data, self.law_why.data) if self.ground.data == BY_LAW else (None, None)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.ground.data != BY_LAW:
            return fine
        if not self.law.data:
            say(self.law, _("Write the section of the law"))
        if not self.law_why.data:
            say(self.law_why, _("Write something here"))
        return fine and not (self.law.errors or self.law_why.errors)


class TermForm(ShownForm):
    """A yes to one professional, to the sentence the page showed."""


class EndForm(PortalForm):
    until = last_day(_l("The last day counts too. A year from today at most."))


def _today() -> date:
    return on_the_wall(now()).date()
