"""What is asked about a case: who is in it, and who may read what is said."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectField
from wtforms.validators import Optional

from portal.messages.addresses import NotAnAddress, address_for
from portal.people.forms import wrong_address
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

ONLY_ME, US_HERE, IN_CASE = "only_me", "us_here", "in_case"


def audience_field() -> Any:
    return RadioField(
        _l("Who may read it?"),
        [one_of()],
        description=_l("Choose before you write."),
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
        """Show the members one may name; *Kun mig* is for families and their people."""
        self.readers.choices = options(readers)
        if not privately:
            self.audience.choices = [choice for choice in self.audience.choices if choice.value != ONLY_ME]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.audience.data == US_HERE and not self.readers.data and not self.readers.errors:
            say(self.readers, _("Choose who may read it"))
            return False
        return fine


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


SELF, SMS, MAIL = "self", "sms", "mail"
WAYS = [(SMS, _l("Send it as a text message")), (MAIL, _l("Send it by mail"))]


class WayForm(PortalForm):
    """How somebody who is invited gets the link. `to` is what the address or number is to a server, once the
    form is fine. Nothing is sent unless it is chosen."""

    way = RadioField(_l("How does the person get the link?"), choices=[], default=SELF)
    address = line(
        _l("The person's mobile number or mail address"),
        _l("Only if we send the link. Look at it once more: whoever gets the link can open it."),
        needed=False,
    )
    to, may_send = "", False

    def offer_ways(self, open_: Collection[str]) -> None:
        """Show the ways the municipality has opened."""
        sent = [(way, name) for way, name in WAYS if way in open_]
        self.may_send = bool(sent)
        self.way.choices = options([(SELF, _l("I give it to the person myself")), *sent])

    @property
    def sends(self) -> bool:
        return bool(self.way.data != SELF)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if not self.sends or self.way.errors or self.address.errors:
            return fine
        try:
            self.to = address_for(self.way.data, self.address.data)
        except NotAnAddress:
            say(self.address, wrong_address(self.way.data))
            return False
        return fine


class InviteAgainForm(WayForm):
    words = words(
        _l("What do you want to say to the parent?"),
        _l("The parent reads this before signing in. Do not write the child's name."),
    )


class InviteParentForm(InviteAgainForm):
    name = line(_l("What is the parent's name?"), message=_l("Write at least a first name"))
    relation = line(_l("Who is the person to the child?"), _l("For example mother, father or foster mother."))
    children = Several(_l("Which children does the parent have custody of?"), coerce=as_id, choices=[])

    def offer(self, children: list[tuple[UUID, str]]) -> None:
        self.children.choices = options(children)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if not self.children.data:
            say(self.children, _("Choose one of them"))
            return False
        return fine


class RemarkForm(PortalForm):
    words = words(
        _l("How do you see it?"),
        _l("Use your own words. They stand next to the text, on paper too. Nobody can change them."),
    )
    seen = SeenRevision(validators=[Optional()])


class ConfirmForm(PortalForm):
    """One button. Carries only what every form carries."""
