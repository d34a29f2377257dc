"""What is asked when parents are kept apart, and about words that wait or are shown to more."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from wtforms import DateField, RadioField

from portal.web.forms import PortalForm, SeenRevision, Several, as_id, line, one_of, options, say, words
from portal.web.i18n import _, _l

YES, NO = "yes", "no"
THROUGH, OTHER_WORDS = "through", "other_words"
LONGEST_SECRET = 120
KINDS = (
    ("no_contact", _l("No contact (an order or a ban)")),
    ("protected_address", _l("Protected address")),
    ("shielded", _l("Another reason")),
)
SECRETS = (
    ("address", _l("An address or a town")),
    ("school", _l("A school or a kindergarten")),
    ("phone", _l("A phone number")),
    ("place", _l("A place you often are")),
    ("name", _l("A person's name")),
    ("other", _l("Something else")),
)


class ApartForm(PortalForm):
    """Whom to hide, from whom, why, and when it is looked at again."""

    protected = RadioField(_l("Who is to be hidden?"), [one_of()], coerce=as_id, choices=[])
    others = Several(_l("From whom?"), coerce=as_id, choices=[])
    kind = RadioField(_l("What is decided?"), [one_of()], choices=options(KINDS))
    reason = words(_l("Why?"), _l("What you build it on, and where it stands. The staff alone read it."))
    from_date = DateField(_l("From which day does it hold?"))
    review_on = DateField(
        _l("When do you look at it again?"),
        description=_l("It goes on after that day, until two of you end it."),
    )

    def offer(self, seats: list[tuple[UUID, str]], today: Any) -> None:
        """Show the seats one may keep apart; it holds from `today` unless something else is written."""
        self.protected.choices = options(seats)
        self.others.choices = options(seats)
        self.today = today
        if not self.is_submitted() and self.from_date.data is None:
            self.from_date.data, self.review_on.data = today, today + timedelta(days=182)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        wrong = list(self._wrong())
        for field, message in wrong:
            say(field, message)
        return fine and not wrong

    def _wrong(self) -> Any:
        if not self.others.data and not self.others.errors:
            yield self.others, _("Choose at least one")
        if self.protected.data and self.protected.data in (self.others.data or ()):
            yield self.others, _("Nobody can be hidden from themselves")
        if self.from_date.data is None or self.from_date.data > self.today:
            yield self.from_date, _("Write today or a day before")
        if self.review_on.data is None or self.review_on.data <= self.today:
            yield self.review_on, _("Write a day to come")


class AskToEndForm(PortalForm):
    why = words(_l("Why can it end?"), _l("The one who says yes or no reads it."))


class EndApartForm(PortalForm):
    """The second person's yes or no."""

    answer = RadioField(
        _l("Your answer"),
        [one_of()],
        choices=options(
            [(NO, _l("No, they stay hidden")), (YES, _l("Yes, from now on they can see one another"))]
        ),
    )


class SecretForm(PortalForm):
    kind = RadioField(_l("What is it?"), [one_of()], choices=options(SECRETS))
    told = line(
        _l("Write it as you would say it"),
        _l("For example the name of the road, or the whole address."),
        longest=LONGEST_SECRET,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.told.data and sum(one.isalnum() for one in self.told.data) < 2 and not self.told.errors:
            say(self.told, _("Write at least two letters or numbers"))
            return False
        return fine


class HeldForm(PortalForm):
    """What the caseworker does with words that wait."""

    answer = RadioField(
        _l("What happens to the text?"),
        [one_of()],
        choices=options(
            [
                (OTHER_WORDS, _l("Ask for other words")),
                (THROUGH, _l("Let it through: it gives nothing away")),
            ]
        ),
    )
    words = words(
        _l("What do you write to the writer?"),
        _l("Do not say that something is secret. Say what could be left out."),
        needed=False,
    )
    seen = SeenRevision()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.answer.data == OTHER_WORDS and not self.words.data:
            say(self.words, _("Write something here"))
            return False
        return fine
