"""What is asked when somebody decides: no or not yet to the plan, what was said at a meeting, and what a
child thinks of the plan."""

from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from portal.plan.forms import NO, NOT_YET, YES
from portal.web.forms import PortalForm, Several, line, one_of, options, say, shows
from portal.web.forms import words as own_words
from portal.web.i18n import _, _l
from portal.web.moments import Day

NOT_A_YES = [(NOT_YET, _l("Not yet")), (NO, _l("No, because …"))]
READ_ALOUD = "read_aloud"
NOT_HEARD = "not_heard"
THINKS = [
    ("agree", _l("I agree")),
    ("partly", _l("I agree with some of it")),
    ("disagree", _l("I do not agree")),
    ("will_not_say", _l("I do not want to say")),
]
TOLD = [
    ("agree", _l("The child agrees")),
    ("partly", _l("The child agrees with some of it")),
    ("disagree", _l("The child does not agree")),
    ("will_not_say", _l("The child does not want to say")),
    (NOT_HEARD, _l("The child has not been heard")),
]


THINKS_AT_END = [
    ("agree", _l("Yes, it has helped")),
    ("partly", _l("Some of it has helped")),
    ("disagree", _l("No, it has not helped")),
    ("will_not_say", _l("I do not want to say")),
]
TOLD_AT_END = [
    ("agree", _l("The child says that it has helped")),
    ("partly", _l("The child says that some of it has helped")),
    ("disagree", _l("The child says that it has not helped")),
    *TOLD[3:],
]


class PastDay(Day):
    """A day that has been: today at the latest."""

    latest: date

    def until(self, today: date) -> None:
        """The last day one may choose; it stands there already."""
        self.latest = today
        if self.data is None and not self.raw_data:
            self.data = today

    def is_to_come(self) -> bool:
        """A day that has not been yet; says so beside the field."""
        if self.data is None or self.data <= self.latest:
            return False
        say(self, _("Choose today or a day before."))
        return True


class NotAYesForm(PortalForm):
    """No or not yet to the part that was shown: `shown` is its hash."""

    answer = RadioField(_l("What do you say instead?"), [one_of()], choices=options(NOT_A_YES))
    words = own_words(_l("Your words"), _l("With a no, write why. You choose how much."), needed=False)
    shown = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        return _has_why(self) and fine


def _has_why(form: Any) -> bool:
    """A no has words."""
    if form.answer.data != NO or shows(form.words.data or "") or form.words.errors:
        return True
    say(form.words, _("Write why. A few words are enough."))
    return False


class AtMeetingForm(PortalForm):
    """What somebody said aloud, written down by the caseworker. `shown`: the hash of what was read."""

    answer = RadioField(
        _l("What was the answer?"), [one_of()], choices=options([(YES, _l("Yes")), *NOT_A_YES])
    )
    words = own_words(
        _l("The words of the one who said it"),
        _l("With a no, write why, as it was said. With a yes you need not write anything."),
        needed=False,
    )
    given_on = PastDay(_l("Which day was it said?"), [InputRequired(_l("Choose a day"))])
    read = Several(
        _l("How was it done?"),
        choices=options(
            [(READ_ALOUD, _l("I read all the words aloud, and then the answer. It was said to be right."))]
        ),
    )
    shown = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if not self.read.data and not self.read.errors:
            say(self.read, _("Tick it when you have read the words and the answer aloud."))
        return not (self.given_on.is_to_come() or self.read.errors) and _has_why(self) and fine


class SuspendForm(PortalForm):
    words = own_words(
        _l("What holds now?"),
        _l("Everybody in the plan reads it. Write who does what today, and whom to call."),
    )
    reason = own_words(_l("Why is the plan on pause?"), _l("The parents read it."))


class OwnViewForm(PortalForm):
    answer = RadioField(_l("What do you think of the plan?"), [one_of()], choices=options(THINKS))
    words = own_words(_l("Your words"), _l("You need not write anything."), needed=False)


class AtTheEnd(PortalForm):
    """What it has been like, in the child's words: one text, in which each answer stands below its
    question."""

    good = own_words(_l("What was good?"), needed=False)
    helped = own_words(_l("What helped?"), needed=False)
    missing = own_words(_l("What was missing?"), needed=False)

    @property
    def said(self) -> str:
        answered = [one for one in (self.good, self.helped, self.missing) if one.data]
        return "\n\n".join(f"{one.label.text}\n{one.data}" for one in answered)


class OwnEndForm(AtTheEnd):
    answer = RadioField(_l("Has the plan helped?"), [one_of()], choices=options(THINKS_AT_END))


class ChildViewForm(PortalForm):
    """What the caseworker tells of a child. `no_ground`: what is said beside a ground nobody asked for."""

    no_ground: Any = _l("This is only for a child who has not been heard.")

    answer = RadioField(_l("What does the child think of the plan?"), [one_of()], choices=options(TOLD))
    words = own_words(
        _l("The child's own words"), _l("Write what was said, not what you think it means."), needed=False
    )
    how = line(
        _l("How was the child heard?"),
        _l("Where, by whom, and who was there. If the child was not heard: how you sought the child's view."),
    )
    heard_on = PastDay(_l("Which day?"), [InputRequired(_l("Choose a day"))])
    ground = own_words(
        _l("Why has the child not been heard?"),
        _l("The ground in the law, and why. Only when the child has not been heard."),
        needed=False,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine: bool = super().validate(extra_validators)
        not_heard = self.answer.data == NOT_HEARD
        if not_heard and not self.ground.data and not self.ground.errors:
            say(self.ground, _("Write why"))
        if not not_heard and self.ground.data and not self.answer.errors:
            say(self.ground, str(self.no_ground))
        return not (self.heard_on.is_to_come() or self.ground.errors) and fine


class ChildEndForm(AtTheEnd, ChildViewForm):
    """The same of what it has been like, before the plan is closed."""

    answer = RadioField(_l("Has the plan helped the child?"), [one_of()], choices=options(TOLD_AT_END))
    words = None
