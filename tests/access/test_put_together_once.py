"""The rule of who sees what is put together once for equal actors: it asks only what they are compared by."""

from dataclasses import replace
from uuid import uuid4

import pytest

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.db.clock import now
from portal.plan.models import Agreement


class Untouchable(tuple):
    """A roster that nobody may look into."""

    def __iter__(self):
        raise AssertionError("the rule looks into the roster")

    __len__ = __getitem__ = __contains__ = __bool__ = __iter__


def one(role: Role = Role.NETWORK_PERSON, **more) -> Actor:
    return Actor(person_id=uuid4(), name="Else Holm", case_id=uuid4(), role=role, **more)


@pytest.mark.parametrize("role", list(Role))
def test_it_asks_nothing_of_an_actor_that_two_equal_ones_could_differ_in(role):
    actor = replace(one(role), roster=Untouchable(), story_end=7)

    assert visible(actor) is visible(replace(actor, story_end=8))


@pytest.mark.parametrize(
    "differs",
    [
        {"person_id": uuid4()},
        {"case_id": uuid4()},
        {"role": Role.CUSTODY_HOLDER},
        {"level": 1},
        {"sees_from": now()},
        {"shielded": frozenset({uuid4()})},
        {"children": frozenset()},
        {"young": frozenset({uuid4()})},
        {"supports": one()},
    ],
    ids=lambda told: next(iter(told)),
)
def test_whoever_differs_has_a_rule_of_their_own(differs):
    actor = one()

    for thing in (Contribution, Agreement):
        mine, theirs = visible(actor, thing), visible(replace(actor, **differs), thing)
        assert mine is not theirs
        assert told(mine) != told(theirs)


def told(condition) -> str:
    return str(condition.compile(compile_kwargs={"literal_binds": True}))
