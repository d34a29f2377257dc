"""Who is told that there is something new. The verb that tells and the line on the page ask the same."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.access.visibility import Thing, can_see
from portal.cases.queries.actors import actors_of
from portal.cases.queries.members import is_hidden


@dataclass(frozen=True)
class Waiting:
    """Somebody we wait for, and a name for what: ids alone, the same as long as it is the same thing."""

    person_id: UUID
    what: str


def told(
    actor: Actor, wanted: Collection[UUID], about: Thing | None = None, readers: Collection[UUID] = ()
) -> list[Member]:
    """Those of `wanted` (person ids) who are told of what the actor does, in the order of the roster.

    Members of the case today who see `about`, whose author has named `readers`; never the actor, nobody who
    takes a break, and nobody from whom the actor is hidden: a message would tell of the actor's doings.
    """
    hears = {
        other.person_id
        for other in actors_of(actor.roster, actor.case_id)
        if other.person_id in wanted
        and other.person_id != actor.person_id
        and actor.person_id not in other.shielded
        and not other.paused
        and (about is None or can_see(other, about, readers))
    }
    return [seat for seat in actor.roster if seat.left_at is None and seat.person_id in hears]


def told_as_known_to(
    actor: Actor, wanted: Collection[UUID], about: Thing | None = None, readers: Collection[UUID] = ()
) -> list[Member]:
    """The same, as the actor may read it on the page: without the people hidden from the actor."""
    return [seat for seat in told(actor, wanted, about, readers) if not is_hidden(actor, seat)]
