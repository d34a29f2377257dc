"""What a person reads when signing in goes wrong, and how a person wants to be told of news.

The codes are told on the phone, so they stay Danish.
"""

import unicodedata
from collections.abc import Collection
from itertools import pairwise
from typing import Any, NamedTuple

from wtforms import PasswordField, RadioField
from wtforms.validators import Optional

from portal.messages.addresses import NotAnAddress, address_for
from portal.web.forms import Needed, PortalForm, line, one_of, options, say
from portal.web.i18n import _, _l
from portal.web.moments import Day


class Refusal(NamedTuple):
    """A page about one code: HTTP status, heading and text. The text may have a hole for the phone number."""

    status: int
    heading: Any
    text: Any


DOWN = (
    _l("We cannot reach MitID right now"),
    _l("Try again in a little while. What you have saved is not lost."),
)

REFUSALS: dict[str, Refusal] = {
    "E-AFBRUDT": Refusal(
        200, _l("You stopped the sign-in"), _l("You are not signed in. Try again when you are ready.")
    ),
    "E-TIDSUDLØB": Refusal(
        200, _l("It took too long"), _l("Start again. Say yes in the MitID app when it asks.")
    ),
    "E-MITID": Refusal(
        503,
        _l("MitID did not work this time"),
        _l("Try again in a little while. If it keeps happening, look at mitid.dk."),
    ),
    "E-AFVIST": Refusal(
        403,
        _l("MitID said no"),
        _l("We were told that you cannot sign in. We were not told why. Try again, or call %(phone)s."),
    ),
    "E-UKENDT-ID": Refusal(
        403,
        _l("MitID does not know that name"),
        _l("Check that you wrote your MitID name correctly, and try again."),
    ),
    "E-NEDE": Refusal(503, *DOWN),
    "E-UR": Refusal(503, *DOWN),
    "E-TILSTAND": Refusal(
        400,
        _l("Start signing in again"),
        _l("The page was open too long, or you went a step back. Your phone must also allow cookies."),
    ),
    "E-PROTOKOL": Refusal(
        403,
        _l("We stopped to be on the safe side"),
        _l(
            "The answer from MitID did not look right. You are not signed in. Try again. "
            "If it happens more than once, call %(phone)s."
        ),
    ),
    "E-NIVEAU": Refusal(
        403,
        _l("Sign in again here"),
        _l(
            "This page is locked a little better than the rest. "
            "Sign in with your MitID app, your code display or your chip."
        ),
    ),
    "E-GAMMELT": Refusal(
        403, _l("It has been a while"), _l("Sign in again, so that we know it is still you.")
    ),
    "E-FORKERT-SLAGS": Refusal(
        403, _l("Use your private MitID"), _l("You signed in through your job. Sign in again as yourself.")
    ),
    "E-PRIVAT": Refusal(
        403, _l("Use your staff sign-in"), _l("Here only people who work for the municipality can sign in.")
    ),
    "E-ORGANISATION": Refusal(
        403, _l("You belong to another organisation"), _l("Your sign-in is not set up in this municipality.")
    ),
    "E-INGEN-ROLLE": Refusal(
        403,
        _l("You do not have access yet"),
        _l("You are signed in, but you have no role here. Ask your manager for one."),
    ),
    "E-SESSION": Refusal(
        401, _l("You are signed out"), _l("Sign in again, so that we know it is still you.")
    ),
}

STILL_SIGNED_IN = {
    "E-AFBRUDT": Refusal(
        200,
        _l("You stopped before it was done"),
        _l("You are still signed in. What you had saved is still here. Try again when you are ready."),
    ),
    "E-PROTOKOL": Refusal(
        403,
        _l("We stopped to be on the safe side"),
        _l(
            "The answer from MitID did not look right. You are signed in as before. Try again. "
            "If it happens more than once, call %(phone)s."
        ),
    ),
}
"""Instead of those above, for one who was to show once more who they are and is signed in all the same."""

CHANNELS = [("none", _l("Do not write to me")), ("mail", _l("Mail")), ("sms", _l("Text message"))]
HOURS = [
    ("day", _l("By day and in the evening, between 8 and 21")),
    ("workday", _l("Only by day, between 8 and 16")),
    ("evening", _l("Only in the evening, between 16 and 21")),
    ("always", _l("At any time, also at night")),
]


class MyMessagesForm(PortalForm):
    """How, where and when. `to` is what the address or number is to a server, once the form is fine."""

    channel = RadioField(_l("How may we write to you?"), [one_of()], choices=[])
    address = line(
        _l("Your mail address or your phone number"),
        _l("Choose one that only you read. Nobody else can see it here."),
        needed=False,
    )
    hours = RadioField(_l("When may we write to you?"), [one_of()], choices=options(HOURS))
    to = ""

    def offer(self, open_: Collection[str]) -> None:
        """Show the channels the municipality has opened."""
        self.channel.choices = options([one for one in CHANNELS if one[0] == "none" or one[0] in open_])

    def validate(self, extra_validators: Any = None) -> bool:
        fine, channel = bool(super().validate(extra_validators)), self.channel.data
        if channel not in ("mail", "sms"):
            return fine
        try:
            self.to = address_for(channel, self.address.data)
        except NotAnAddress:
            say(self.address, wrong_address(channel))
            return False
        return fine


def wrong_address(channel: str) -> Any:
    """What is said of a text that is no address for this channel."""
    return _wrong_mail() if channel == "mail" else _wrong_phone()


def _wrong_mail() -> Any:
    example = "navn@mail.example"
    return _(
        "Something is missing in the mail address. It should look like this: %(example)s", example=example
    )


def _wrong_phone() -> Any:
    return _("That is not a phone number we can call. Write 8 digits, or begin with + and the country code.")


DOORS = [("citizen", _l("Somebody who uses MitID")), ("staff", _l("Somebody who works here"))]
WHY = [
    ("lost", _l("A phone or computer is lost or stolen")),
    ("somebody_else", _l("Somebody else may be signed in")),
    ("asked", _l("The person asks for it")),
    ("stopped", _l("The person no longer works here")),
]


class FindAccountForm(PortalForm):
    """Whose sessions an administrator is to see. Who does not know the whole name, and of a family the birth
    date, finds nobody. Why: one of a few, so that the audit holds nobody's name."""

    kind = RadioField(_l("Who is it?"), [one_of()], choices=options(DOORS))
    name = line(_l("The whole name"), _l("Exactly as MitID or the staff sign-in has it."))
    birthdate = Day(_l("When was the person born?"), [Optional()], description=_l("Only with MitID."))
    why = RadioField(_l("Why?"), [one_of()], choices=options(WHY))

    def say_nobody(self) -> None:
        """The same for a name we do not know, another birth date, and one who is not signed in."""
        say(self.name, _("Nobody is signed in with exactly this. Look at it once more."))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.kind.data == "citizen" and not self.birthdate.data and not self.birthdate.errors:
            say(self.birthdate, _("Write the birth date"))
            return False
        return fine


SHORTEST, LONGEST = 4, 6


def own_code(label: Any, hint: Any = "") -> Any:
    """A child's own code: digits on the keyboard, dots on the screen, and nothing for the browser to keep."""
    shown = {"inputmode": "numeric", "autocomplete": "off"}
    return PasswordField(label, [Needed(_l("Write your code"))], description=hint, render_kw=shown)


class OwnCodeForm(PortalForm):
    """The code a child chose. `digits`: as they are kept, on whichever keyboard they were typed."""

    code = own_code(_l("Your code"))

    @property
    def digits(self) -> str:
        return in_digits(self.code.data)

    def say_it_does_not_fit(self) -> None:
        """The same for a wrong code, for too many, and for a phone that has no place."""
        say(self.code, _("That does not fit. Try once more. Have you tried many times? Ask your caseworker."))


class NewCodeForm(OwnCodeForm):
    code = own_code(_l("Choose a code"), _l("4, 5 or 6 digits. Choose some that only you know."))
    again = own_code(_l("Write it once more"))

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        wrong = not self.code.data.strip().isdecimal() or not SHORTEST <= len(self.digits) <= LONGEST
        if wrong:
            say(self.code, _("A code has 4, 5 or 6 digits, and nothing else."))
        elif is_easy(self.digits):
            say(self.code, _("Others can guess that one. Choose digits that are more mixed."))
        elif self.digits != in_digits(self.again.data):
            say(self.again, _("The two are not the same. Try once more."))
        return not self.errors


def in_digits(typed: str | None) -> str:
    """The digits of what was typed, as 0-9."""
    return "".join(str(unicodedata.decimal(sign)) for sign in typed or "" if sign.isdecimal())


def is_easy(code: str) -> bool:
    """Is it what anybody would try first: a row like 1234 or 9876, or the same again, like 0000 or 1212?"""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(code)}
    again = any(code == code[:part] * (len(code) // part) for part in range(1, len(code) // 2 + 1))
    return again or steps in ({1}, {9})
