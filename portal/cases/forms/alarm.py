"""What should stand on the card for the wallet."""

from flask_wtf import FlaskForm

from portal.web.forms import Several, options
from portal.web.i18n import _l

SAFE_PLACE, CODE_WORD = "safe_place", "code_word"
KEPT_OFF = {SAFE_PLACE: _l("Safe place"), CODE_WORD: _l("Our code word")}
"""What stands on the card only when somebody ticks it, each time anew."""


class CardForm(FlaskForm):
    """Asked with GET and changing nothing. Nothing is ticked beforehand."""

    class Meta:
        csrf = False

    also = Several(
        _l("What else should stand on the card?"),
        choices=[],
        description=_l("Whoever finds the card can read it. If you are in doubt, choose nothing."),
    )

    def offer(self, there: dict[str, bool]) -> None:
        """Which of the two there are."""
        self.also.choices = options([(key, KEPT_OFF[key]) for key, is_there in there.items() if is_there])
