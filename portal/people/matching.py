"""A CPR number that MitID must have too: all that is kept of it are keyed hashes, bound to one invitation.

So a stolen database tells neither a number, nor that two invitations were for the same one.
"""

from typing import Any
from uuid import UUID

from portal.db.sealed import fingerprints
from portal.people.policy import Claims

NUMBER = "CPR number of one who is invited"


def fingerprints_of(number: str, invitation_id: UUID) -> list[str]:
    """Keyed hashes of ten digits: the first to store, all of them to compare."""
    return fingerprints(NUMBER, f"{invitation_id} {number}")


def kept_of(claims: Claims) -> dict[str, Any] | None:
    """What a session keeps of the number MitID told, when the login asked for one (`Claims.match`)."""
    if claims.match is None:
        return None
    numbers = fingerprints_of(claims.cpr, UUID(claims.match)) if claims.cpr else []
    return {"invitation": claims.match, "numbers": numbers}
