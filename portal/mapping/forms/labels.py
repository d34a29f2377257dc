"""What an administrator is asked of words that are labels."""

from typing import Any

from wtforms import HiddenField

from portal.web.forms import PortalForm, line, say
from portal.web.i18n import _, _l


class LabelForm(PortalForm):
    """A word, or a few in a row, and the question that is asked instead."""

    word = line(
        _l("The word"),
        _l("One word, or a few in a row, without endings: they are found with an ending too."),
        longest=60,
    )
    question = line(_l("What do we ask instead?"), _l("For example: What did the person do?"))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        words = (self.word.data or "").split()
        if fine and not all(word.replace("-", "").isalpha() for word in words):
            say(self.word, _("Write words with nothing but letters"))
            return False
        self.word.data = " ".join(words)
        return fine


class TakeOutLabelForm(PortalForm):
    """One button beside one word."""

    word = HiddenField(default="")
