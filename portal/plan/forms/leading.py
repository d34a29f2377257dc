"""What is asked when a plan needs a leader's yes, and what the leader answers."""

from typing import Any
from uuid import UUID

from wtforms import RadioField

from portal.plan.forms import NO, YES
from portal.web.forms import PortalForm, Several, as_id, line, one_of, options, say, words
from portal.web.i18n import _, _l

__all__ = ["NO", "YES", "AnswerLeaderForm", "AskLeaderForm", "CloseForm", "KeepOutForm"]


class AskLeaderForm(PortalForm):
    words = words(
        _l("Why is this safe enough without a placement?"),
        _l("The leader reads it together with the plan. The parents read it too."),
    )


class KeepOutForm(PortalForm):
    words = words(
        _l("Why is the yes left out?"), _l("What has happened, in plain words. The family reads it.")
    )
    law = line(_l("On which law?"), _l("The section that the decision rests on."))
    decided_by = line(_l("Who decided it, and when?"))


class AnswerLeaderForm(PortalForm):
    answer = RadioField(
        _l("What do you say?"), [one_of()], choices=options([(YES, _l("Yes")), (NO, _l("No, because …"))])
    )
    words = words(_l("Your words"), _l("The parents and the caseworker read them."), needed=False)

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if self.answer.data == NO and not self.words.data:
            say(self.words, _("Write something here"))
            return False
        return fine


class CloseForm(PortalForm):
    """How the plan ends, and which of the conditions for it are met."""

    met = Several(
        _l("What is as we said it should be?"),
        coerce=as_id,
        choices=[],
        description=_l("These are the conditions you have agreed on. Tick those that are met."),
    )
    lacking = words(
        _l("What is not as we said, and why do you stop all the same?"),
        _l("Only when something is not ticked."),
        needed=False,
    )
    words = words(
        _l("How does it end, and who goes on?"),
        _l("Write who is there for the child afterwards, and with what. The parents read it."),
    )

    asked = 0

    def offer(self, conditions: list[tuple[UUID, str]]) -> None:
        self.met.choices, self.asked = options(conditions), len(conditions)

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if len(self.met.data or ()) < self.asked and not self.lacking.data:
            say(self.lacking, _("Write something here"))
            return False
        return fine
