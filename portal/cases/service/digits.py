"""The short code that is said aloud, so that a link alone is not enough, and a lost link no catastrophe.

Ten digits: everybody can say them one by one, in every language, and no two look alike. The first four find
the invitation, the other six prove the code. So a wrong guess is a try at one invitation, counted in the
database whoever guesses from wherever, and after five the code is dead until the inviter makes a new one:
of all guesses at n open invitations at most 5 n are worth anything, each of them one in a million. Had the
whole code been the key, only a limit for each address would have stood between a patient guesser and all open
invitations together. The digits are kept as keyed hashes alone, the proof bound to its invitation.
"""

import secrets
from uuid import UUID

from sqlalchemy import update

from portal.cases.models import Invitation
from portal.db.sealed import fingerprints, seal, unseal
from portal.db.session import session

FINDS, PROVES = 4, 6
MOST_TRIES = 5
FINDER, PROOF = "finder of a spoken code", "proof of a spoken code"


class WrongCode(Exception):
    """No open invitation has this code; or it was said wrong too often. The visitor is told one and the same
    thing. The try counts, so the request must save it."""


def new_digits() -> str:
    """A code for one invitation: told once to the one who invites, and kept nowhere."""
    return "".join(secrets.choice("0123456789") for _digit in range(FINDS + PROVES))


def kept_of(code: str, invitation_id: UUID) -> dict[str, str]:
    """What an invitation keeps of its code, by column."""
    return {"code_find": finders(code)[0], "code_proof": _proofs(code, invitation_id)[0]}


def finders(code: str) -> list[str]:
    """Keyed hashes of the digits that find the invitation, one for each key we have."""
    return fingerprints(FINDER, code[:FINDS])


def _proofs(code: str, invitation_id: UUID) -> list[str]:
    return fingerprints(PROOF, f"{invitation_id} {code}")


def says(invitation_id: UUID, code: str) -> bool:
    """Is this the code of the invitation? The try is spent before it is judged, in one statement: many hands
    at once do not get a sixth."""
    mine = update(Invitation).where(Invitation.id == invitation_id)
    quietly = {"synchronize_session": False}
    kept = session.execute(
        mine.where(Invitation.code_tries < MOST_TRIES, Invitation.code_proof.is_not(None))
        .values(code_tries=Invitation.code_tries + 1)
        .returning(Invitation.code_proof)
        .execution_options(**quietly)
    ).scalar_one_or_none()
    right = any(secrets.compare_digest(kept or "", proof) for proof in _proofs(code, invitation_id))
    if right:
        session.execute(mine.values(code_tries=0).execution_options(**quietly))
    return right


def for_once(membership_id: UUID, code: str) -> str:
    """The code on its way to the next page of the one who made it: in that browser, and readable to us
    alone."""
    return seal(f"{membership_id} {code}".encode())


def told_once(mark: str, membership_id: UUID) -> str:
    """The code that was on its way, when it is for this seat; else ""."""
    seat, _space, code = (unseal(mark) or b"").decode().partition(" ")
    return code if seat == str(membership_id) else ""
