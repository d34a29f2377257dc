"""An invitation found by the code that is said aloud, and a new code for one that was lost."""

from uuid import UUID

from sqlalchemy import select

from portal.cases import queries
from portal.cases.models import Invitation, Membership
from portal.cases.queries import Invited
from portal.cases.service.digits import WrongCode, finders, kept_of, new_digits, says
from portal.cases.service.joining import NotOpen, still_open
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record


def make_new_code(invited: Invited, person_id: UUID) -> str:
    """The inviter wants another code, since the first was lost or said wrong too often; that one is dead.

    Told here and never again.
    """
    code, invitation = new_digits(), invited.invitation
    for column, kept in kept_of(code, invitation.id).items():
        setattr(invitation, column, kept)
    invitation.code_tries = 0
    session.flush()
    record("case.code_made", by=person_id, case_id=invitation.case_id, seat=str(invited.seat.id))
    return code


def find_by_code(code: str) -> Invitation:
    """The open invitation with this code, whose link is not at hand. The inviter sees that it was opened.

    Raises WrongCode.
    """
    for invitation in queries.with_finder(finders(code)):
        if _waits_for_a_yes(invitation) and says(invitation.id, code):
            invitation.opened_at = invitation.opened_at or now()
            session.flush()
            return invitation
    raise WrongCode


def _waits_for_a_yes(invitation: Invitation) -> bool:
    try:
        return still_open(invitation).accepted_at is None
    except NotOpen:
        return False


def seat_of_invitation(invitation: Invitation) -> Membership:
    """The seat an invitation is for, locked until the transaction ends."""
    return session.scalars(
        select(Membership)
        .where(Membership.case_id == invitation.case_id, Membership.id == invitation.membership_id)
        .with_for_update(key_share=True)
    ).one()
