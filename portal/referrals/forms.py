"""What a family is asked when it asks for help, and a caseworker who takes it."""

from datetime import datetime, time, timedelta
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.web.forms import (
    PortalForm,
    SeenRevision,
    line,
    one_of,
    optional_phone,
    options,
    phone,
    say,
    words,
)
from portal.web.i18n import _, _l
from portal.web.moments import Day, now, on_the_wall, still_to_come

CHILD, MYSELF = "child", "myself"
LONGEST_PROMISE = timedelta(days=14)
CLOSING_TIME = time(16)


class HelpForm(PortalForm):
    """What a parent writes; or a young person, who may choose to write about oneself."""

    about = RadioField(_l("Who needs help?"), [Optional()], choices=[])
    child_1 = line(_l("The child's first name"), message=_l("Write at least a first name"))
    child_2 = line(_l("One more child"), needed=False)
    child_3 = line(_l("One more child"), needed=False)
    child_4 = line(_l("One more child"), needed=False)
    relation = line(_l("What are you to the child?"), _l("For example: mother, father"), needed=False)
    wish = words(_l("What would you like help with?"), _l("A few words are enough."))
    works = words(_l("What works well, also now?"), needed=False)
    worries = words(_l("What worries you?"), needed=False)
    phone = optional_phone(_l("Where may we call you?"))
    seen = SeenRevision(validators=[Optional()])

    def offer(self, *, young: bool) -> None:
        """Somebody of 15 to 17 may write about oneself."""
        self.about.choices = options([(CHILD, _l("A child of mine")), (MYSELF, _l("Me"))] if young else [])
        if young:
            self.about.validators = [one_of()]

    @property
    def own_matter(self) -> bool:
        return bool(self.about.data == MYSELF)

    def told(self) -> dict[str, Any]:
        """The words as they are kept."""
        names = (self.child_1, self.child_2, self.child_3, self.child_4)
        children = [name.data for name in names if name.data]
        return {
            "children": children[:1] if self.own_matter else children,
            "relation": _("child") if self.own_matter else self.relation.data,
            **{field.name: field.data for field in (self.wish, self.works, self.worries, self.phone)},
        }

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if not self.own_matter and not self.relation.data and not self.relation.errors:
            say(self.relation, _("Write what you are to the child"))
            return False
        return fine


class TakeForm(PortalForm):
    """`promised_at` (UTC) is there when the day is right."""

    day = Day(_l("When does the family hear from you at the latest?"), [InputRequired(_l("Choose a day"))])
    promised_at: datetime

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.day.data is None:
            return False
        if self.day.data > on_the_wall(now()).date() + LONGEST_PROMISE:
            say(self.day, _("That is too long to wait. Choose a day within two weeks."))
            return False
        try:
            self.promised_at = still_to_come(self.day.data, CLOSING_TIME)
        except ValueError as wrong:
            say(self.day, str(wrong))
            return False
        return fine


class OpenForm(PortalForm):
    """Before the workspace opens: who has custody, and whom the family calls."""

    custody_seen = line(_l("Where did you see it?"), _l("For example: in the CPR register, today"))
    standin = SelectField(_l("Who answers when you are away?"), choices=[])
    phone = phone(_l("Which number may the family call?"))
    hours = line(_l("When do you answer the phone?"), _l("For example: Monday to Thursday, 9:00 to 14:00"))

    def offer(self, colleagues: list[tuple[str, str]]) -> None:
        self.standin.choices = options([("", _("Nobody yet")), *colleagues])


class ReplyForm(PortalForm):
    words = words(_l("What do you answer?"), _l("The family reads it here."))
