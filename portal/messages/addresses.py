"""What counts as a mail address or a phone number: one small rule each, safe to put in a header."""

import re

LONGEST = 254
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
DOMAIN = re.compile(rf"({LABEL}\.)+(?=.*[A-Za-z]){LABEL}")
DENMARK, DANISH_DIGITS = "45", 8


class NotAnAddress(ValueError):
    """The text is no address of this kind."""


def mail_address(text: str) -> str:
    """The address as mail servers read it (names of places with æ, ø, å in their own spelling).

    Raises NotAnAddress.
    """
    local, _at, place = text.strip().rpartition("@")
    try:
        domain = place.encode("idna").decode("ascii") if place.isprintable() else ""
    except UnicodeError:
        raise NotAnAddress from None
    fits = len(local) <= 64 and len(local) + len(domain) < LONGEST
    if not fits or not LOCAL.fullmatch(local) or not DOMAIN.fullmatch(domain):
        raise NotAnAddress
    return f"{local}@{domain}"


def as_people_write_it(address: str) -> str:
    """A Danish number as four pairs: "12 34 56 78"; everything else as it is."""
    digits = address.removeprefix(f"+{DENMARK}")
    if digits == address or len(digits) != DANISH_DIGITS:
        return address
    return " ".join(digits[place : place + 2] for place in range(0, DANISH_DIGITS, 2))


def phone_number(text: str) -> str:
    """The number as networks read it (E.164): eight digits are Danish, others begin with +.

    Raises NotAnAddress.
    """
    digits = "".join(text.split())
    if digits.isascii() and digits.isdecimal() and len(digits) == DANISH_DIGITS:
        return f"+{DENMARK}{digits}"
    if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits) is None:
        raise NotAnAddress
    return digits


def address_for(channel: str, text: str) -> str:
    """What a mail server or a network reads, by the channel it is for. Raises NotAnAddress."""
    return mail_address(text) if channel == "mail" else phone_number(text)
