"""Yeses that were said aloud: whose is missing, and which were written down for somebody."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.db.session import session
from portal.plan.models import Approval
from portal.plan.queries.approving import Approver
from portal.plan.queries.parts import Sent, Versions
from portal.plan.queries.versions import YES_OR_BACK, approvers, versions


@dataclass(frozen=True)
class MissingYes:
    """One who has come and not said yes to a version, and what that person would say yes to."""

    sent: Sent
    approver: Approver

    @property
    def hash(self) -> str:
        return self.sent.hash_of_part(self.approver.part)


def find_missing_yes(actor: Actor, membership_id: UUID) -> MissingYes | None:
    """Of the version that is out; or of the plan in force, which waits for this seat."""
    sent = _asked_about(versions(actor), membership_id)
    asked = approvers(sent, actor.roster) if sent and sent.stands else []
    for one in asked:
        waits = one.actor is not None and one.said_at is None and one.actor.person_id != actor.person_id
        if sent and waits and one.member.membership_id == membership_id:
            return MissingYes(sent, one)
    return None


def _asked_about(found: Versions, membership_id: UUID) -> Sent | None:
    if found.out is not None:
        return found.out
    waits = found.in_force is not None and membership_id in found.in_force.version.waiting
    return found.in_force if waits else None


@dataclass(frozen=True)
class SaidForMe:
    """A yes that another wrote down for the person. `stands`: it is the newest thing the person has said."""

    yes: Approval
    stands: bool


def said_for_me(actor: Actor) -> list[SaidForMe]:
    """Newest first."""
    rows = list(
        session.scalars(
            select(Approval)
            .where(
                Approval.case_id == actor.case_id,
                Approval.person_id == actor.person_id,
                Approval.kind.in_(YES_OR_BACK),
            )
            .order_by(Approval.created_at.desc())
        )
    )
    return [SaidForMe(one, one is rows[0]) for one in rows if one.helper_id]


def find_said_for_me(actor: Actor, approval_id: UUID) -> SaidForMe | None:
    """One of them that stands."""
    return next((one for one in said_for_me(actor) if one.stands and one.yes.id == approval_id), None)
