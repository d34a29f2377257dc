"""Who sees what: one rule, in two forms (design 3).

`can_see` answers for one thing that is at hand; `visible` is the same rule as a SQL condition, so that hidden
things are never loaded. Every query of case content carries it. A property test holds the two together.

In the order in which it decides:
1. the case, and how surely we know who is there (`level`);
2. an author sees own words, also when they are hidden from others;
3. nobody else sees hidden or private words, words of or about a person shielded from them, or professional
notes;
4. words that stand beside other words are seen only by those who see those;
5. a person the author named sees it;
6. what is said to all in the case is seen by those who share the whole case, about the children they share,
   from the day they joined, or earlier when it is open to newcomers; others see it only when it is released.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from portal.access.actor import Actor, Level
from portal.access.models import Audience, Contribution, NamedReader


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Something not said yet, to tell beforehand who will read it."""

    case_id: UUID
    author_id: UUID
    audience: str
    created_at: datetime
    child_id: UUID | None = None
    about_id: UUID | None = None
    beside_id: UUID | None = None
    released_at: datetime | None = None
    hidden_at: datetime | None = None
    professional_only: bool = False
    open_to_newcomers: bool = False
    level: int = Level.MITID


Thing = Contribution | Planned
Columns = Any
"""Something with the columns of `contribution`: the table itself, an alias of it, or a mapped class."""
SAID, READER = Contribution.__table__, NamedReader.__table__
"""The tables, not the classes: a condition on mapped attributes takes far longer to put together."""
DEEPEST = 2
"""An answer stands beside a suggestion, which stands beside an agreement; nothing stands deeper."""


def can_see(
    actor: Actor,
    thing: Thing,
    readers: Collection[UUID],
    beside: Sequence[tuple[Thing, Collection[UUID]]] = (),
) -> bool:
    """May `actor` see `thing`, whose author has named `readers` (person ids)?

    `beside`: what it stands beside, and what that stands beside, each with its own readers.
    """
    if thing.case_id != actor.case_id or thing.level > actor.level:
        return False
    if thing.author_id == actor.person_id:
        return True
    if beside and not can_see(actor, *beside[0], beside[1:]):
        return False
    return _not_kept_from(actor, thing) and (actor.person_id in readers or _said_to_all_with(actor, thing))


def _not_kept_from(actor: Actor, thing: Thing) -> bool:
    return (
        thing.hidden_at is None
        and thing.audience != Audience.ONLY_ME
        and thing.author_id not in actor.shielded
        and (thing.about_id is None or thing.about_id not in actor.shielded)
        and (actor.is_professional or not thing.professional_only)
    )


def _said_to_all_with(actor: Actor, thing: Thing) -> bool:
    return (
        thing.audience == Audience.IN_CASE
        and (actor.shares_the_whole_case or thing.released_at is not None)
        and (actor.children is None or thing.child_id is None or thing.child_id in actor.children)
        and (actor.sees_from is None or thing.open_to_newcomers or thing.created_at >= actor.sees_from)
    )


def visible(actor: Actor, thing: type[Contribution] = Contribution) -> ColumnElement[bool]:
    """The rule of `can_see` as a condition on `thing`: `Contribution`, an alias of it, or a room's table."""
    return _seen(actor, SAID.c if thing is Contribution else thing, beside=DEEPEST)


def _seen(actor: Actor, thing: Columns, beside: int) -> ColumnElement[bool]:
    return and_(
        thing.case_id == actor.case_id,
        thing.level <= int(actor.level),
        or_(
            thing.author_id == actor.person_id,
            and_(
                _is_not_kept_from(actor, thing),
                _is_beside_what_is_seen(actor, thing, beside),
                or_(_named(actor, thing), _is_said_to_all_with(actor, thing)),
            ),
        ),
    )


def _is_beside_what_is_seen(actor: Actor, thing: Columns, deeper: int) -> ColumnElement[bool]:
    alone: ColumnElement[bool] = thing.beside_id.is_(None)
    if deeper == 0:
        return alone
    other = SAID.alias().c
    seen = exists().where(
        other.case_id == actor.case_id, other.id == thing.beside_id, _seen(actor, other, deeper - 1)
    )
    return or_(alone, seen)


def _is_not_kept_from(actor: Actor, thing: Columns) -> ColumnElement[bool]:
    return and_(
        thing.hidden_at.is_(None),
        thing.audience != Audience.ONLY_ME.value,
        thing.author_id.not_in(actor.shielded) if actor.shielded else true(),
        or_(thing.about_id.is_(None), thing.about_id.not_in(actor.shielded)) if actor.shielded else true(),
        true() if actor.is_professional else thing.professional_only.is_(False),
    )


def _named(actor: Actor, thing: Columns) -> ColumnElement[bool]:
    return exists().where(
        READER.c.case_id == actor.case_id,
        READER.c.contribution_id == thing.id,
        READER.c.person_id == actor.person_id,
    )


def _is_said_to_all_with(actor: Actor, thing: Columns) -> ColumnElement[bool]:
    return and_(
        thing.audience == Audience.IN_CASE.value,
        true() if actor.shares_the_whole_case else thing.released_at.is_not(None),
        true()
        if actor.children is None
        else or_(thing.child_id.is_(None), _about_one_of(actor.children, thing)),
        true()
        if actor.sees_from is None
        else or_(thing.open_to_newcomers.is_(True), thing.created_at >= actor.sees_from),
    )


def _about_one_of(children: frozenset[UUID], thing: Columns) -> ColumnElement[bool]:
    return thing.child_id.in_(children) if children else false()
