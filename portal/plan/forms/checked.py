"""What is asked of whoever has looked in."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.plan.forms.deciding import PastDay
from portal.web.forms import PortalForm, one_of, options, words
from portal.web.i18n import _l

WORRY, NO_WORRY = "yes", "no"


class CheckForm(PortalForm):
    found_on = PastDay(_l("Which day did you look?"), [InputRequired(_l("Choose a day"))])
    words = words(_l("What did you find?"), _l("Write what you saw or heard. A little is enough."))
    worry = RadioField(
        _l("Are you worried?"),
        [one_of()],
        choices=options([(NO_WORRY, _l("No, it is as we agreed")), (WORRY, _l("Yes, something worries me"))]),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        return not self.found_on.is_to_come() and fine
