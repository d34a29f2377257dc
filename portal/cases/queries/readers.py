"""Who reads one's own words now, and which older words a newcomer could be given."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member
from portal.access.models import Contribution, NamedReader
from portal.access.visibility import can_see, visible
from portal.cases.models import READERS_ARE_CHOSEN
from portal.cases.queries.actors import actors_of
from portal.cases.queries.members import may_be_named, members, own_seat
from portal.cases.queries.said import readers_of
from portal.db.session import session


@dataclass(frozen=True)
class Readers:
    """Who reads own words now. `named`: the people (ids) the author has named, also those who have left.
    `reading`: the other members who see them, as far as the author may know."""

    thing: Contribution
    named: frozenset[UUID]
    reading: list[Member]

    @property
    def state(self) -> str:
        """A mark of what was chosen, for a form to carry: it may be chosen anew elsewhere meanwhile."""
        chosen = [self.thing.audience, *sorted(str(person) for person in self.named)]
        return sha256(" ".join(chosen).encode()).hexdigest()[:16]


def readers_now(actor: Actor, thing: Contribution) -> Readers:
    """Of words that stand beside no others. By the rule that decides, asked of each member."""
    named = frozenset(readers_of(thing))
    sees = {one.person_id for one in actors_of(actor.roster, actor.case_id) if can_see(one, thing, named)}
    return Readers(thing, named, [m for m in members(actor) if m.person_id in sees - {actor.person_id}])


@dataclass(frozen=True)
class Older:
    """Own words from before a newcomer came. `handed`: the newcomer may read them since they were handed
    over."""

    thing: Contribution
    handed: bool


@dataclass(frozen=True)
class Newcomer:
    """A member who came after the actor, and the actor's own older words that are hidden from them, or handed
    to them."""

    seat: Member
    older: list[Older]

    def without(self, kept: Collection[UUID]) -> "Newcomer":
        """Leaving out these words (ids)."""
        return Newcomer(self.seat, [one for one in self.older if one.thing.id not in kept])


def newcomers(actor: Actor) -> list[Member]:
    """The members one may name who joined after oneself."""
    mine = own_seat(actor)
    since = mine.joined_at if mine else None
    return [m for m in may_be_named(actor) if since and m.joined_at and m.joined_at > since]


def find_newcomer(actor: Actor, membership_id: UUID) -> Newcomer | None:
    """One of them, with the words in the order they were said: in one statement."""
    seat = next((one for one in newcomers(actor) if one.membership_id == membership_id), None)
    other = next(
        (a for a in actors_of(actor.roster, actor.case_id) if seat and a.person_id == seat.person_id), None
    )
    if seat is None or other is None:
        return None
    named_already = aliased(NamedReader)  # not the rows that decide who sees what
    rows = session.execute(
        select(Contribution, named_already.person_id)
        .outerjoin(
            named_already,
            and_(
                named_already.case_id == Contribution.case_id,
                named_already.contribution_id == Contribution.id,
                named_already.person_id == other.person_id,
            ),
        )
        .where(
            visible(actor),
            Contribution.author_id == actor.person_id,
            Contribution.kind.in_(READERS_ARE_CHOSEN),
            Contribution.words != "",
            Contribution.hidden_at.is_(None),
            Contribution.created_at < seat.joined_at,
        )
        .order_by(Contribution.created_at, Contribution.id)
    )
    return Newcomer(seat, [Older(said, bool(named)) for said, named in rows if not can_see(other, said, ())])
