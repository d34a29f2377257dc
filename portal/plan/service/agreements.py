"""Agreements: propose, word differently, hand over. Nobody changes another's words.

What others want them to say is taken in, and answered, as with every text of the plan: see `wishes`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution
from portal.cases.models import Membership
from portal.cases.service import reword, say, say_beside, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models import Agreement, AgreementDoer, Proposal
from portal.plan.service.merging import put_together
from portal.plan.service.versions import back_to_draft
from portal.plan.service.wishes import OF_AGREEMENTS, all_can_read, wish_for
from portal.writing import just_sent, wording
from portal.writing.merging import Merged


@dataclass(frozen=True)
class Wanted:
    """What somebody proposes instead: new wording, or (without it) to take the agreement out; and why.
    `leave`: see `put_together`."""

    reason: str
    wording: dict[str, Any] | None = None
    leave: Collection[str] = ()


def propose_agreement(
    actor: Actor,
    worded: dict[str, Any],
    doers: Collection[UUID],
    *,
    because: Contribution | None = None,
    towards: UUID | None = None,
) -> Agreement:
    """Propose a rule that binds `doers` (seats), who may read it from now on. `because`: the words that
    it answers, and `towards` the goal (id) it is to bring nearer, which the actor sees. Raises CannotBeBound.

    A version that is out is not touched: the new agreement is for the next one.
    """
    bound = _seats(actor, doers)
    people = {seat.person_id for seat in bound if seat.person_id}
    all_can_read(actor, bound, people)
    agreement = Agreement(
        id=uuid4(),
        created_at=now(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        position=queries.next_position(actor.case_id),
        because_id=because.id if because else None,
        goal_id=towards,
        **worded,
    )
    session.add(agreement)
    session.flush()
    session.add_all(
        [
            AgreementDoer(case_id=actor.case_id, agreement_id=agreement.id, membership_id=seat.id)
            for seat in bound
        ]
    )
    say(agreement, "plan.proposed", people)
    just_sent.may_be_taken_back(agreement)
    tell(actor, people, agreement, people)
    return agreement


def _seats(actor: Actor, wanted: Collection[UUID]) -> list[Membership]:
    return list(
        session.scalars(
            select(Membership)
            .where(
                Membership.case_id == actor.case_id, Membership.id.in_(wanted), Membership.left_at.is_(None)
            )
            .order_by(Membership.id)
        )
    )


def reword_own(
    actor: Actor, agreement: Agreement, worded: dict[str, Any], seen: int, leave: Collection[str] = ()
) -> Merged:
    """An author words an own agreement anew; what it said before is kept, and so is what came in other fields
    meanwhile. `leave`: see `put_together`. Whoever says what stands there already changes nothing.

    Raises SameFieldsMoved.
    """
    merged = put_together(actor, agreement, worded, seen, leave)
    if not merged.mine:
        return merged
    whose: dict[str, Any] = {"language": actor.language, "worded_by_id": None}
    if "words" not in merged.mine:
        whose = {"language": agreement.language, "worded_by_id": agreement.worded_by_id}
    reword(actor, agreement, agreement.revision, **merged.fields, **whose)
    back_to_draft(actor)
    record("plan.reworded", by=actor.person_id, case_id=actor.case_id, subject_id=agreement.id)
    return merged


def lead_to(actor: Actor, agreement: Agreement, goal_id: UUID | None) -> None:
    """An author says which goal an own agreement is to bring nearer, or none. Nothing of what is said yes to
    is another, and every yes stands. Safe to call again.

    It is told to nobody who might see only one of the two: the history knows it by no subject.
    """
    if agreement.goal_id == goal_id:
        return
    agreement.goal_id = goal_id
    session.flush()
    record("plan.led_to", by=actor.person_id, case_id=actor.case_id, goal=str(goal_id or ""))


def propose_change(actor: Actor, agreement: Agreement, wanted: Wanted, seen: int) -> Proposal:
    """Propose other words for another's agreement, or to take it out. One's earlier proposal is withdrawn.

    What came meanwhile in other fields stands in the proposal too. Raises TextHasMoved when the agreement is
    to be taken out and is no longer the one the writer saw, or (SameFieldsMoved) the same fields moved.
    """
    if wanted.wording is None:
        wording.held(agreement, seen, wanted.reason)
        worded: dict[str, Any] = {"words": ""}
    else:
        worded = put_together(actor, agreement, wanted.wording, seen, wanted.leave).fields
        seen = agreement.revision
    asks = "wording" if wanted.wording else "removal"
    proposal = Proposal(
        id=uuid4(),
        agreement_id=agreement.id,
        asks=asks,
        seen_revision=seen,
        **wish_for(actor, agreement, wanted.reason),
        **worded,
    )
    readers = say_beside(agreement, proposal, OF_AGREEMENTS.proposed(asks))
    just_sent.may_be_taken_back(proposal)
    tell(actor, {agreement.author_id}, proposal, readers)
    return proposal


def hand_over(actor: Actor, agreement: Agreement) -> None:
    """An author lets those who join later read an own agreement. Safe to call again."""
    if agreement.open_to_newcomers:
        return
    agreement.open_to_newcomers = True
    session.flush()
    record("plan.handed_over", by=actor.person_id, case_id=actor.case_id, subject_id=agreement.id)
