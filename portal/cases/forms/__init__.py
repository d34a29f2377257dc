"""What is asked about a case: who is in it, and who may read what is said."""

import unicodedata
from typing import Any
from uuid import UUID

from flask import g
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from portal.cases.forms.alarm import CODE_WORD, SAFE_PLACE, CardForm
from portal.cases.forms.apart import (
    OTHER_WORDS,
    YES,
    ApartForm,
    AskToEndForm,
    EndApartForm,
    HeldForm,
    SecretForm,
)
from portal.cases.forms.inviting import (
    InviteAgainForm,
    InviteChildForm,
    InviteParentForm,
    WayForm,
    birthdate,
    born_in_living_memory,
)
from portal.cases.forms.seats import EndForm, ProfessionalForm, SupportForm, TermForm
from portal.cases.forms.showing import ShowingForm
from portal.messages.addresses import NotAnAddress, mail_address, phone_number
from portal.web.forms import (
    PortalForm,
    SeenRevision,
    Several,
    as_id,
    line,
    one_of,
    options,
    phone,
    say,
    words,
)
from portal.web.i18n import _, _l, names

__all__ = [
    "CODE_WORD",
    "IN_CASE",
    "ONLY_ME",
    "OTHER_WORDS",
    "SAFE_PLACE",
    "US_HERE",
    "YES",
    "ApartForm",
    "AskToEndForm",
    "CardForm",
    "CodeForm",
    "ConfirmForm",
    "EndApartForm",
    "EndForm",
    "HandOverForm",
    "HeldForm",
    "InviteAgainForm",
    "InviteChildForm",
    "InviteParentForm",
    "OpenCaseForm",
    "ProfessionalForm",
    "ReadersForm",
    "RemarkForm",
    "SearchForm",
    "SecretForm",
    "SharedForm",
    "ShowingForm",
    "SupportForm",
    "TermForm",
    "WayBackForm",
    "WayForm",
    "audience_field",
    "birthdate",
    "born_in_living_memory",
    "who_reads",
]
DIGITS = 10
ONLY_ME, US_HERE, IN_CASE = "only_me", "us_here", "in_case"


def audience_field(hint: Any = None) -> Any:
    return RadioField(
        _l("Who may read it?"),
        [one_of()],
        description=hint or _l("Choose before you write."),
        choices=options([(ONLY_ME, _l("Only me")), (US_HERE, _l("Us here")), (IN_CASE, _l("In the case"))]),
    )


def who_reads(all_in_case: list[str]) -> dict[str, str]:
    """For each audience the sentence that stands beside it, with the names of those who can read."""
    return {
        ONLY_ME: _("Nobody reads it here. If you are in danger, call 112."),
        US_HERE: _("Only the people you choose can read it."),
        IN_CASE: _("%(who)s can read this. The municipality keeps it.", who=names(all_in_case))
        if all_in_case
        else _("Everyone who joins can read it. The municipality keeps it."),
    }


class SharedForm(PortalForm):
    """A text and who may read it. The readers one may name are given by the page."""

    audience = audience_field()
    readers = Several(_l("Us here: who?"), coerce=as_id, choices=[])

    def offer(self, readers: list[tuple[UUID, str]], *, privately: bool) -> None:
        """Show the members one may name; *Kun mig* is for families and their people, in their own hand."""
        self.readers.choices = options(readers)
        if not privately or g.get("form_beside"):
            self.audience.choices = [choice for choice in self.audience.choices if choice.value != ONLY_ME]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.audience.data == US_HERE and not self.readers.data and not self.readers.errors:
            say(self.readers, _("Choose who may read it"))
            return False
        return fine


class ReadersForm(SharedForm):
    """Who may read own words from now on. `seen`: a mark of what was chosen when the page was made."""

    audience = audience_field(hint=_l("It holds from the moment you save it."))
    seen = HiddenField(default="")

    def show(self, state: str) -> None:
        self.seen.data = state
        self.seen.raw_data = None


class HandOverForm(PortalForm):
    """Which of one's own older words a newcomer may read: those that are ticked, and no other."""

    words = Several(_l("What may be read?"), coerce=as_id, choices=[])

    def offer(self, older: list[tuple[UUID, str]]) -> None:
        self.words.choices = options(older)


class SearchForm(PortalForm):
    words = line(_l("What are you looking for?"), message=_l("Write what you are looking for"))


class OpenCaseForm(PortalForm):
    child_1 = line(_l("The child's first name"), message=_l("Write at least a first name"))
    child_2 = line(_l("One more child"), needed=False)
    child_3 = line(_l("One more child"), needed=False)
    child_4 = line(_l("One more child"), needed=False)
    standin = SelectField(_l("Who answers when you are away?"), choices=[])
    phone = phone(_l("Which number may the family call?"))
    hours = line(_l("When do you answer the phone?"), _l("For example: Monday to Thursday, 9:00 to 14:00"))

    def offer(self, colleagues: list[tuple[str, str]]) -> None:
        self.standin.choices = options([("", _("Nobody yet")), *colleagues])

    def children(self) -> list[str]:
        fields = (self.child_1, self.child_2, self.child_3, self.child_4)
        return [field.data for field in fields if field.data]


class RemarkForm(ShowingForm):
    words = words(
        _l("How do you see it?"),
        _l("Use your own words. They stand next to the text, on paper too. Nobody can change them."),
    )
    seen = SeenRevision(validators=[Optional()])


class CodeForm(PortalForm):
    """The ten digits somebody was told. `digits`: as they are kept, whatever stands between them."""

    code = line(
        _l("The code"),
        _l("It has ten digits. The person who invited you says them to you."),
        message=_l("Write the ten digits you were told"),
    )

    @property
    def digits(self) -> str:
        return "".join(str(unicodedata.decimal(sign)) for sign in self.code.data if sign.isdecimal())

    def say_it_does_not_fit(self) -> None:
        """The same for a code that is wrong, used, dead or of nobody."""
        say(self.code, _("That code does not fit. Look at it once more, or ask for a new one."))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if fine and len(self.digits) != DIGITS:
            self.say_it_does_not_fit()
            return False
        return fine


class WayBackForm(PortalForm):
    """Where a guest was invited. `channel` and `to` are filled once the form is fine."""

    address = line(
        _l("Your mail address or your phone number"),
        _l("Write the one where you got the invitation."),
    )
    channel, to = "", ""

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        self.channel = "mail" if "@" in self.address.data else "sms"
        try:
            self.to = (mail_address if self.channel == "mail" else phone_number)(self.address.data)
        except NotAnAddress:
            say(self.address, _("We cannot write to that. Write a mail address, or a phone number."))
            return False
        return True


class ConfirmForm(PortalForm):
    """One button. Carries only what every form carries."""
