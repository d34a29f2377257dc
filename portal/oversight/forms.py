"""Why somebody opens a case without a seat; and what a leader says of it."""

from typing import Any

from wtforms import RadioField

from portal.web.forms import PortalForm, line, one_of, options, say, words
from portal.web.i18n import _, _l

KINDS = [
    ("urgent", _l("Something is urgent")),
    ("caseworker_away", _l("The caseworker is away")),
    ("to_look_up", _l("Something has to be looked up")),
]
EXAMINE = "examine"


class OpeningForm(PortalForm):
    number = line(
        _l("The family's number"),
        _l("Nine digits. The family finds it on the alarm card, and can say it on the phone."),
    )
    kind = RadioField(
        _l("Why do you open it?"),
        [one_of()],
        description=_l("Everybody in the family can read this. It never says who called."),
        choices=options(KINDS),
    )
    words = words(_l("What has happened?"), _l("The leader reads it. The family does not."))

    @property
    def digits(self) -> str:
        """The number as it is kept, however it was written."""
        return "".join(sign for sign in self.number.data if sign.isdecimal())


class SignOffForm(PortalForm):
    verdict = RadioField(
        _l("What do you say of it?"),
        [one_of()],
        choices=options([("fine", _l("Fine")), (EXAMINE, _l("Must be examined"))]),
    )
    words = words(_l("Your words"), _l("With Fine you need not write anything."), needed=False)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.verdict.data == EXAMINE and not self.words.data:
            say(self.words, _("Write what must be examined"))
            return False
        return fine
