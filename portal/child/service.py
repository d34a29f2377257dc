"""A child shows own words to a parent, and takes them back."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete

from portal.access.actor import Actor, Member
from portal.access.models import NamedReader
from portal.cases.service import guard, name_readers, tell
from portal.child.queries import SHOWN, Own
from portal.db.session import session
from portal.history.recorder import record


def show(actor: Actor, own: Own, chosen: Collection[UUID]) -> list[Member]:
    """Let these parents (person ids) read it; who can now and could not. They hear that there is something
    new. Raises GivesAway."""
    new = [seat for seat in own.others if seat.person_id in chosen]
    people = {seat.person_id for seat in new if seat.person_id}
    if new:
        name_readers(own.thing, people)
        session.flush()
        guard(own.thing, actor.person_id)
        _tell_the_history(actor, SHOWN, own, new)
        tell(actor, people, own.thing, own.named | people)
    return new


def take_back(actor: Actor, own: Own) -> None:
    """No parent reads it from the next request on, but those it binds. What was read stays read."""
    gone = own.taken_back_from
    session.execute(
        delete(NamedReader).where(
            NamedReader.case_id == own.thing.case_id,
            NamedReader.contribution_id == own.thing.id,
            NamedReader.person_id.in_([seat.person_id for seat in gone]),
        )
    )
    _tell_the_history(actor, "child.taken_back", own, gone)


def _tell_the_history(actor: Actor, what: str, own: Own, seats: Collection[Member]) -> None:
    to = [str(seat.membership_id) for seat in seats]
    record(what, by=actor.person_id, case_id=actor.case_id, subject_id=own.thing.id, to=to)
