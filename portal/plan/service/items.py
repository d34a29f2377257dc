"""Items of the plan's sections: write, answer, word differently, take in. Nobody changes another's words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.access.actor import Actor, Member, Role
from portal.access.models import Audience
from portal.access.visibility import Planned, can_see, visible
from portal.cases.models import Answer, AnswerKind
from portal.cases.queries import find_answer_of
from portal.cases.queries.actors import actors_of
from portal.cases.service import Reply, answer, reword, say, say_beside, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models.items import Item, ItemProposal, ItemWish, OfSection, PlanItem, PlanItemSeat, Wording
from portal.plan.models.sections import SPECS, NotInSection, Section, fitting
from portal.plan.service.agreements import DUTY_KINDS, CannotBeBound, CannotBeTakenIn
from portal.plan.service.versions import back_to_draft
from portal.writing import wording


class NotTheirs(Exception):
    """Only the caseworker says that: what the authority may do."""


@dataclass(frozen=True)
class WantedOfItem:
    """What somebody proposes instead: new wording, or (without it) to take the item out; and why."""

    reason: str
    said: Wording | None = None


@dataclass(frozen=True)
class NewItem:
    """What is to stand in a section. `seats`: whom it names (ids), the first to call first. `readers`: who
    else reads it (person ids); `told`: what is kept locked."""

    said: Wording
    seats: Sequence[UUID] = ()
    readers: Collection[UUID] = ()
    told: dict[str, str] | None = field(default=None, repr=False)


def propose_item(actor: Actor, of: OfSection, new: NewItem) -> PlanItem:
    """Write an item, which those it names may read from now on. A version that is out is not touched.

    Raises NotInSection, NotTheirs, and CannotBeBound when somebody named could not read it.
    """
    fields = _fields(actor, of.section, new.said) if new.told is None else {}
    named = _seats(actor, of, new)
    readers = {seat.person_id for seat in named if seat.person_id} | _children(actor, of) | set(new.readers)
    _all_can_read(actor, named, readers)
    item = PlanItem(
        id=uuid4(),
        created_at=now(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        words=new.said.words,
        section=of.section.value,
        position=queries.next_place_in(actor.case_id, of.section),
        fields=fields,
        told=new.told,
    )
    session.add(item)
    session.flush()
    session.add_all(_named(item, named))
    say(item, "plan.item_proposed", readers, section=of.section.value)
    tell(actor, readers, item, readers)
    return item


def _fields(actor: Actor, section: Section, said: Wording) -> dict[str, str]:
    fields = fitting(section, said.fields)
    not_theirs = SPECS[section].of_the_caseworker
    if actor.role is not Role.CASEWORKER and not not_theirs.isdisjoint(fields.values()):
        raise NotTheirs
    return fields


def _seats(actor: Actor, of: OfSection, new: NewItem) -> list[Member]:
    """In the order in which they are named, each once. Raises NotInSection."""
    known = {seat.membership_id: seat for seat in queries.may_be_named_in(actor, of.section)}
    wanted = list(dict.fromkeys(new.seats))
    missing = of.spec.names_somebody and not wanted and new.told is None
    if missing or len(wanted) > of.spec.seats or not set(wanted) <= set(known):
        raise NotInSection("seats")
    return [known[seat_id] for seat_id in wanted]


def _named(item: PlanItem, seats: Sequence[Member]) -> list[PlanItemSeat]:
    return [
        PlanItemSeat(case_id=item.case_id, item_id=item.id, membership_id=seat.membership_id, place=place)
        for place, seat in enumerate(seats, 1)
    ]


def _children(actor: Actor, of: OfSection) -> set[UUID]:
    """The children with a seat of their own, where the section is for them."""
    if not of.spec.for_the_child:
        return set()
    here = (seat for seat in actor.roster if seat.role is Role.CHILD and seat.left_at is None)
    return {seat.person_id for seat in here if seat.person_id and seat.person_id not in actor.shielded}


def _all_can_read(actor: Actor, named: Sequence[Member], readers: Collection[UUID]) -> None:
    planned = Planned(
        case_id=actor.case_id, author_id=actor.person_id, audience=Audience.IN_CASE, created_at=now()
    )
    blind = {a.person_id for a in actors_of(actor.roster, actor.case_id) if not can_see(a, planned, readers)}
    if names := [seat.name for seat in named if seat.person_id in blind]:
        raise CannotBeBound(names)


def reword_own_item(actor: Actor, item: PlanItem, said: Wording, seen: int) -> None:
    """An author words an own item anew; what it said before is kept. Raises TextHasMoved, NotInSection,
    NotTheirs."""
    fields = _fields(actor, Section(item.section), said)
    reword(actor, item, seen, words=said.words, fields=fields, language=actor.language, worded_by_id=None)
    back_to_draft(actor)
    record("plan.item_reworded", by=actor.person_id, case_id=actor.case_id, subject_id=item.id)


def propose_item_change(actor: Actor, item: PlanItem, wanted: WantedOfItem, seen: int) -> ItemProposal:
    """Propose other words for another's item, or to take it out. One's earlier proposal is withdrawn.

    Raises TextHasMoved when the item is no longer the one the writer saw, and NotInSection.
    """
    said = wanted.said or Wording("", {})
    fields = fitting(Section(item.section), said.fields) if wanted.said else {}
    wording.held(item, seen, said.words or wanted.reason)
    _withdraw_earlier(actor, item)
    asks = "wording" if wanted.said else "removal"
    proposal = ItemProposal(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        words=said.words,
        fields=fields,
        by_id=actor.person_id,
        item_id=item.id,
        asks=asks,
        reason=wanted.reason,
        seen_revision=seen,
        beside_id=item.id,
        **_as_seen(item),
    )
    say_beside(item, proposal, f"plan.item_{asks}_proposed")
    tell(actor, {item.author_id}, proposal, {item.author_id})
    return proposal


def _as_seen(item: PlanItem) -> dict[str, Any]:
    """Words beside an item are for the same people as the item."""
    columns = ("audience", "released_at", "child_id", "professional_only", "level")
    return {name: getattr(item, name) for name in columns}


def _withdraw_earlier(actor: Actor, item: PlanItem) -> None:
    for earlier in session.scalars(
        select(ItemProposal).where(
            visible(actor, ItemProposal),
            ItemProposal.item_id == item.id,
            ItemProposal.by_id == actor.person_id,
            ItemProposal.taken_in_at.is_(None),
            ItemProposal.withdrawn_at.is_(None),
        )
    ):
        earlier.withdrawn_at = now()
    session.flush()


def take_in_item(actor: Actor, wish: ItemWish, seen: int) -> None:
    """Let a proposal become what the item says, or take the item out. The earlier wording is kept.

    By the item's author, or by the caseworker when the author has said yes (see policy). Raises TextHasMoved,
    and CannotBeTakenIn: words do not slip past a shield by becoming another's.
    """
    item, proposal = wish.item, wish.proposal
    for other in actors_of(actor.roster, actor.case_id):
        if proposal.author_id in other.shielded and can_see(other, item, wish.readers):
            raise CannotBeTakenIn
    theirs = {"language": proposal.language, "worded_by_id": proposal.author_id}
    gone = {"words": item.words, "status": "removed"}
    taken = {"words": proposal.words, "fields": dict(proposal.fields), **theirs}
    reword(actor, item, seen, **(gone if proposal.asks == "removal" else taken))
    proposal.taken_in_at = now()
    session.flush()
    back_to_draft(actor)
    record(
        "plan.item_taken_in" if proposal.asks == "wording" else "plan.item_taken_out",
        by=actor.person_id,
        case_id=actor.case_id,
        subject_id=item.id,
        proposal=str(proposal.id),
    )
    tell(actor, {proposal.author_id}, item, wish.readers)


def take_out_own_item(actor: Actor, item: PlanItem, seen: int) -> None:
    """An author takes an own item out of the next plan; what it said is kept. Raises TextHasMoved."""
    reword(actor, item, seen, words=item.words, status="removed")
    back_to_draft(actor)
    record("plan.item_taken_out", by=actor.person_id, case_id=actor.case_id, subject_id=item.id)


def answer_item(actor: Actor, thing: Item | ItemWish, reply: Reply) -> Answer:
    """Ja, ikke endnu or nej beside an item or a proposal, in the place of one's earlier answer: as
    `answer_agreement`. Raises TextHasMoved."""
    earlier = find_answer_of(actor.person_id, thing.said.id, DUTY_KINDS)
    given = answer(actor, thing.said, reply, replaces=earlier)
    if isinstance(thing, ItemWish) and thing.item.author_id == actor.person_id:
        thing.proposal.accepted_at = now() if reply.kind is AnswerKind.YES else None
        thing.proposal.declined_at = now() if reply.kind is AnswerKind.NO else None
        session.flush()
    return given
