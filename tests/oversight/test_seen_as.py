"""*Hvem har kigget* says as whom somebody looked, and to nobody who may not know of that person."""

from datetime import UTC, datetime

import pytest
import time_machine

from portal.access.actor import Role
from tests.oversight.conftest import lines, without_keys

NOON = datetime(2027, 2, 1, 11, tzinfo=UTC)


@pytest.fixture
def else_(around, a):
    return a.member(around.case, "Else Holm", Role.NETWORK_PERSON)


def looks_as(around, a, browser, other, page="map"):
    seat = a.seat(around.case, other).id
    assert browser.visit(f"{around.home}{page}?as={seat}").status == 200


def test_a_father_reads_that_the_mother_looked_as_the_grandmother_sees_it(around, as_, a, else_):
    with time_machine.travel(NOON, tick=False):
        sara = as_(around.sara)
        looks_as(around, a, sara, else_)
        sara.visit(f"{around.home}plan")

        assert "Sara (mor) Så kortet, som Else ser det." in lines(as_(around.jonas).visit(around.looks))
        assert "Sara (mor) Så planen." in lines(as_(around.jonas).visit(around.looks))
        assert "Du Så kortet, som Else ser det." in lines(sara.visit(around.looks))


def test_who_was_looked_as_reads_that_it_was_them(around, as_, a):
    looks_as(around, a, as_(around.sara), around.jonas)

    assert "Sara (mor) Så kortet, som du ser det." in lines(as_(around.jonas).visit(around.looks))


def test_to_who_must_not_know_of_that_person_it_is_a_look_like_any_other(around, as_, a, else_):
    emil = a.member(around.case, "Emil Holm", Role.CHILD, relation="barn")
    a.shield(around.case, protected=else_, hidden_from=around.jonas)
    with time_machine.travel(NOON, tick=False):
        karin, jonas = as_(around.karin), as_(around.jonas)
        karin.visit(f"{around.home}map")
        jonas.visit(around.looks)
        before = jonas.visit(around.looks)
        for other in (else_, emil):
            looks_as(around, a, karin, other)
        after = jonas.visit(around.looks)

    assert "Jeres rådgiver Arbejder sammen med jer Så kortet." in lines(after)
    told = [sorted(without_keys(page).splitlines()) for page in (before, after)]
    assert told[0] == told[1]  # of looks at one moment no one comes first
    assert "som Emil ser det" in lines(as_(around.tom).visit(around.looks))


def test_a_parent_who_shares_a_part_reads_of_the_caseworkers_look_without_the_network(around, as_, a, else_):
    omar = a.member(around.case, "Omar Ali", Role.PARENT_WITHOUT_CUSTODY, relation="far")
    looks_as(around, a, as_(around.karin), else_)
    looks_as(around, a, as_(around.karin), omar)

    told = lines(as_(omar).visit(around.looks))
    assert "Else" not in told
    assert "Så kortet, som du ser det." in told
