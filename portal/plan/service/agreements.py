"""Agreements: propose, answer, word differently, take in. Nobody changes another's words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution
from portal.access.visibility import Planned, can_see, visible
from portal.cases.models import Answer, AnswerKind, Membership
from portal.cases.queries import find_answer_of
from portal.cases.queries.actors import actors_of
from portal.cases.service import Reply, answer, reword, say, say_beside, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models import Agreement, AgreementDoer, Proposal, Rule, Wish, WishWithReaders
from portal.plan.service.merging import put_together
from portal.plan.service.versions import back_to_draft
from portal.writing import wording
from portal.writing.merging import Merged

DUTY_KINDS = (AnswerKind.YES, AnswerKind.NOT_YET, AnswerKind.NO)


class CannotBeTakenIn(Exception):
    """Somebody who reads the agreement must not read the words of the one who suggests."""


class CannotBeBound(Exception):
    """Some of the doers could not read what binds them. `names`: who."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("a doer cannot read the agreement")
        self.names = names


@dataclass(frozen=True)
class Wanted:
    """What somebody proposes instead: new wording, or (without it) to take the agreement out; and why.
    `leave`: see `put_together`."""

    reason: str
    wording: dict[str, Any] | None = None
    leave: Collection[str] = ()


def propose_agreement(
    actor: Actor, worded: dict[str, Any], doers: Collection[UUID], *, because: Contribution | None = None
) -> Agreement:
    """Propose a rule that binds `doers` (seats), who may read it from now on. `because`: the words that
    it answers, which the actor sees. Raises CannotBeBound.

    A version that is out is not touched: the new agreement is for the next one.
    """
    bound = _seats(actor, doers)
    people = {seat.person_id for seat in bound if seat.person_id}
    _all_can_read(actor, bound, people)
    agreement = Agreement(
        id=uuid4(),
        created_at=now(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        position=queries.next_position(actor.case_id),
        because_id=because.id if because else None,
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


def _all_can_read(actor: Actor, bound: list[Membership], people: Collection[UUID]) -> None:
    planned = Planned(
        case_id=actor.case_id, author_id=actor.person_id, audience=Audience.IN_CASE, created_at=now()
    )
    blind = {a.person_id for a in actors_of(actor.roster, actor.case_id) if not can_see(a, planned, people)}
    if names := [seat.name for seat in bound if seat.person_id in blind]:
        raise CannotBeBound(names)


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
    _withdraw_earlier(actor, agreement)
    asks = "wording" if wanted.wording else "removal"
    proposal = Proposal(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        by_id=actor.person_id,
        agreement_id=agreement.id,
        asks=asks,
        reason=wanted.reason,
        seen_revision=seen,
        audience=agreement.audience,
        released_at=agreement.released_at,
        child_id=agreement.child_id,
        professional_only=agreement.professional_only,
        level=agreement.level,
        beside_id=agreement.id,
        **worded,
    )
    readers = say_beside(agreement, proposal, f"plan.{asks}_proposed")
    tell(actor, {agreement.author_id}, proposal, readers)
    return proposal


def _withdraw_earlier(actor: Actor, agreement: Agreement) -> None:
    for earlier in session.scalars(
        select(Proposal).where(
            visible(actor, Proposal),
            Proposal.agreement_id == agreement.id,
            Proposal.by_id == actor.person_id,
            Proposal.taken_in_at.is_(None),
            Proposal.withdrawn_at.is_(None),
        )
    ):
        earlier.withdrawn_at = now()
    session.flush()


def take_in(actor: Actor, wish: WishWithReaders, seen: int) -> None:
    """Let a proposal become what the agreement says, or take the agreement out. The earlier wording is kept.

    By the agreement's author, or by the caseworker when the author has said yes (see policy). `seen` is the
    agreement's revision on the page. Raises TextHasMoved, and CannotBeTakenIn: words do not slip past a
    shield by becoming an agreement's.
    """
    agreement, proposal = wish.agreement, wish.proposal
    _no_reader_is_shielded_from(actor, wish)
    removal = proposal.asks == "removal"
    theirs = {"language": proposal.language, "worded_by_id": proposal.author_id}
    worded = {} if removal else queries.wording_after(actor, agreement, proposal)
    taken = {**worded, **theirs}
    gone = {"words": agreement.words, "status": "removed"}
    reword(actor, agreement, seen, **(gone if removal else taken))
    proposal.taken_in_at = now()
    session.flush()
    back_to_draft(actor)
    record(
        "plan.taken_in" if proposal.asks == "wording" else "plan.taken_out",
        by=actor.person_id,
        case_id=actor.case_id,
        subject_id=agreement.id,
        proposal=str(proposal.id),
    )
    tell(actor, {proposal.author_id}, agreement, wish.readers)


def _no_reader_is_shielded_from(actor: Actor, wish: WishWithReaders) -> None:
    for other in actors_of(actor.roster, actor.case_id):
        if wish.proposal.author_id in other.shielded and can_see(other, wish.agreement, wish.readers):
            raise CannotBeTakenIn


def answer_agreement(actor: Actor, thing: Rule | Wish, reply: Reply) -> Answer:
    """Ja, ikke endnu or nej beside an agreement or a proposal, in the place of one's earlier answer.

    What the agreement's author answers to a proposal is remembered on it: after a yes the caseworker may take
    it in, unless another wrote the yes down. Raises TextHasMoved.
    """
    earlier = find_answer_of(actor.person_id, thing.said.id, DUTY_KINDS)
    given = answer(actor, thing.said, reply, replaces=earlier)
    if isinstance(thing, Wish) and thing.agreement.author_id == actor.person_id and not given.written_by_id:
        thing.proposal.accepted_at = now() if reply.kind is AnswerKind.YES else None
        thing.proposal.declined_at = now() if reply.kind is AnswerKind.NO else None
        session.flush()
    return given


def hand_over(actor: Actor, agreement: Agreement) -> None:
    """An author lets those who join later read an own agreement. Safe to call again."""
    if agreement.open_to_newcomers:
        return
    agreement.open_to_newcomers = True
    session.flush()
    record("plan.handed_over", by=actor.person_id, case_id=actor.case_id, subject_id=agreement.id)
