"""What is told of the history, in the story and as news on open pages, over invented families."""

from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from portal.access.actor import Actor
from portal.access.visibility import can_see
from portal.cases import queries
from portal.db.session import session
from portal.history.models import Event
from tests.access.test_visibility import BEGAN, Family, an_id, beside, invent, settle, somebody

FAMILIES = 400
SHARED = frozenset({"plan.in_force"})
ABOUT_NOTHING = ("plan.in_force", "review.sent", "network.invited")


@pytest.fixture
def families(app) -> list[tuple[Family, list[dict[str, Any]]]]:
    """Families with a history: something happened to each thing they said, and other things happened too."""
    lot = Random(20261122)
    invented = [invent(lot) for _ in range(FAMILIES)]
    settle(invented)
    both = [(family, list(history(lot, family))) for family in invented]
    session.execute(insert(Event), [event for _family, events in both for event in events])
    session.commit()
    return both


def history(lot: Random, family: Family) -> Iterator[dict[str, Any]]:
    happened = [("map.added", thing, said.author_id) for thing, said in family.said.items()]
    happened += [("plan.taken_in", thing, lot.choice(family.people)) for thing in list(family.said)[:2]]
    happened += [(what, None, lot.choice([*family.people, None])) for what in ABOUT_NOTHING]
    lot.shuffle(happened)
    for number, (what, thing, by) in enumerate(happened, start=1):
        yield {
            "id": an_id(lot),
            "case_id": family.case_id,
            "number": number,
            "created_at": BEGAN,
            "what": what,
            "by_id": by,
            "subject_id": thing,
            "detail": {},
            "previous_hash": "",
            "hash": "",
        }


def is_told(actor: Actor, family: Family, event: dict[str, Any]) -> bool:
    """The rule of the story, said once more in plain Python."""
    thing: UUID | None = event["subject_id"]
    if event["by_id"] in actor.shielded:
        return False
    if thing is not None:
        said = family.said[thing]
        return can_see(actor, said, family.readers[thing], beside(family, said))
    if event["by_id"] == actor.person_id:
        return True
    since = actor.sees_from is None or event["created_at"] >= actor.sees_from
    return since and actor.shares_the_whole_case and (actor.is_professional or event["what"] in SHARED)


def test_news_are_exactly_what_the_story_tells_of_others_since_then(families):
    lot = Random(8)
    told_something = told_nothing = 0
    for family, events in families:
        actor, end = somebody(lot, family), lot.randint(0, len(events))

        shown = {event.id for event in queries.story(actor, SHARED, most=100)}
        came = queries.news_since(actor, end, SHARED)

        assert shown == {event["id"] for event in events if is_told(actor, family, event)}
        new = [
            event
            for event in events
            if event["id"] in shown and event["number"] > end and event["by_id"] != actor.person_id
        ]
        assert (came is not None) == bool(new), f"{actor}: {new}"
        if came is not None:
            assert came.words == all(event["subject_id"] for event in new)
        told_something, told_nothing = told_something + bool(new), told_nothing + (not new)
    assert min(told_something, told_nothing) > FAMILIES / 10, "the lot was too one-sided to tell anything"
