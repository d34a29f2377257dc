"""Whether what is the child's own is locked: its signal by the child, the words to it by the caseworker."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.models import NamedReader
from portal.access.visibility import can_see, visible
from portal.cases.models import Answer, AnswerKind, CaseChild
from portal.cases.queries.actors import actors_of
from portal.db.session import session
from portal.plan.models.items import ItemProposal, PlanItem
from portal.plan.models.locks import ItemLock, LockReason
from portal.plan.models.sections import Section
from portal.plan.queries.parts import seats_known_to
from portal.plan.queries.signals import (
    Said,
    Signal,
    hides_a_child,
    is_signal,
    said_of_signals,
    signal_of,
    whose,
)

REASON, NAMED = aliased(LockReason, flat=True), aliased(NamedReader)
ANSWER = aliased(Answer, flat=True)


@dataclass(frozen=True)
class WordsLock:
    """Of one wording of the words to the child: since when they are locked, and the reasons (each with the
    parent's seat it is about) that the reader may read. Not locked: no `since`."""

    since: datetime | None = None
    by_id: UUID | None = None
    reasons: Sequence[tuple[Member, LockReason]] = ()

    @property
    def locked(self) -> bool:
        return self.since is not None


@dataclass
class Locks:
    """What is locked of these items, and what children say of these suggestions, as one person sees it."""

    actor: Actor
    children: Sequence[CaseChild] = ()
    said: Sequence[Said] = ()
    words: dict[tuple[UUID, int], WordsLock] = field(default_factory=dict)

    def signal(self, item: PlanItem, revision: int) -> Signal | None:
        """None for other sections, and where nothing is told of what children have said."""
        if not is_signal(item) or not self.children:
            return None
        return signal_of(item.id, revision, whose(self.actor, item.author_id, self.children), self.said)

    def of_wish(self, wish: ItemProposal, item: PlanItem) -> Signal | None:
        """What the children say of what somebody wants the signal to be."""
        if not is_signal(item) or not self.children:
            return None
        return signal_of(wish.id, wish.revision, whose(self.actor, item.author_id, self.children), self.said)

    def of_words(self, item: PlanItem, revision: int) -> WordsLock | None:
        if item.section != Section.CHILD:
            return None
        return self.words.get((item.id, revision), WordsLock())


def locks_of(actor: Actor, items: Collection[PlanItem], wishes: Collection[ItemProposal] = ()) -> Locks:
    """In one statement for signals, and one for words to the child; none where there are none."""
    signals = [one.id for one in items if is_signal(one)]
    words = [one.id for one in items if one.section == Section.CHILD]
    found = Locks(actor, words=_words_locked(actor, words) if words else {})
    if signals and not hides_a_child(actor):
        of_them = {wish.id for wish in wishes if wish.item_id in signals}
        found.children, found.said = said_of_signals(actor, {*signals, *of_them})
    return found


def _words_locked(actor: Actor, items: Collection[UUID]) -> dict[tuple[UUID, int], WordsLock]:
    seats = seats_known_to(actor)
    why = and_(
        REASON.item_id == ItemLock.item_id,
        REASON.of_revision == ItemLock.of_revision,
        ItemLock.agreed.is_(False),
        visible(actor, REASON),
    )
    rows = session.execute(
        select(ItemLock, REASON)
        .outerjoin(REASON, why)
        .where(ItemLock.case_id == actor.case_id, ItemLock.item_id.in_(items), ItemLock.ended_at.is_(None))
        .order_by(REASON.created_at)
    ).all()
    found: dict[tuple[UUID, int], WordsLock] = {}
    for lock, reason in rows:
        known = seats.get(reason.membership_id) if reason else None
        earlier = found.get((lock.item_id, lock.of_revision), WordsLock()).reasons
        told = [*earlier, *([(known, reason)] if known else [])]
        found[lock.item_id, lock.of_revision] = WordsLock(lock.created_at, lock.by_id, told)
    return found


def _holds() -> ColumnElement[bool]:
    """Are the words of an item, as they stand now, locked by the caseworker?"""
    return exists().where(
        ItemLock.case_id == PlanItem.case_id,
        ItemLock.item_id == PlanItem.id,
        ItemLock.of_revision == PlanItem.revision,
        ItemLock.ended_at.is_(None),
    )


@dataclass(frozen=True)
class WordsToLock:
    """Words to the child on their way to being locked: the parents who may read them, and those of them whose
    yes to these words is missing."""

    item: PlanItem
    asked: Sequence[Member]
    missing: Sequence[Member]


def find_words_to_lock(actor: Actor, item_id: UUID) -> WordsToLock | None:
    """Words to the child that the actor sees, neither taken out nor locked already."""
    rows = session.execute(
        select(PlanItem, NAMED.person_id, _holds(), ANSWER)
        .outerjoin(NAMED, and_(NAMED.contribution_id == PlanItem.id, NAMED.case_id == actor.case_id))
        .outerjoin(
            ANSWER,
            and_(ANSWER.beside_id == PlanItem.id, ANSWER.replaced_at.is_(None), visible(actor, ANSWER)),
        )
        .where(PlanItem.id == item_id, PlanItem.section == Section.CHILD.value, visible(actor, PlanItem))
    ).all()
    if not rows or not rows[0][0].applies or rows[0][2]:
        return None
    item: PlanItem = rows[0][0]
    named, said = {row[1] for row in rows if row[1]}, [row[3] for row in rows if row[3]]
    may_read = {one.person_id for one in actors_of(actor.roster, actor.case_id) if can_see(one, item, named)}
    asked = [
        seat
        for seat in actor.roster
        if seat.role is Role.CUSTODY_HOLDER
        and seat.children
        and not seat.left_at
        and seat.person_id in may_read
    ]
    return WordsToLock(item, asked, [seat for seat in asked if not agrees(seat.person_id, item, said)])


def agrees(person_id: UUID | None, item: PlanItem, said: Sequence[Answer]) -> bool:
    """Has the person said yes to these words, or written them? `said`: what stands beside them."""
    return person_id == item.author_id or any(
        one.author_id == person_id
        and one.answer == AnswerKind.YES
        and one.seen_revision == item.revision
        and not one.hidden_at
        and not one.not_said_at
        for one in said
    )
