"""What somebody said, what stands beside it, and who reads it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Member
from portal.access.models import Audience, Contribution, NamedReader
from portal.access.permissions import AMONG_PROFESSIONALS
from portal.access.visibility import Planned, can_see, visible
from portal.cases.models import Answer
from portal.cases.queries.actors import actors_of
from portal.cases.queries.members import may_be_named, members
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Look


def find_contribution(actor: Actor, contribution_id: UUID) -> Contribution | None:
    """Anything somebody said in the case, if the actor sees it."""
    return session.scalar(select(Contribution).where(Contribution.id == contribution_id, visible(actor)))


def answers_to(actor: Actor, things: Iterable[UUID]) -> dict[UUID, list[Answer]]:
    """What stands beside each of these (visible) things, oldest first; replaced answers left out."""
    beside: dict[UUID, list[Answer]] = defaultdict(list)
    rows = session.scalars(
        select(Answer)
        .where(
            Answer.case_id == actor.case_id,
            Answer.beside_id.in_(list(things)),
            Answer.replaced_at.is_(None),
            visible(actor, Answer),
        )
        .order_by(Answer.created_at, Answer.id)
    )
    for answer in rows:
        beside[answer.beside_id or answer.id].append(answer)
    return beside


def find_answer_of(person_id: UUID, thing_id: UUID, kinds: Collection[str]) -> Answer | None:
    """The answer of these kinds that a person has given to a thing and not replaced."""
    return session.scalar(
        select(Answer).where(
            Answer.beside_id == thing_id,
            Answer.author_id == person_id,
            Answer.answer.in_(kinds),
            Answer.replaced_at.is_(None),
        )
    )


def readers_of(thing: Contribution) -> set[UUID]:
    """The people (ids) the author has named as readers of a thing."""
    return set(
        session.scalars(
            select(NamedReader.person_id).where(
                NamedReader.case_id == thing.case_id, NamedReader.contribution_id == thing.id
            )
        )
    )


def beside(thing: Contribution) -> Iterator[tuple[Contribution, set[UUID]]]:
    """What a thing stands beside, and what that stands beside, each with the readers it names."""
    while thing.beside_id is not None:
        thing = session.get_one(Contribution, thing.beside_id)
        yield thing, readers_of(thing)


class Supposed:
    """A thing as it would be if some of its columns said something else."""

    def __init__(self, thing: Contribution, **columns: Any) -> None:
        self._thing = thing
        self.__dict__ |= columns

    def __getattr__(self, name: str) -> Any:
        return getattr(self._thing, name)


def newly_reading(actor: Actor, thing: Contribution) -> list[Member]:
    """Who would read a thing too, were it released: as far as the actor may know them."""
    named, stands, released = readers_of(thing), list(beside(thing)), supposed(thing, released_at=now())
    new = {
        other.person_id
        for other in actors_of(actor.roster, actor.case_id)
        if can_see(other, released, named, stands)
        and not can_see(other, supposed(thing, released_at=None), named, stands)
    }
    return [seat for seat in members(actor) if seat.person_id in new]


def supposed(thing: Contribution, **columns: Any) -> Any:
    """The thing with these columns, for the rule of who sees what."""
    return Supposed(thing, **columns)


def had_it_open(actor: Actor, thing: Contribution, since: datetime | None = None) -> list[Member]:
    """Who has had a page of the case open since the words were written (or `since`, UTC), and could see them:
    they may have read it. Of words that are held as if they were not: their writer does not learn it here.
    Notes are read on pages of their own, where none of these words stand."""
    lookers = set(
        session.scalars(
            select(Look.person_id)
            .distinct()
            .where(
                Look.case_id == thing.case_id,
                Look.outcome == "seen",
                Look.created_at >= (since or thing.created_at),
                Look.what.not_in(AMONG_PROFESSIONALS),
            )
        )
    )
    named = readers_of(thing)
    as_always = supposed(thing, held_at=None)
    could = {a.person_id for a in actors_of(actor.roster, actor.case_id) if can_see(a, as_always, named)}
    return [m for m in members(actor) if m.person_id in lookers & could and m.person_id != actor.person_id]


def would_read(
    actor: Actor, audience: Audience, child_id: UUID | None = None, *, professional_only: bool = False
) -> list[UUID]:
    """The other members (person ids) who will see what the actor says to this audience, as far as the actor
    may know."""
    planned = Planned(
        case_id=actor.case_id,
        author_id=actor.person_id,
        audience=audience,
        created_at=now(),
        child_id=child_id,
        professional_only=professional_only,
    )
    return [
        other.person_id
        for other in actors_of(actor.roster, actor.case_id)
        if other.person_id != actor.person_id
        and other.person_id not in actor.shielded
        and can_see(other, planned, ())
    ]


@dataclass(frozen=True)
class ReadersToChoose:
    """Whom a writer may name, and who would read what is said to all in the case."""

    to_name: list[Member]
    all_in_case: list[Member]

    def choices(self) -> list[tuple[UUID, str]]:
        """For a form: the id and name of each member one may name."""
        return [(member.person_id, str(member)) for member in self.to_name if member.person_id]


def readers_to_choose(actor: Actor, child_id: UUID | None = None) -> ReadersToChoose:
    """For the question *Hvem må læse det?*, by the same rule that later decides."""
    to_name = may_be_named(actor)
    all_of_them = set(would_read(actor, Audience.IN_CASE, child_id))
    return ReadersToChoose(to_name, [m for m in to_name if m.person_id in all_of_them])
