"""Words that would tell somebody what they must not know are held before anybody reads them (design 3).

Every text of a case comes through here when it is said, worded anew or given more readers. A writer who may
know what is protected is told at once (`GivesAway`). From everybody else the text waits for the caseworker,
and the writer's page is as always: a warning would tell that the address is right.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import String, func, inspect, select
from sqlalchemy.orm import selectin_polymorphic

from portal.access.actor import Actor, Level, Member, Role
from portal.access.models import Contribution
from portal.access.visibility import can_see, visible
from portal.cases.models import Case, Secret
from portal.cases.queries import (
    actors_of,
    beside,
    given_away_by,
    readers_of,
    roster_at_hand,
    roster_of,
    secrets_in,
    supposed,
)
from portal.cases.service.telling import tell
from portal.db import held as rows
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.writing import wording
from portal.writing.giving_away import marked

_NOT_WRITTEN = """
kind audience language section status category answer circle tie declined_by asks dimension context capacity
role_at_time declined_note written_how opens_to age_band
"""
PLUMBING = frozenset(_NOT_WRITTEN.split())
"""Columns of text that nobody writes, or that caseworkers alone read, who know every secret. What is not
named here is looked through."""
Texts = list[list[tuple[str, bool]]]


class GivesAway(Exception):
    """The writer's words would tell somebody what they must not know. `texts`: in pieces, each with whether
    it does so. `to`: who would read it."""

    def __init__(self, texts: Texts, to: list[Member]) -> None:
        super().__init__("the words give away what is protected")
        self.texts, self.to = texts, to


def guard(thing: Contribution, by: UUID, readers: Collection[UUID] | None = None) -> None:
    """Hold what `by` (person id) has just said, or let it go when it gives nothing away any more. `readers`:
    the people it names; asked for when they are not at hand. Raises GivesAway."""
    roster = roster_at_hand(thing.case_id)
    if not any(seat.hidden_seats for seat in roster):
        return _settle(thing, holds=False)
    would = _who_must_not_know(roster, thing, readers_of(thing) if readers is None else readers)
    hidden = {seat for other in would for seat in other.hidden_seats}
    secrets = [one for one in secrets_in(thing.case_id) if one.membership_id in hidden] if hidden else []
    given = [one for one in secrets if _gives_away(thing, [one])]
    if given and _may_know(roster, by, given):
        people = {other.person_id for other in would}
        raise GivesAway(_marked(thing, given), [seat for seat in roster if seat.person_id in people])
    _settle(thing, holds=bool(given))


def reword(actor: Actor, thing: Any, seen: int, **fields: Any) -> None:
    """Give a contribution new words, as `wording.reword`, and look through them. Raises TextHasMoved,
    GivesAway."""
    wording.reword(thing, seen, by=actor.person_id, **fields)
    guard(thing, actor.person_id)


def guard_all(case_id: UUID, also: Collection[Secret] | None = None) -> None:
    """Look through what was said before: when something became secret (`also`), a shield was decided, or
    somebody came. What those who must not know it could read is held at once."""
    secrets = secrets_in(case_id) if also is None else list(also)
    for other in actors_of(roster_of(case_id), case_id) if secrets else ():
        theirs = [one for one in secrets if one.membership_id in other.hidden_seats]
        for thing in _read_by(other) if theirs else ():
            if _gives_away(thing, theirs):
                _settle(thing, holds=True)


def let_through(actor: Actor, thing: Contribution, seen: int) -> None:
    """The caseworker has looked: everybody it was meant for reads it now. Its event is told to professionals
    alone, since its writer was never told that it waited. Raises TextHasMoved."""
    wording.held(thing, seen, "")
    _settle(thing, holds=False)
    record("case.let_through", by=actor.person_id, case_id=actor.case_id, said=str(thing.id))
    readers = readers_of(thing)
    tell(actor, readers, thing, readers)


def nothing_to_look_at(thing: Contribution) -> None:
    """The words are gone from everybody's sight, and wait for nobody any more."""
    _settle(thing, holds=False)


def pieces(thing: Contribution) -> Texts:
    """What somebody wrote, marked where it gives something away."""
    return _marked(thing, secrets_in(thing.case_id))


def who_would_read(actor: Actor, thing: Contribution) -> list[Member]:
    """Who must not know it, and would read it if it were let through."""
    would = {one.person_id for one in _who_must_not_know(actor.roster, thing, readers_of(thing))}
    return [seat for seat in actor.roster if seat.person_id in would and seat.left_at is None]


def _who_must_not_know(
    roster: tuple[Member, ...], thing: Contribution, readers: Collection[UUID]
) -> list[Actor]:
    """Those who are kept from somebody, and would read this were it not held. Whoever wrote it knows it."""
    stands, read = list(beside(thing)), supposed(thing, held_at=None)
    return [
        other
        for other in actors_of(roster, thing.case_id)
        if other.hidden_seats
        and other.person_id not in (thing.author_id, thing.written_by_id)
        and can_see(replace(other, level=Level.FRESH), read, readers, stands)
    ]


def _read_by(other: Actor) -> Sequence[Contribution]:
    surely = replace(other, level=Level.FRESH)
    return session.scalars(
        select(Contribution)
        .where(visible(surely), Contribution.held_at.is_(None), Contribution.author_id != other.person_id)
        .options(selectin_polymorphic(Contribution, Contribution.__subclasses__()))
    ).all()


def _may_know(roster: tuple[Member, ...], by: UUID, given: Iterable[Secret]) -> bool:
    seats = [seat for seat in roster if seat.person_id == by and seat.left_at is None]
    theirs = {seat.membership_id for seat in seats}
    return any(seat.role is Role.CASEWORKER for seat in seats) or all(
        one.membership_id in theirs for one in given
    )


def _settle(thing: Contribution, *, holds: bool) -> None:
    """Held since it was first held; and the case says since when it waits for that."""
    if holds == (thing.held_at is not None):
        return
    thing.held_at = now() if holds else None
    session.flush()
    oldest = select(func.min(Contribution.held_at)).where(Contribution.case_id == thing.case_id)
    rows.says_at_commit(Case.__tablename__, thing.case_id, held_since=oldest.scalar_subquery())


def _gives_away(thing: Contribution, secrets: Iterable[Secret]) -> bool:
    return any(given_away_by(text, secrets) for text in _texts(thing))


def _marked(thing: Contribution, secrets: Collection[Secret]) -> Texts:
    return [marked(text, given_away_by(text, secrets)) for text in _texts(thing)]


def _texts(thing: Contribution) -> list[str]:
    """Everything in it that somebody wrote, own columns of its room included, and small objects of texts."""
    told: list[str] = []
    for column in inspect(type(thing)).column_attrs:
        value = getattr(thing, column.key)
        if isinstance(value, dict):
            told += [text for text in value.values() if isinstance(text, str)]
        elif isinstance(column.columns[0].type, String) and column.key not in PLUMBING:
            told.append(value)
    return [text for text in told if text]
