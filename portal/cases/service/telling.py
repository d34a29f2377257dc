"""Tell people that there is something new, and remind those we wait for.

Which people is worked out here and in `queries.told`; what they read, and when, belongs to `messages`, which
knows no case. A verb writes whom it tells on the case row, together with the end of the chain: that costs no
question, and verbs in two cases never wait for each other over a caseworker of both. The worker hands them
to the outbox.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select, update

from portal.access.actor import Actor
from portal.access.visibility import Thing
from portal.cases import queries
from portal.cases.models import Case
from portal.cases.queries import Waiting
from portal.db import held
from portal.db.session import session
from portal.messages import outbox
from portal.writing import just_sent

UNTOLD, AT_ONCE = Case.__tablename__, 500


def tell(
    actor: Actor, wanted: Collection[UUID], about: Thing | None = None, readers: Collection[UUID] = ()
) -> None:
    """There is news for `wanted` (person ids) because of what the actor did with `about`: see `told`. While
    the words can be taken back they are told nothing."""
    hear = {str(seat.person_id) for seat in queries.told(actor, wanted, about, readers)}
    if not hear or just_sent.tell_later(hear):
        return
    hear |= held.remembered((UNTOLD, actor.case_id)) or set()
    held.remember((UNTOLD, actor.case_id), hear)
    held.says_at_commit(UNTOLD, actor.case_id, untold=Case.untold + " ".join(["", *sorted(hear)]))


def hand_over() -> None:
    """Put everybody who is to hear of something into the outbox. Run by the worker, any number at once."""
    rows = session.execute(
        select(Case.id, Case.untold)
        .where(Case.untold != "")
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, key_share=True)
    ).all()
    if rows:
        done = update(Case).where(Case.id.in_([case_id for case_id, _people in rows])).values(untold="")
        session.execute(done.execution_options(synchronize_session=False))
        outbox.tell(UUID(one) for _case, people in rows for one in people.split())
    if people := just_sent.over():
        outbox.tell(UUID(one) for one in people)
    session.commit()


@dataclass(frozen=True)
class Waits:
    """How one room tells whom it waits for. `cases` selects the cases (ids) where that may be so; `people`
    is asked anew just before a reminder is sent."""

    cases: Callable[[], Select[UUID]]
    people: Callable[[UUID], Iterable[Waiting]]


_waits: list[Waits] = []


def adopt_waits(sources: list[Waits]) -> None:
    """Take in how each room tells whom it waits for."""
    _waits[:] = sources


def remind() -> None:
    """Remind everybody we wait for, once for each thing. Run hourly; the outbox knows what was said."""
    for case_id in list(session.scalars(_where_somebody_may_be_waited_for())):
        for one in _waited_for(case_id):
            outbox.remind(one.person_id, f"{case_id} {one.what}")
        session.commit()


def _where_somebody_may_be_waited_for() -> Select[UUID]:
    anywhere = or_(*(Case.id.in_(source.cases()) for source in _waits))
    return select(Case.id).where(Case.status == "open", anywhere)


def _waited_for(case_id: UUID) -> set[Waiting]:
    """Members of the case today alone: who has left is waited for no more, and nobody is reminded in a
    break."""
    here = {actor.person_id for actor in queries.actors_in(case_id) if not actor.paused}
    found = {one for source in _waits for one in source.people(case_id)}
    return {one for one in found if one.person_id in here}


def still(person_id: UUID, key: str | None) -> bool:
    """Just before a message is sent: is the person a member anywhere; and, with the key of a reminder, not
    answered yet?"""
    if key is None:
        return bool(queries.seats_of(person_id))
    case_id, what = key.split(" ", 1)
    return Waiting(person_id, what) in _waited_for(UUID(case_id))
