"""Those of the family who have answered are reminded when the ruler's days have gone; quietly, each of their
own answer alone."""

from datetime import timedelta

import pytest

from portal.access.actor import Role
from portal.cases.service import remind
from portal.cases.service.telling import still
from portal.db.clock import now
from portal.db.session import session
from portal.messages.models import Message
from portal.ruler import queries

AGAIN = "Det er et stykke tid siden, du sagde, hvordan det går."


@pytest.fixture
def front(family, as_):
    """What a person's own page says."""
    return lambda person: as_(person).visit(f"/cases/{family.case.id}/")


def reminded(family) -> list[str]:
    """Who is reminded now of the own answer (first names)."""
    remind()
    keys = session.query(Message.person_id).filter(Message.key.contains(" ruler ")).all()
    names = {one.id: one.name.split()[0] for one in (family.sara, family.jonas, family.karin)}
    return sorted(names[who] for (who,) in keys)


def test_three_months_after_an_own_answer_its_giver_is_asked_on_the_own_page(family, front, clock):
    family.says(family.sara, 2)
    clock.shift(timedelta(days=89))
    assert AGAIN not in front(family.sara).says

    clock.shift(timedelta(days=1))

    page = front(family.sara)
    assert AGAIN in page.says
    assert "9. marts" in page.says
    assert page.links_to(family.path("score"))
    assert AGAIN not in front(family.jonas).says
    assert AGAIN not in front(family.karin).says


def test_it_is_over_with_the_next_answer_and_stands_in_nobodys_way(family, front, as_, clock):
    family.says(family.sara, 2)
    clock.shift(timedelta(days=91))
    assert AGAIN in front(family.sara).says
    assert as_(family.sara).visit(f"/cases/{family.case.id}/map").status == 200

    family.says(family.sara, 1)

    assert AGAIN not in front(family.sara).says


@pytest.mark.parametrize(("step", "days"), [(2, 90), (4, 30)])
def test_how_long_it_is_the_ruler_says_by_the_zone_of_the_own_answer(family, clock, step, days):
    family.says(family.sara, step)
    family.says(family.jonas, 5)
    actor = family.a.actor(family.case, family.sara)
    clock.shift(timedelta(days=days, hours=-1))
    assert queries.my_turn(actor).over == {}

    clock.shift(timedelta(hours=1))

    assert list(queries.my_turn(actor).over) == [family.a.child(family.case).id]


def test_a_message_that_says_nothing_goes_once_to_each_who_has_answered(family, clock):
    for person, step in ((family.sara, 2), (family.karin, 2)):
        family.says(person, step)
    assert reminded(family) == []
    clock.shift(timedelta(days=91))
    assert reminded(family) == ["Sara"]
    clock.shift(timedelta(days=91))
    assert reminded(family) == ["Sara"]
    key = session.query(Message.key).filter(Message.key.contains(" ruler ")).scalar()
    assert still(family.sara.id, key)

    family.says(family.sara, 2)

    assert not still(family.sara.id, key)


def test_a_child_is_asked_by_its_own_faces_and_one_who_has_never_answered_is_not(family, front, as_, clock):
    emil = family.a.member(family.case, "Emil Holm", Role.CHILD, relation="barn")
    clock.shift(timedelta(days=100))
    assert AGAIN not in front(emil).says
    as_(emil).visit(family.path("me")).send(step="2", words="Det går.")
    clock.shift(timedelta(days=91))

    asked = front(emil)
    assert AGAIN in asked.says
    assert "Hvordan har du det for tiden?" in asked.says


def test_who_is_asked_and_has_never_answered_gets_the_same_quiet_message_once(family, front, clock):
    family.asks(family.sara, family.jonas)
    family.says(family.sara, 2)
    clock.shift(timedelta(days=6))
    assert reminded(family) == []

    clock.shift(timedelta(days=1))

    assert reminded(family) == ["Jonas"]
    clock.shift(timedelta(days=1))
    assert reminded(family) == ["Jonas"]
    assert "Hvordan har Emil det for tiden?" in front(family.jonas).says
    key = session.query(Message.key).filter(Message.key.contains(" ruler ")).scalar()
    assert still(family.jonas.id, key)

    family.says(family.jonas, 2)

    assert not still(family.jonas.id, key)


@pytest.mark.parametrize("why", ["on a break", "has left", "all was opened"])
def test_nobody_is_reminded_of_a_first_answer_that_nobody_waits_for(family, clock, why):
    else_ = family.a.member(family.case, "Else Holm", Role.NETWORK_PERSON)
    family.asks(family.sara, else_)
    clock.shift(timedelta(days=8))
    assert {one.person_id for one in queries.who_never_answered(family.case.id)} == {family.sara.id, else_.id}
    seat = family.a.seat(family.case, else_)
    if why == "on a break":
        seat.paused_at = now()
    if why == "has left":
        seat.left_at = now()
    session.commit()
    family.says(family.sara, 2)
    if why == "all was opened":
        family.opens_all_answers()

    remind()

    assert session.query(Message).filter(Message.key.contains(" ruler asked ")).count() == 0
