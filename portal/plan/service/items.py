"""Items of the plan's sections: write, word differently, take out. Nobody changes another's words.

What others want them to say is taken in, and answered, as with every text of the plan: see `wishes`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor, Member, Role
from portal.access.models import Audience
from portal.cases.service import reword, say, say_beside, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models.items import ItemProposal, OfSection, PlanItem, PlanItemSeat, Wording
from portal.plan.models.sections import SPECS, NotInSection, Section, fitting
from portal.plan.queries.items import standing_in
from portal.plan.queries.lasting import today
from portal.plan.service.merging import put_together
from portal.plan.service.versions import back_to_draft
from portal.plan.service.wishes import OF_ITEMS, all_can_read, wish_for
from portal.writing import just_sent, wording
from portal.writing.merging import Merged


class NotTheirs(Exception):
    """Only the caseworker says that: what the authority may do."""


class StandsAlready(Exception):
    """The section has one item at a time, and it is there: other words for it are suggested."""


@dataclass(frozen=True)
class WantedOfItem:
    """What somebody proposes instead: new wording, or (without it) to take the item out; and why.
    `leave`: see `put_together`."""

    reason: str
    said: Wording | None = None
    leave: Collection[str] = ()


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

    Raises NotInSection, NotTheirs, StandsAlready, and CannotBeBound when somebody named could not read it.
    """
    if of.spec.one:
        _make_room(actor, of.section)
    fields = _fields(actor, of.section, new.said) if new.told is None else {}
    named = _seats(actor, of, new)
    readers = {seat.person_id for seat in named if seat.person_id} | _children(actor, of) | set(new.readers)
    all_can_read(actor, named, readers)
    item = PlanItem(
        id=uuid4(),
        created_at=now(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        open_to_newcomers=of.spec.one,  # who joins later would find an empty page and could not write on it
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
    if new.told is None:
        just_sent.may_be_taken_back(item)
    tell(actor, readers, item, readers)
    return item


def _make_room(actor: Actor, section: Section) -> None:
    """One that its author hid goes on taking the only place, and nobody reads it: it belongs to no plan."""
    for one in standing_in(actor.case_id, section):
        if one.hidden_at is None:
            raise StandsAlready
        one.status = "removed"
    session.flush()


def _fitting(section: Section, said: Wording, before: Mapping[str, str] | None = None) -> dict[str, str]:
    """See `fitting`. A day that is hoped for is not over when it is written; `before`: what stood there."""
    fields, earlier = fitting(section, said.fields), before or {}
    for name in SPECS[section].to_come:
        if fields[name] and fields[name] != earlier.get(name) and fields[name] < today().isoformat():
            raise NotInSection(name)
    return fields


def _fields(
    actor: Actor, section: Section, said: Wording, before: Mapping[str, str] | None = None
) -> dict[str, str]:
    fields = _fitting(section, said, before)
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


def reword_own_item(
    actor: Actor, item: PlanItem, said: Wording, seen: int, leave: Collection[str] = ()
) -> Merged:
    """An author words an own item anew; what it said before is kept, and so is what came in other fields
    meanwhile. `leave`: see `put_together`. Whoever says what stands there already changes nothing.

    Raises SameFieldsMoved, NotInSection, NotTheirs.
    """
    mine = {"words": said.words, **_fields(actor, Section(item.section), said, item.fields)}
    merged = put_together(actor, item, mine, seen, leave)
    if not merged.mine:
        return merged
    whose: dict[str, Any] = {"language": actor.language, "worded_by_id": None}
    if "words" not in merged.mine:
        whose = {"language": item.language, "worded_by_id": item.worded_by_id}
    reword(actor, item, item.revision, **queries.as_columns(item, merged.fields), **whose)
    back_to_draft(actor)
    record("plan.item_reworded", by=actor.person_id, case_id=actor.case_id, subject_id=item.id)
    return merged


def propose_item_change(actor: Actor, item: PlanItem, wanted: WantedOfItem, seen: int) -> ItemProposal:
    """Propose other words for another's item, or to take it out. One's earlier proposal is withdrawn.

    What came meanwhile in other fields stands in the proposal too. Raises TextHasMoved when the item is to be
    taken out and is no longer the one the writer saw, or (SameFieldsMoved) the same fields moved; and
    NotInSection.
    """
    if wanted.said is None:
        wording.held(item, seen, wanted.reason)
        worded: dict[str, Any] = {"words": "", "fields": {}}
    else:
        mine = {"words": wanted.said.words, **_fitting(Section(item.section), wanted.said, item.fields)}
        merged = put_together(actor, item, mine, seen, wanted.leave)
        worded, seen = queries.as_columns(item, merged.fields, section=False), item.revision
    asks = "wording" if wanted.said else "removal"
    proposal = ItemProposal(
        id=uuid4(),
        item_id=item.id,
        asks=asks,
        seen_revision=seen,
        **wish_for(actor, item, wanted.reason),
        **worded,
    )
    say_beside(item, proposal, OF_ITEMS.proposed(asks))
    just_sent.may_be_taken_back(proposal)
    tell(actor, {item.author_id}, proposal, {item.author_id})
    return proposal


def take_out_own_item(actor: Actor, item: PlanItem, seen: int) -> None:
    """An author takes an own item out of the next plan; what it said is kept. Raises TextHasMoved."""
    reword(actor, item, seen, words=item.words, status="removed")
    back_to_draft(actor)
    record("plan.item_taken_out", by=actor.person_id, case_id=actor.case_id, subject_id=item.id)
