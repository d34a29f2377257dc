"""What children have said of their own signal: whether it is right as it stands.

That a child has said yes to a wording is for all who read that wording, and the child is told so before it
says it. The words, a no, and how it was said follow the one rule of who sees what.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, select, true

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import visible
from portal.cases.models import CaseChild
from portal.cases.queries import is_hidden
from portal.db.session import session
from portal.plan.models.child_view import ChildView, View
from portal.plan.models.items import ItemProposal, PlanItem
from portal.plan.models.sections import Section


@dataclass(frozen=True)
class Said:
    """What was said of one wording (`revision`) of a thing (its id). `read`: the reader may read it; else the
    words are not there, and only that it was a yes may be told. `own`: the child said it itself."""

    about_id: UUID
    revision: int
    child_id: UUID
    child: str
    answer: str
    own: bool
    on: date
    read: bool
    author_id: UUID
    language: str
    words: str
    how: str
    ground: str

    @property
    def is_yes(self) -> bool:
        return self.answer == View.AGREE

    @property
    def is_heard(self) -> bool:
        return self.answer != View.NOT_HEARD


def said_of_signals(actor: Actor, things: Collection[UUID]) -> tuple[list[CaseChild], list[Said]]:
    """The children of the case that the actor shares, and what they say of these signals and suggestions
    (ids), which the actor sees; the oldest first. In one statement."""
    read = visible(actor, ChildView)
    told: list[Any] = [ChildView.words, ChildView.how, ChildView.ground]
    about = and_(
        ChildView.child_id == CaseChild.id,
        ChildView.case_id == actor.case_id,
        ChildView.beside_id.in_(list(things)),
        ChildView.thing_revision.is_not(None),
        ChildView.hidden_at.is_(None),
    )
    shared = true() if actor.children is None else CaseChild.id.in_(actor.children)
    rows: Sequence[Any] = session.execute(
        select(
            CaseChild,
            ChildView.created_at,
            ChildView.beside_id,
            ChildView.thing_revision,
            CaseChild.id,
            CaseChild.first_name,
            ChildView.answer,
            ChildView.own,
            ChildView.heard_on,
            read,
            ChildView.author_id,
            ChildView.language,
            *(case((read, column), else_="") for column in told),
        )
        .outerjoin(ChildView, about)
        .where(CaseChild.case_id == actor.case_id, shared)
        .order_by(CaseChild.created_at, CaseChild.first_name)
    ).all()
    said = sorted((row for row in rows if row[2]), key=lambda row: (row[1], str(row[2])))
    return list(dict.fromkeys(row[0] for row in rows)), [Said(*row[2:]) for row in said]


@dataclass(frozen=True)
class Signal:
    """How far one wording of a signal is its child's. `children`: those it may be of, as far as the reader
    knows them. `yes`: the newest yes of one of them, which nothing said since takes back. `said`:
    what each has said last, and `passed` why it goes on without a yes, as far as the reader may read that.
    """

    children: Sequence[CaseChild]
    yes: Said | None
    said: Sequence[Said] = ()
    passed: Said | None = None

    @property
    def names(self) -> list[str]:
        return [child.first_name for child in self.children]

    @property
    def locked(self) -> bool:
        return self.yes is not None

    @property
    def may_go_out(self) -> bool:
        return self.locked or self.passed is not None


def signal_of(thing: UUID, revision: int, children: Sequence[CaseChild], said: Iterable[Said]) -> Signal:
    """One wording of a thing (id). `children`: whose it may be."""
    known = {child.id for child in children}
    of_it = [one for one in said if (one.about_id, one.revision) == (thing, revision)]
    newest = {one.child_id: one for one in of_it if one.is_heard and one.child_id in known}
    yes = next((one for one in newest.values() if one.is_yes), None)
    passed = next((one for one in reversed(of_it) if not one.is_heard and one.read), None)
    readable = [one for one in newest.values() if one.read]
    return Signal(children, yes, readable, passed)


def hides_a_child(actor: Actor) -> bool:
    """Is a child of the case hidden from the actor? Then nothing is told of what children say yes to."""
    return any(seat.role is Role.CHILD and is_hidden(actor, seat) for seat in actor.roster)


def is_signal(item: PlanItem) -> bool:
    return item.section == Section.OBJECT


def named(name: str, children: Sequence[CaseChild]) -> CaseChild | None:
    """Which child of the case somebody of this name is; None where that cannot be told."""
    mine = [one for one in children if f"{name} ".startswith(f"{one.first_name} ")]
    found = children if len(children) == 1 else mine
    return found[0] if len(found) == 1 else None


def whose(actor: Actor, author_id: UUID, children: Sequence[CaseChild]) -> Sequence[CaseChild]:
    """The children whose yes a signal of this author takes: what a child wrote itself is that child's own;
    what a grown-up wrote may be any child's."""
    wrote = _wrote(actor, author_id)
    own = named(wrote.name, children) if wrote else None
    return [own] if own else children


def lets_it_be_taken_in(actor: Actor, wish: ItemProposal, item: PlanItem) -> bool:
    """The same, of one suggestion, when what children say of it is not at hand."""
    if not is_signal(item) or hides_a_child(actor):
        return may_be_taken_in(actor, wish, item, None)
    said = signal_of(wish.id, wish.revision, *said_of_signals(actor, {wish.id}))
    return may_be_taken_in(actor, wish, item, said)


def may_be_taken_in(actor: Actor, wish: ItemProposal, item: PlanItem, said: Signal | None) -> bool:
    """Nobody changes a child's own signal by another's words without the child's yes to them. A child who
    wrote the signal, or the suggestion, has said so itself. `said`: what children say of the suggestion."""
    by_a_child = _wrote(actor, item.author_id) or _wrote(actor, wish.author_id)
    return not is_signal(item) or by_a_child is not None or (said is not None and said.locked)


def _wrote(actor: Actor, author_id: UUID) -> Member | None:
    """The seat of the child who wrote it; None when it was a grown-up."""
    young = (seat for seat in actor.roster if seat.role is Role.CHILD)
    return next((seat for seat in young if author_id in (seat.person_id, seat.guest_id)), None)
