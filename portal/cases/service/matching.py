"""Is it the person who was invited? What the inviter told, held up to what MitID said."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.cases.models import Invitation


class NotTheOne(Exception):
    """MitID says another birth date than the inviter: the invitation is for somebody else."""


class AnotherNumber(NotTheOne):
    """MitID has another CPR number than the one the inviter gave."""


class NoNumber(NotTheOne):
    """The inviter gave a CPR number, and MitID has none."""


class NotAtWork(NotTheOne):
    """A professional was invited, and somebody came in privately."""


@dataclass(frozen=True)
class Said:
    """What the login said: a birth date, and keyed hashes of a CPR number (`people.matching`), where there
    are any. `at_work`: it was at the staff door."""

    born: date | None = None
    numbers: Sequence[str] = ()
    at_work: bool = False


def is_the_one(invitation: Invitation, said: Said) -> None:
    """Raise NotTheOne, or a kind of it, unless all that the inviter told fits."""
    wanted = invitation.birthdate["birthdate"] if invitation.birthdate else None
    if wanted is not None and (said.born is None or said.born.isoformat() != wanted):
        raise NotTheOne
    number = invitation.cpr_fingerprint
    if number is None:
        return
    if not said.numbers:
        raise NoNumber
    if not any(secrets.compare_digest(number, one) for one in said.numbers):
        raise AnotherNumber
