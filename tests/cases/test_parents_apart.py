"""Parents apart: one of the staff decides, two end it, and those it hides leave no trace."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.cases import queries, service
from portal.cases.models import Shield
from portal.db.session import session
from tests.cases.apart import NO_CONTACT, Family


@pytest.fixture
def family(a, app) -> Family:
    return Family(a)


def test_a_decision_hides_the_mother_and_whom_she_brought_in(family):
    before = family.says(family.louise, "Vi har det godt.")
    assert family.sees(family.martin, before)

    family.apart()

    seen = {seat.name for seat in queries.members(family.actor(family.martin))}
    assert seen == {"Karin", "Tom", "Martin"}
    assert not family.sees(family.martin, before)
    assert family.sees(family.louise, before)


def test_whom_the_hidden_persons_people_brought_in_is_hidden_too(family):
    uncle = family.a.member(
        family.case, "Ove Lund", Role.SUPPORT_PERSON, relation="onkel", invited_by_id=family.birthe.id
    )

    family.apart()

    assert uncle.id in family.actor(family.martin).shielded
    assert family.birthe.id not in family.actor(uncle).shielded


def test_a_seat_that_nobody_has_filled_is_hidden_as_well(family):
    seat = family.a.named_seat(family.case, "Mette", Role.PARENT_WITHOUT_CUSTODY, "mor")

    service.keep_apart(family.actor(family.karin), seat.id, [family.seat(family.martin).id], NO_CONTACT)

    assert "Mette" not in {one.name for one in queries.members(family.actor(family.martin))}
    assert "Mette" in {one.name for one in queries.members(family.actor(family.louise))}


def test_the_decision_is_told_to_the_staff_and_to_nobody_else(family):
    family.apart()
    family.keeps_secret()

    assert {"case.shield_decided", "case.secret_kept"} <= set(family.told(family.tom))
    assert family.told(family.martin) == []
    assert family.told(family.birthe) == []
    assert family.told(family.louise) == ["case.secret_kept"]


def test_the_same_is_not_decided_twice(family):
    first = family.apart()
    again = service.keep_apart(family.actor(family.karin), first.protected_id, [first.from_id], NO_CONTACT)

    assert again == []
    assert session.query(Shield).count() == 1


def test_a_shield_ends_when_one_has_asked_and_another_said_yes(family):
    shield = family.apart()
    karin = family.actor(family.karin)
    service.ask_to_end(karin, queries.find_shield(karin, shield.id), "Byretten.", {family.tom.id})
    session.commit()

    assert not family.sees(family.martin, family.says(family.louise, "Ord."))
    assert queries.to_end(family.karin.id, leads=True) == []
    waits = queries.to_end(family.tom.id, leads=False)
    assert [(one.hidden.name, one.other.name, one.children) for one in waits] == [
        ("Louise", "Martin", ["Freja"])
    ]

    service.say_yes_to_end(family.tom.id, waits[0])
    session.commit()

    assert queries.shields_in(karin) == []
    assert family.sees(family.martin, family.says(family.louise, "Ord."))
    assert {"case.shield_end_asked", "case.shield_ended"} <= set(family.told(family.tom))


def test_after_a_no_it_stands_and_can_be_asked_for_anew(family):
    shield = family.apart()
    karin = family.actor(family.karin)
    service.ask_to_end(karin, queries.find_shield(karin, shield.id), "Måske.", ())
    service.say_no_to_end(family.tom.id, queries.to_end(family.tom.id, leads=False)[0])
    session.commit()

    assert queries.to_end(family.tom.id, leads=False) == []
    assert [one.shield.end_why for one in queries.shields_in(karin)] == [""]


def test_a_stranger_of_the_staff_is_asked_only_as_team_leader(family, a):
    shield = family.apart()
    karin, ulla = family.actor(family.karin), a.caseworker("Ulla Friis")
    service.ask_to_end(karin, queries.find_shield(karin, shield.id), "Byretten.", ())

    assert queries.to_end(ulla.id, leads=False) == []
    assert len(queries.to_end(ulla.id, leads=True)) == 1


@pytest.mark.parametrize("asker", ["nobody", "the same"])
def test_the_database_itself_lets_nobody_end_a_shield_alone(family, asker):
    shield = family.apart()
    alone = {"ended_at": shield.created_at, "ended_by_id": family.karin.id}
    if asker == "the same":
        alone |= {"end_asked_by_id": family.karin.id, "end_asked_at": shield.created_at, "end_why": "Nu."}

    with pytest.raises(IntegrityError, match="two_people_end_it"):
        session.execute(update(Shield).where(Shield.id == shield.id).values(**alone))


def test_who_asked_does_not_say_yes_as_well(family):
    shield = family.apart()
    karin = family.actor(family.karin)
    service.ask_to_end(karin, queries.find_shield(karin, shield.id), "Byretten.", ())
    waits = queries.to_end(family.tom.id, leads=False)[0]

    with pytest.raises(service.SamePerson):
        service.say_yes_to_end(family.karin.id, waits)
