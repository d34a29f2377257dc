"""A network person reads, answers and says yes to own duties, and is told of nothing else."""

import pytest

from portal.access.actor import Role
from portal.cases import service as cases
from portal.cases.models import Membership
from portal.db.session import session
from portal.plan import queries, service
from tests.plan.conftest import press


def test_else_sees_what_she_is_to_do_and_nothing_else(family, as_):
    family.agrees_on("Else henter om tirsdagen.", family.else_)
    family.agrees_on("KANARIE", family.jonas)

    page = as_(family.else_).visit(family.place).says

    assert "Else henter om tirsdagen." in page
    assert "KANARIE" not in page


def test_else_says_yes_to_what_she_does_herself(family, as_):
    family.agrees_on("Else henter om tirsdagen.", family.else_)
    family.agrees_on("KANARIE", family.jonas)
    family.send_out()

    page = as_(family.else_).visit(f"{family.place}/approve")

    assert "Jeg siger ja til det, jeg selv skal gøre" in page.says
    assert "KANARIE" not in page.says
    assert press(page, "agree").status == 303
    assert family.counts() == {"Else"}


def test_else_is_not_told_who_else_has_said_yes(family, as_):
    family.agrees_on("Else henter om tirsdagen.", family.else_)
    family.send_out()
    family.says_yes(family.jonas, family.sara)

    page = as_(family.else_).visit(family.place).says

    assert "Jonas" not in page
    assert "Du har ikke svaret endnu." in page


def test_others_do_not_reach_an_agreement_that_does_not_bind_them(family, as_, a):
    omar = a.member(family.case, "Omar Ali", Role.NETWORK_PERSON)
    agreement = family.agrees_on("Else henter om tirsdagen.", family.else_)

    assert as_(omar).visit(f"{family.place}/{agreement.id}/answer").status == 404
    assert as_(omar).visit(f"{family.place}/{agreement.id}/propose-change").status == 404


def test_one_who_joins_after_being_named_reads_own_duties_and_no_more(family, as_, a):
    seat = a.named_seat(family.case, "Birthe", Role.NETWORK_PERSON, "nabo")
    service.propose_agreement(
        family.as_actor(family.sara), {"words": "Birthe går tur med hunden."}, [seat.id]
    )
    session.commit()
    family.agrees_on("KANARIE")
    birthe = a.person("Birthe Lund")
    kept = session.get_one(Membership, seat.id)
    kept.person_id, kept.joined_at = birthe.id, cases.inviting.now()
    session.flush()

    for _twice in range(2):
        cases.hand_to_newcomer(family.case.id, seat.id, birthe.id)
    session.commit()

    page = as_(birthe).visit(family.place).says
    assert "Birthe går tur med hunden." in page
    assert "KANARIE" not in page


def test_a_shield_stands_also_for_one_who_is_bound_on_joining(family, a):
    seat = a.named_seat(family.case, "Birthe", Role.NETWORK_PERSON, "nabo")
    service.propose_agreement(family.as_actor(family.sara), {"words": "KANARIE"}, [seat.id])
    birthe = a.person("Birthe Lund")
    kept = session.get_one(Membership, seat.id)
    kept.person_id, kept.joined_at = birthe.id, cases.inviting.now()
    session.commit()
    a.shield(family.case, protected=family.sara, hidden_from=birthe)
    cases.hand_to_newcomer(family.case.id, seat.id, birthe.id)

    assert queries.said_in_plan(family.as_actor(birthe)) == []


@pytest.mark.parametrize("leaves", [True, False])
def test_the_plan_does_not_wait_for_somebody_who_has_left(family, leaves):
    family.agrees_on("Else henter om tirsdagen.", family.else_)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    if leaves:
        cases.leave(family.as_actor(family.else_))
        session.commit()

    family.begins()

    in_force = queries.versions(family.as_actor(family.sara)).in_force
    assert bool(in_force.version.waiting) is not leaves
