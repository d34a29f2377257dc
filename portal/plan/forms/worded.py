"""What is asked about an agreement that somebody words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import SelectField
from wtforms.validators import Optional

from portal.web.forms import PortalForm, Several, line, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day

DAYS = [
    (0, _l("Monday")),
    (1, _l("Tuesday")),
    (2, _l("Wednesday")),
    (3, _l("Thursday")),
    (4, _l("Friday")),
    (5, _l("Saturday")),
    (6, _l("Sunday")),
]
SITUATIONS = {
    "morning": _l("In the morning"),
    "evening": _l("In the evening"),
    "contact": _l("When they are together"),
    "weekend": _l("At the weekend"),
    "celebration": _l("When we celebrate"),
}
DATES = ("starts", "ends")


def ticked(mask: int) -> list[int]:
    """The days (0 is Monday) in a mask of bits."""
    return [day for day, _name in DAYS if mask & 1 << day]


class WordedForm(PortalForm):
    """The fields of an agreement that its author words."""

    words = words(_l("What do you do?"), _l("Write it as you would say it."))
    situation = SelectField(
        _l("Which situation is it for?"),
        [Optional()],
        choices=options([("", _l("None in particular")), *SITUATIONS.items()]),
    )
    when_words = line(_l("When?"), _l("For example: every evening after 7 o'clock"), needed=False)
    weekdays = Several(
        _l("On which days?"),
        coerce=int,
        choices=options(DAYS),
        description=_l("If it is every day, or no day in particular, choose none."),
    )
    starts = Day(_l("From which day?"), [Optional()])
    ends = Day(_l("Until which day?"), [Optional()])
    where_words = line(_l("Where?"), needed=False)
    backup = line(_l("Who does it if that person cannot?"), needed=False)
    how_seen = line(_l("How can we see that it is kept?"), needed=False)
    child_words = line(
        _l("How do we say it to the child?"),
        _l("One sentence the child understands. You need not write it."),
        needed=False,
    )

    def show(self, worded: dict[str, Any]) -> None:
        """Let these stand in the fields, as they are to be saved."""
        for name, value in as_asked(worded).items():
            self[name].data, self[name].raw_data = value, None  # a day prints what was sent first

    def worded(self) -> dict[str, Any]:
        """The fields by the names the agreement has for them."""
        texts = ("words", "situation", "when_words", "where_words", "backup", "how_seen", "child_words")
        return {
            **{name: self[name].data or "" for name in texts},
            **{name: self[name].data.isoformat() if self[name].data else "" for name in DATES},
            "weekdays": sum(1 << day for day in set(self.weekdays.data or ())),
        }

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if self.starts.data and self.ends.data and self.ends.data < self.starts.data:
            say(self.ends, _("Choose a day that is not before the first."))
            return False
        return fine


def as_asked(worded: Mapping[str, Any]) -> dict[str, Any]:
    """What an agreement says, as the fields of the form have it."""
    days = {name: date.fromisoformat(worded[name]) if worded[name] else None for name in DATES}
    return {**worded, **days, "weekdays": ticked(worded["weekdays"])}
