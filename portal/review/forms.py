"""How a caseworker answers."""

from typing import Any

from wtforms import RadioField

from portal.cases.forms import ShowingForm
from portal.web.forms import PortalForm, SeenRevision, one_of, options, say, words
from portal.web.i18n import _, _l

AGREE = "agree"


class InquiryForm(ShowingForm):
    words = words(_l("What do you want to ask or say?"))


class ReplyForm(PortalForm):
    kind = "reply"
    words = words(_l("Your answer"))
    seen = SeenRevision()


class AnswerForm(PortalForm):
    answer = RadioField(
        _l("Your answer"),
        [one_of()],
        choices=options(
            [
                (AGREE, _l("Agree")),
                ("question", _l("Question")),
                ("wording", _l("Suggested wording")),
                ("cannot", _l("Cannot be approved, because …")),
            ]
        ),
    )
    words = words(_l("Your words"), _l("With Agree you need not write anything."), needed=False)
    seen = SeenRevision()

    @property
    def kind(self) -> Any:
        """What the answer says."""
        return self.answer.data

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.answer.data and self.answer.data != AGREE and not self.words.data:
            say(self.words, _("Write something here"))
            return False
        return fine
