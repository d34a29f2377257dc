"""What is asked before a plan begins."""

from datetime import date
from typing import Any

from wtforms import RadioField
from wtforms.validators import Optional

from portal.plan.forms import NO, YES
from portal.plan.forms.deciding import PastDay
from portal.web.forms import PortalForm, Several, line, one_of, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day

NOT_YET = "not_yet"


class BeginForm(PortalForm):
    """Let the plan begin. `placement`: asked when it holds bottom lines, and the municipality wants it.
    `not_yet`: of a provisional plan, that what else is asked is not done yet."""

    placement = RadioField(
        _l("Does what must be in place stand instead of a placement outside the home?"),
        [one_of()],
        choices=options([(NO, _l("No")), (YES, _l("Yes. Then a leader must say yes too"))]),
    )
    card_how = line(
        _l("How was the alarm card handed over?"), _l("For example: on paper at the meeting"), needed=False
    )
    card_on = PastDay(_l("Which day was it handed over?"), [Optional()])
    told_by = line(_l("Who tells the child about the plan?"), needed=False)
    told_on = Day(_l("Which day is the child told?"), [Optional()], description=_l("A day to come is fine."))
    not_yet = Several(
        _l("Is it not done yet?"),
        choices=options([(NOT_YET, _l("Not yet. The plan begins all the same"))]),
        description=_l("Only for a plan for some days."),
    )
    why = words(
        _l("Why not yet?"), _l("Say when it is done. All who are part of this read it."), needed=False
    )
    needs_all = True

    def now(self, today: date) -> None:
        """The last day on which the card can have been handed over."""
        self.card_on.latest = today

    def ask_nothing_of_placement(self) -> None:
        del self.placement

    def ask_only_what_is_done(self) -> None:
        """Of a plan that goes on: nothing can wait."""
        del self.not_yet, self.why

    @property
    def in_place_of_a_placement(self) -> bool:
        return "placement" in self and bool(self["placement"].data == YES)

    @property
    def waits(self) -> bool:
        return "not_yet" in self and bool(self["not_yet"].data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever asks a leader first is asked for nothing else yet."""
        fine: bool = super().validate(extra_validators)
        if self.in_place_of_a_placement:
            return fine
        wanted = ["why"] if self.waits else ["card_how", "card_on", "told_by", "told_on"]
        for name in wanted:
            if not self[name].data and not self[name].errors:
                say(self[name], _("Choose a day") if name.endswith("_on") else _("Write something here"))
        wrong = bool(self.card_on.data) and self.card_on.is_to_come()
        return fine and not wrong and not any(self[name].errors for name in wanted)
