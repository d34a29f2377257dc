"""Who sees what: one rule, in two forms (design 3).

`can_see` answers for one thing that is at hand; `visible` is the same rule as a SQL condition, so that hidden
things are never loaded. Every query of case content carries it. A property test holds the two together.

In the order in which it decides:
1. the case, and how surely we know who is there (`level`);
2. an author sees own words, also when they are hidden from others, and whoever wrote them down for the author
   as long as they are not; what its author took back at once is seen by nobody, and is a draft again;
3. nobody else sees hidden or private words, or words of or about a person shielded from them; professional
   notes are for the caseworkers, and for those other professionals whom the author named; words that are held
   are for the caseworkers alone, whoever was named, until one of them has looked;
4. words that stand beside other words are seen only by those who see those;
5. a person the author named sees it;
6. what is said to all in the case is seen by those who share the whole case, about the children they share,
   from the day they joined, or earlier when it is open to newcomers; others see it only when it is released.
   What a child says is never said to all: beside the caseworkers it is seen by those whom the child named.
A support person sees what passes for them and for the one they support: never a thing that
one cannot see.

For two at once (*Se som*) it is what each of the two sees.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, and_, exists, false, or_

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience, Contribution
from portal.access.tables import BESIDE, READER, SAID, Parts, parts_of


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
    held_at: datetime | None = None
    professional_only: bool = False
    open_to_newcomers: bool = False
    level: int = Level.MITID
    written_by_id: UUID | None = None
    taken_back_at: datetime | None = None


Thing = Contribution | Planned
DEEPEST = len(BESIDE)


def can_see(
    actor: Actor,
    thing: Thing,
    readers: Collection[UUID],
    beside: Sequence[tuple[Thing, Collection[UUID]]] = (),
) -> bool:
    """May `actor` see `thing`, whose author has named `readers` (person ids)?

    `beside`: what it stands beside, and what that stands beside, each with its own readers.
    """
    if actor.both:
        return all(can_see(one, thing, readers, beside) for one in actor.both)
    if not _passes_for(actor, thing, readers, beside):
        return False
    on_behalf_of, own = actor.supports, thing.author_id == actor.person_id
    return on_behalf_of is None or own or _passes_for(on_behalf_of, thing, readers, beside)


def _passes_for(
    actor: Actor, thing: Thing, readers: Collection[UUID], beside: Sequence[tuple[Thing, Collection[UUID]]]
) -> bool:
    if thing.case_id != actor.case_id or thing.level > actor.level:
        return False
    if thing.author_id == actor.person_id:
        return thing.taken_back_at is None
    if _wrote_it_down(actor, thing):
        return True
    if actor.role is Role.CASEWORKER and _waits_for_the_caseworker(thing):
        return True
    if beside and not _passes_for(actor, *beside[0], beside[1:]):
        return False
    named = actor.person_id in readers
    return _not_kept_from(actor, thing, named) and (named or _said_to_all_with(actor, thing))


def _wrote_it_down(actor: Actor, thing: Thing) -> bool:
    """The writer's page is as the author's, also while the words wait for the caseworker."""
    people = {thing.author_id, thing.about_id}
    return (
        thing.written_by_id == actor.person_id
        and thing.hidden_at is None
        and thing.audience != Audience.ONLY_ME
        and people.isdisjoint(actor.shielded)
    )


def _waits_for_the_caseworker(thing: Thing) -> bool:
    return thing.held_at is not None and thing.hidden_at is None and thing.audience != Audience.ONLY_ME


def _not_kept_from(actor: Actor, thing: Thing, named: bool) -> bool:
    return (
        thing.hidden_at is None
        and thing.audience != Audience.ONLY_ME
        and thing.author_id not in actor.shielded
        and (thing.about_id is None or thing.about_id not in actor.shielded)
        and thing.held_at is None
        and (not thing.professional_only or _reads_notes(actor, named))
    )


def _reads_notes(actor: Actor, named: bool) -> bool:
    return actor.is_of_the_municipality or (actor.is_professional and named)


def _said_to_all_with(actor: Actor, thing: Thing) -> bool:
    return (
        thing.audience == Audience.IN_CASE
        and not (_reads_children_when_shown(actor) and thing.author_id in actor.young)
        and (actor.shares_the_whole_case or thing.released_at is not None)
        and (actor.children is None or thing.child_id is None or thing.child_id in actor.children)
        and (actor.sees_from is None or thing.open_to_newcomers or thing.created_at >= actor.sees_from)
    )


def _reads_children_when_shown(actor: Actor) -> bool:
    """Nobody but the child decides that a parent, or anybody around the family, reads a child's own words."""
    return not actor.is_of_the_municipality


def visible(actor: Actor, thing: type[Contribution] = Contribution) -> ColumnElement[bool]:
    """The rule of `can_see` as a condition on `thing`: `Contribution`, an alias of it, or a room's table.

    Put together once for equal actors: it may ask nothing of an actor that `Actor` does not compare.
    """
    if actor.both:
        return and_(*(visible(one, thing) for one in actor.both))
    return _visible_again(actor, thing)


@lru_cache(maxsize=128)
def _visible_again(actor: Actor, thing: type[Contribution]) -> ColumnElement[bool]:
    return _visible(actor, parts_of(SAID if thing is Contribution else thing))


def _visible(actor: Actor, parts: Parts) -> ColumnElement[bool]:
    seen = _seen(actor, parts, BESIDE)
    if actor.supports is None:
        return seen
    return and_(seen, or_(parts.author_id == actor.person_id, _seen(actor.supports, parts, BESIDE)))


def _seen(actor: Actor, thing: Parts, beside: Sequence[FromClause]) -> ColumnElement[bool]:
    return and_(
        thing.case_id == actor.case_id,
        thing.level <= int(actor.level),
        or_(
            and_(thing.author_id == actor.person_id, thing.stands),
            and_(thing.written_by_id == actor.person_id, thing.open, *_of_nobody_shielded(actor, thing)),
            *((thing.waits,) if actor.role is Role.CASEWORKER else ()),
            and_(
                *_is_not_kept_from(actor, thing),
                _is_beside_what_is_seen(actor, thing, beside),
                or_(_named(actor, thing), and_(*_is_said_to_all_with(actor, thing))),
            ),
        ),
    )


def _is_beside_what_is_seen(actor: Actor, thing: Parts, beside: Sequence[FromClause]) -> ColumnElement[bool]:
    if not beside:
        return thing.alone
    other = beside[0]
    seen = exists().where(
        other.c.case_id == actor.case_id, thing.beside[other], _seen_beside(actor, tuple(beside))
    )
    return or_(thing.alone, seen)


@lru_cache(maxsize=32)
def _seen_beside(actor: Actor, beside: tuple[FromClause, ...]) -> ColumnElement[bool]:
    return _seen(actor, parts_of(beside[0]), beside[1:])


def _is_not_kept_from(actor: Actor, thing: Parts) -> Iterator[ColumnElement[bool]]:
    yield thing.open
    yield thing.let_through
    yield from _of_nobody_shielded(actor, thing)
    if not actor.is_of_the_municipality:
        yield or_(thing.for_all_kinds, _named(actor, thing)) if actor.is_professional else thing.for_all_kinds


def _of_nobody_shielded(actor: Actor, thing: Parts) -> Iterator[ColumnElement[bool]]:
    if actor.shielded:
        yield thing.author_id.not_in(actor.shielded)
        yield or_(thing.about_nobody, thing.about_id.not_in(actor.shielded))


def _named(actor: Actor, thing: Parts) -> ColumnElement[bool]:
    return exists().where(
        READER.c.case_id == actor.case_id, thing.readers, READER.c.person_id == actor.person_id
    )


def _is_said_to_all_with(actor: Actor, thing: Parts) -> Iterator[ColumnElement[bool]]:
    yield thing.said_to_all
    if actor.young and _reads_children_when_shown(actor):
        yield thing.author_id.not_in(actor.young)
    if not actor.shares_the_whole_case:
        yield thing.released
    if actor.children is not None:
        shared = thing.child_id.in_(actor.children) if actor.children else false()
        yield or_(thing.about_no_child, shared)
    if actor.sees_from is not None:
        yield or_(thing.for_newcomers, thing.created_at >= actor.sees_from)
