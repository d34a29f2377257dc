"""Who reads own words, chosen anew: wider holds at once; narrower cannot undo what has been read."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from portal.access.actor import Actor, Member
from portal.access.models import Audience, Contribution, NamedReader
from portal.cases import queries
from portal.cases.service.guarding import guard
from portal.cases.service.telling import tell
from portal.db.session import session
from portal.history.recorder import record


class ChosenMeanwhile(Exception):
    """The readers are no longer those the author had in front of them: chosen anew on another phone."""


@dataclass(frozen=True)
class Shared:
    """What a new choice has changed: who can read now and could not, who no longer can, and who of the latter
    has had the pages open while they could."""

    gained: list[Member]
    lost: list[Member]
    may_have_read: list[Member]


def choose_readers(
    actor: Actor,
    now: queries.Readers,
    audience: Audience,
    chosen: Collection[UUID],
    *,
    seen: str,
    keep: Collection[UUID] = (),
) -> Shared:
    """An author chooses anew who reads own words. `keep` (person ids): who go on reading if they do now.

    Whoever was named stays named when the words are said to all: wider takes from nobody. Raises
    ChosenMeanwhile when the choice is not the one the author has `seen` (`Readers.state`), GivesAway.
    """
    if seen != now.state:
        raise ChosenMeanwhile
    thing, reads = now.thing, {seat.person_id for seat in now.reading}
    had_open = queries.had_it_open(actor, thing)
    named = set(chosen) | (set(keep) & reads) if audience is Audience.US_HERE else set(now.named)
    _name(thing, now.named, named - {actor.person_id})
    thing.audience = audience.value
    session.flush()
    guard(thing, actor.person_id)
    then = queries.readers_now(actor, thing)
    lost = [seat for seat in now.reading if seat not in then.reading]
    gained = [seat for seat in then.reading if seat not in now.reading]
    if lost or gained or then.state != now.state:
        _tell_the_history(actor, "case.readers_chosen", thing, audience=audience.value)
        tell(actor, {seat.person_id for seat in gained if seat.person_id}, thing, then.named)
    return Shared(gained, lost, [seat for seat in had_open if seat in lost])


def hand_older(actor: Actor, newcomer: queries.Newcomer, chosen: Collection[UUID]) -> tuple[int, int]:
    """An author lets one newcomer read these own older words (ids), and no other of the list. How many more
    the newcomer reads, and how many fewer. Raises GivesAway."""
    person = newcomer.seat.person_id
    assert person is not None
    more = [one.thing for one in newcomer.older if one.thing.id in chosen and not one.handed]
    fewer = [one.thing for one in newcomer.older if one.thing.id not in chosen and one.handed]
    session.add_all(
        [NamedReader(case_id=said.case_id, contribution_id=said.id, person_id=person) for said in more]
    )
    _no_longer_named(actor.case_id, {said.id for said in fewer}, {person})
    session.flush()
    for said in more:
        guard(said, actor.person_id)
    for what, things in (("case.words_handed", more), ("case.words_taken_back", fewer)):
        for said in things:
            _tell_the_history(actor, what, said, to=str(newcomer.seat.membership_id))
    if more:
        tell(actor, {person}, more[0], {person})
    return len(more), len(fewer)


def _name(thing: Contribution, before: Collection[UUID], after: Collection[UUID]) -> None:
    _no_longer_named(thing.case_id, {thing.id}, set(before) - set(after))
    session.add_all(
        [
            NamedReader(case_id=thing.case_id, contribution_id=thing.id, person_id=person)
            for person in sorted(set(after) - set(before))
        ]
    )


def _no_longer_named(case_id: UUID, things: Collection[UUID], people: Collection[UUID]) -> None:
    if things and people:
        session.execute(
            delete(NamedReader).where(
                NamedReader.case_id == case_id,
                NamedReader.contribution_id.in_(things),
                NamedReader.person_id.in_(people),
            )
        )


def _tell_the_history(actor: Actor, what: str, thing: Contribution, **detail: str) -> None:
    record(what, by=actor.person_id, case_id=actor.case_id, subject_id=thing.id, **detail)
