"""What is asked of one who says where things stand, from 0 to 10."""

from wtforms import RadioField

from portal.cases.forms import SharedForm, ShowingForm
from portal.mapping.forms.saying import GentleForm
from portal.mapping.kinds import BAD_TO_GOOD
from portal.web.forms import one_of, options
from portal.web.forms import words as area
from portal.web.i18n import _l


class StandForm(GentleForm):
    """Where one stands on the safety scale: a number, and always words."""

    number = RadioField(
        _l("Where are you on the line?"), [one_of()], choices=options((n, n) for n in BAD_TO_GOOD)
    )
    words = area(_l("Why not lower?"), _l("What is already safe? What have you seen that helps?"))
    higher = area(
        _l("What would be one step higher?"), _l("One small thing that you could see if it happened.")
    )

    @property
    def stands_at(self) -> int:
        return int(self.number.data)


class ScaleForm(SharedForm, StandForm):
    """A grown-up says who may read it."""


class ChildScaleForm(ShowingForm, StandForm):
    """A child chooses whom to show it, besides the caseworkers."""
