"""What agreements and items of the other sections have in common: who may be bound, what somebody else wants
them to say, and the answer to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor, Member
from portal.access.models import Audience, Contribution
from portal.access.visibility import Planned, can_see, visible
from portal.cases.models import Answer, AnswerKind, Membership
from portal.cases.queries import find_answer_of
from portal.cases.queries.actors import actors_of
from portal.cases.service import Reply, answer, reword, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models import Agreement, PlanAnswer, Proposal, Rule, Wish, WishWithReaders
from portal.plan.models.items import Item, ItemProposal, ItemWish, PlanItem
from portal.plan.service.answering import forget_no
from portal.plan.service.unlocking import unlock_unsaid
from portal.plan.service.versions import back_to_draft
from portal.writing import just_sent

DUTY_KINDS = (AnswerKind.YES, AnswerKind.NOT_YET, AnswerKind.NO)
BESIDE = ("audience", "released_at", "child_id", "professional_only", "level")
"""Words beside others are for the same people."""


class CannotBeTakenIn(Exception):
    """Somebody who reads the text must not read the words of the one who suggests."""


class CannotBeBound(Exception):
    """Some of those who are named could not read what binds them. `names`: who."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("somebody named cannot read it")
        self.names = names


@dataclass(frozen=True)
class Events:
    """What the history calls it: `of` stands before each name."""

    of: str

    def proposed(self, asks: str) -> str:
        return f"{self.of}{asks}_proposed"

    def taken(self, asks: str) -> str:
        return f"{self.of}{'taken_in' if asks == 'wording' else 'taken_out'}"


OF_AGREEMENTS, OF_ITEMS = Events("plan."), Events("plan.item_")


def all_can_read(actor: Actor, named: Sequence[Member | Membership], readers: Collection[Any]) -> None:
    """Can all whom new words name read them? `readers`: people (ids) the author names. Raises
    CannotBeBound."""
    planned = Planned(
        case_id=actor.case_id, author_id=actor.person_id, audience=Audience.IN_CASE, created_at=now()
    )
    blind = {a.person_id for a in actors_of(actor.roster, actor.case_id) if not can_see(a, planned, readers)}
    if names := [seat.name for seat in named if seat.person_id in blind]:
        raise CannotBeBound(names)


def wish_for(actor: Actor, about: Agreement | PlanItem, reason: str) -> dict[str, Any]:
    """What every proposal of the actor about this text holds. The actor's earlier one is withdrawn."""
    _withdraw_earlier(actor, about)
    return {
        "case_id": actor.case_id,
        "author_id": actor.person_id,
        "language": actor.language,
        "by_id": actor.person_id,
        "reason": reason,
        "beside_id": about.id,
        **{name: getattr(about, name) for name in BESIDE},
    }


def _withdraw_earlier(actor: Actor, about: Agreement | PlanItem) -> None:
    kind: Any = ItemProposal if isinstance(about, PlanItem) else Proposal
    for earlier in session.scalars(
        select(kind).where(
            visible(actor, kind),
            kind.beside_id == about.id,
            kind.by_id == actor.person_id,
            kind.taken_in_at.is_(None),
            kind.withdrawn_at.is_(None),
        )
    ):
        earlier.withdrawn_at = now()
        just_sent.take_time_away()  # the earlier one would not stand again
    session.flush()


def take_in(actor: Actor, wish: WishWithReaders | ItemWish, seen: int) -> None:
    """Let a proposal become what the text says, or take the text out. The earlier wording is kept.

    By its author, or by the caseworker when the author has said yes (see policy). `seen` is the revision on
    the page. What came since the proposal was written stays. Raises TextHasMoved, and CannotBeTakenIn: words
    do not slip past a shield by becoming another's.
    """
    about, proposal = wish.agreement, wish.proposal
    _no_reader_is_shielded_from(actor, wish)
    reword(actor, about, seen, **_as_taken(actor, wish))
    proposal.taken_in_at = now()
    session.flush()
    back_to_draft(actor)
    events = OF_ITEMS if isinstance(about, PlanItem) else OF_AGREEMENTS
    record(
        events.taken(proposal.asks),
        by=actor.person_id,
        case_id=actor.case_id,
        subject_id=about.id,
        proposal=str(proposal.id),
    )
    tell(actor, {proposal.author_id}, about, wish.readers)


def _as_taken(actor: Actor, wish: WishWithReaders | ItemWish) -> dict[str, Any]:
    about, proposal = wish.agreement, wish.proposal
    if proposal.asks == "removal":
        return {"words": about.words, "status": "removed"}
    worded = queries.wording_after(actor, about, proposal)
    theirs = {"language": proposal.language, "worded_by_id": proposal.author_id}
    return {**queries.as_columns(about, worded), **theirs}


def _no_reader_is_shielded_from(actor: Actor, wish: WishWithReaders | ItemWish) -> None:
    for other in actors_of(actor.roster, actor.case_id):
        if wish.proposal.author_id in other.shielded and can_see(other, wish.agreement, wish.readers):
            raise CannotBeTakenIn


def say_of(actor: Actor, thing: Rule | Wish | Item | ItemWish, reply: Reply) -> Answer:
    """Ja, ikke endnu or nej beside a text of the plan or a proposal, in the place of one's earlier answer.

    What the text's author answers to a proposal is remembered on it: after a yes the caseworker may take it
    in, also when somebody wrote the yes down (see `forget_answer`). Raises TextHasMoved.
    """
    earlier = find_answer_of(actor.person_id, thing.said.id, DUTY_KINDS)
    given = answer(actor, thing.said, reply, replaces=earlier)
    if isinstance(thing, Wish | ItemWish) and thing.agreement.author_id == actor.person_id:
        thing.proposal.accepted_at = now() if reply.kind is AnswerKind.YES else None
        thing.proposal.declined_at = now() if reply.kind is AnswerKind.NO else None
        session.flush()
    return given


def forget_answer(actor: Actor, said: Contribution) -> None:
    """The author of a text says that an answer to a proposal, written down in the author's name, was never
    given: the proposal is as if it had none. What was taken in stays until the author words it anew. The same
    for a parent's yes that words to the child were locked on. For a no to the plan see `forget_no`."""
    if isinstance(said, PlanAnswer):
        return forget_no(actor, said)
    if not isinstance(said, Answer) or said.replaced_at or said.not_said_at is None:
        return None
    about = session.get(Contribution, said.beside_id)
    if isinstance(about, PlanItem):
        unlock_unsaid(said, about)
    if not isinstance(about, Proposal | ItemProposal) or about.taken_in_at:
        return None
    text = session.get_one(Contribution, about.beside_id)
    if text.author_id == said.author_id:
        about.accepted_at = about.declined_at = None
        session.flush()
    return None
