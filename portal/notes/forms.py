"""What is asked before something is kept from a family, and when it is looked at again."""

from datetime import date, timedelta
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Optional, ValidationError

from portal.cases.forms import SharedForm
from portal.web.forms import PortalForm, line, one_of, options, say
from portal.web.forms import words as own_words
from portal.web.i18n import _, _l
from portal.web.moments import Day

REASONS = {
    "abuse": _l("Suspicion of violence or abuse"),
    "notification": _l("A notification to the municipality"),
    "child": _l("Regard for the child"),
    "other": _l("Something else"),
}
MADE, NOT_MADE, NOT_ABOUT_IT = "made", "not_made", "not_about_it"
TAKES_A_DECISION = ("abuse", "notification")
KEEP, CLOSE = "kept", "closed"
IN_A_MONTH, THREE_MONTHS = timedelta(days=28), timedelta(days=92)


class ReviewDay(Day):
    """The day a note is looked at again: from tomorrow, and within three months."""

    def __init__(self, validators: Any, **more: Any) -> None:
        hint = _l("Within three months.")
        super().__init__(_l("When do you look at it again?"), validators, description=hint, **more)

    def within_three_months_of(self, today: date) -> None:
        """Raises ValidationError in words for the writer. An empty day is another rule's matter."""
        if self.data and self.data <= today:
            raise ValidationError(_("Choose a day after today."))
        if self.data and self.data > today + THREE_MONTHS:
            raise ValidationError(_("Choose a day within three months."))


class NoteForm(PortalForm):
    words = own_words(
        _l("What has been seen or heard?"),
        _l("Write what was done and said, and when. Not what you think it means."),
    )
    heard_from = line(_l("Who saw or heard it?"))
    reason = RadioField(
        _l("Why is it not shown to the family now?"), [one_of()], choices=options(REASONS.items())
    )
    reason_words = own_words(
        _l("The reason in a few words"), _l("Needed when it is something else."), needed=False
    )
    notification = RadioField(
        _l("Has somebody notified?"),
        [one_of()],
        choices=options(
            [(MADE, _l("Yes")), (NOT_MADE, _l("No, not now")), (NOT_ABOUT_IT, _l("It is not about that"))]
        ),
    )
    notification_words = own_words(
        _l("Who decided it, when, and why?"), _l("Needed with yes and with no."), needed=False
    )
    decided_by = line(_l("Who decided that it is not shown?"), _l("Name and work."))
    review_on = ReviewDay([InputRequired(_l("Choose a day"))])

    def __init__(self, today: date) -> None:
        self.today = today
        super().__init__(review_on=today + IN_A_MONTH)

    def validate_review_on(self, field: ReviewDay) -> None:
        field.within_three_months_of(self.today)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.reason.data == "other" and not self.reason_words.data:
            say(self.reason_words, _("Write something here"))
        if self.notification.data in (MADE, NOT_MADE) and not self.notification_words.data:
            say(self.notification_words, _("Write something here"))
        if self.notification.data == NOT_ABOUT_IT and self.reason.data in TAKES_A_DECISION:
            say(self.notification, _("With this reason, you must decide whether to notify."))
        return fine and not (
            self.reason_words.errors or self.notification.errors or self.notification_words.errors
        )


class DecideForm(PortalForm):
    notification = RadioField(
        _l("Has somebody notified?"),
        [one_of()],
        choices=options([(MADE, _l("Yes")), (NOT_MADE, _l("No, not now"))]),
    )
    words = own_words(_l("Who decided it, when, and why?"), _l("With yes: also who was notified, and when."))


class LookAgainForm(PortalForm):
    outcome = RadioField(
        _l("What have you decided?"),
        [one_of()],
        choices=options(
            [
                (KEEP, _l("It is still not shown. We look at it again.")),
                (CLOSE, _l("We are done with it. It is put away.")),
            ]
        ),
    )
    words = own_words(_l("What do you know now, and why have you decided this?"))
    decided_by = line(_l("Who decided it?"), _l("Name and work."))
    review_on = ReviewDay([Optional()])

    def __init__(self, today: date) -> None:
        self.today = today
        super().__init__(review_on=today + IN_A_MONTH)

    def next_day(self) -> date | None:
        """When it is looked at next; None when it is put away."""
        day: date | None = self.review_on.data
        return day if self.outcome.data == KEEP else None

    def validate_review_on(self, field: ReviewDay) -> None:
        if self.outcome.data == KEEP:
            field.within_three_months_of(self.today)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.outcome.data == KEEP and not self.review_on.data and not self.review_on.errors:
            say(self.review_on, _("Choose a day"))
            return False
        return fine


class OpenUpForm(SharedForm):
    words = own_words(
        _l("What will the family read?"),
        _l("Write it to the family, in plain words. Leave out who told you when somebody could be harmed."),
    )
