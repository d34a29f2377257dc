"""What is asked when somebody is invited: how the link is given, and what MitID must say of the person."""

import re
import unicodedata
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from portal.messages.addresses import NotAnAddress, address_for
from portal.people.forms import wrong_address
from portal.web.forms import PortalForm, Several, as_id, clean_line, line, options, say, words
from portal.web.i18n import _, _l
from portal.web.moments import Day, now, on_the_wall

TEN_DIGITS = re.compile("[0-9]{10}")
OLDEST = timedelta(days=120 * 365)
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


def birthdate() -> Any:
    """When somebody was born, if the inviter knows: then nobody else's MitID opens the invitation."""
    return Day(
        _l("When was the person born?"),
        [Optional(), born_in_living_memory],
        description=_l("Only if you know it. Then only a MitID with this birth date can come in."),
    )


def born_in_living_memory(_form: Any, field: Any) -> None:
    today = on_the_wall(now()).date()
    if field.data and not today - OLDEST <= field.data <= today:
        raise ValidationError(_("Nobody can be born on that day. Look at the year once more."))


class ShownToNobody(StringField):
    """A line that no page ever shows again, not even to the one who wrote it."""

    def _value(self) -> str:
        return ""


def cpr() -> Any:
    """The CPR number of one who is invited: ten digits, with or without a hyphen. No more is asked of them:
    since 2007 there are numbers whose modulus does not add up."""
    return ShownToNobody(
        _l("What is the person's CPR number?"),
        [ten_digits],
        description=_l(
            "Only if you must be sure who it is. We compare it with MitID once, and never keep it."
        ),
        filters=[clean_line, digits_alone],
        default="",
        render_kw={"autocomplete": "off", "inputmode": "numeric", "data-unkept": True},
    )


def digits_alone(text: str) -> str:
    return "".join(str(unicodedata.decimal(c, c)) for c in text if c not in " -")


def ten_digits(_form: Any, field: Any) -> None:
    if field.data and not TEN_DIGITS.fullmatch(field.data):
        raise ValidationError(_("A CPR number has ten digits. Look at it, and write it once more."))


class InviteAgainForm(WayForm):
    words = words(
        _l("What do you want to say to the parent?"),
        _l("The parent reads this before signing in. Do not write the child's name."),
    )
    birthdate = birthdate()
    cpr = cpr()

    def offer_number(self, *, tells_cpr: bool) -> None:
        """Ask for a CPR number only where MitID can be asked for it too."""
        if not tells_cpr:
            del self.cpr

    @property
    def number(self) -> str:
        return self.cpr.data or "" if self.cpr is not None else ""

    def say_it_again(self) -> None:
        """The page comes back, and the number does not: nobody shall believe that it still stands there."""
        if self.number and not self.cpr.errors:
            say(self.cpr, _("Write the CPR number once more. We do not show it again."))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if not fine:
            self.say_it_again()
        return fine


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
            self.say_it_again()
            return False
        return fine


class InviteChildForm(InviteAgainForm):
    """For a child who has got MitID. What the child has written opens with it, so the birth date is no
    choice: a link that went astray opens nothing to another's MitID."""

    words = words(
        _l("What do you want to say to the child?"),
        _l("It can be read by whoever opens the link. Write nothing that others must not see."),
    )
    birthdate = Day(
        _l("When was the child born?"),
        [InputRequired(_l("Write the birth date")), born_in_living_memory],
        description=_l("Only a MitID with this birth date can come in."),
    )
