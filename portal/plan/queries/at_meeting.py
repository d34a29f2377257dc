"""What was said aloud: whose yes is missing, and what was written down for somebody."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Member
from portal.cases.queries import is_hidden
from portal.db.session import session
from portal.plan.models import Approval, PlanAnswer
from portal.plan.queries.approving import Approver
from portal.plan.queries.parts import Sent, Versions
from portal.plan.queries.said_of_plan import DECIDES, plan_answers, readers_of_a_no, still_said
from portal.plan.queries.versions import approvers, versions


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


def who_reads_the_no_of(actor: Actor, missing: MissingYes) -> list[Member]:
    """Who would read the words of a no of that person beside them, of those whom both may know."""
    someone = missing.approver.actor
    known = readers_of_a_no(someone, missing.approver.part).known if someone else ()
    return [seat for seat in known if not is_hidden(actor, seat)]


def _asked_about(found: Versions, membership_id: UUID) -> Sent | None:
    if found.out is not None:
        return found.out
    waits = found.in_force is not None and membership_id in found.in_force.version.waiting
    return found.in_force if waits else None


@dataclass(frozen=True)
class SaidForMe:
    """A yes, or a no with its `words`, that another wrote down for the person. `stands`: it is the newest
    thing the person has said."""

    yes: Approval
    stands: bool
    words: PlanAnswer | None = None


def said_for_me(actor: Actor) -> list[SaidForMe]:
    """Newest first."""
    rows = list(
        session.scalars(
            select(Approval)
            .where(
                Approval.case_id == actor.case_id,
                Approval.person_id == actor.person_id,
                Approval.kind.in_(DECIDES),
                still_said(),
            )
            .order_by(Approval.created_at.desc())
        )
    )
    words = plan_answers(actor) if any(one.said_id for one in rows) else {}
    return [
        SaidForMe(one, one is rows[0], words.get(one.said_id) if one.said_id else None)
        for one in rows
        if one.helper_id
    ]


def find_said_for_me(actor: Actor, approval_id: UUID) -> SaidForMe | None:
    """One of them that stands."""
    return next((one for one in said_for_me(actor) if one.stands and one.yes.id == approval_id), None)
