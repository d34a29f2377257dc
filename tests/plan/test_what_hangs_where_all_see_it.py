"""On the fridge hangs only what everybody in the plan may read, whoever prints it."""

import random

import pytest

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases import service as cases
from portal.cases.models import Membership, Shield
from portal.db.clock import now
from portal.db.session import session
from portal.plan import queries
from portal.plan.models import Agreement
from tests.plan.printed import begins_with, sheet


def said_only_to_those_it_binds(agreement: Agreement) -> None:
    """As when an agreement was never meant for all in the case."""
    kept = session.get_one(Agreement, agreement.id)
    kept.audience = Audience.US_HERE
    session.commit()


@pytest.mark.parametrize("who", ["sara", "jonas", "karin"])
def test_what_one_in_the_plan_may_not_read_is_on_nobodys_sheet(family, as_, who):
    shown, kept = begins_with(family, ("Mor læser højt.", {}), ("KANARIE", {}))
    said_only_to_those_it_binds(kept)

    paper = sheet(as_(getattr(family, who)), family)

    assert paper.has(shown.words)
    assert not paper.has("KANARIE")


def test_the_words_of_a_shielded_parent_are_not_on_the_sheet_and_neither_is_the_name(family, as_, a):
    begins_with(
        family,
        ("KANARIE", {}),
        ("Far henter i skolen.", {"by": family.karin, "doers": (family.jonas, family.sara)}),
    )
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    for person in (family.sara, family.jonas, family.karin):
        paper = sheet(as_(person), family)
        assert paper.has("Far henter i skolen.")
        assert not paper.has("KANARIE")
        assert not paper.has("Sara")


def test_one_who_is_bound_by_one_thing_alone_keeps_the_rest_off_the_wall(family, as_):
    doers = {"doers": (family.else_,)}
    begins_with(family, ("Else henter om tirsdagen.", doers), ("KANARIE", {}), yes=(family.else_,))

    assert sheet(as_(family.sara), family).has("Else henter om tirsdagen.")
    assert not sheet(as_(family.sara), family).has("KANARIE")
    page = as_(family.sara).visit(f"{family.place}/week").says
    assert "Ikke på arket" in page
    assert "KANARIE" in page.partition("Ikke på arket")[2]
    assert "KANARIE" not in page.partition("Ikke på arket")[0]
    assert "KANARIE" not in as_(family.else_).visit(f"{family.place}/week").says


def test_one_who_is_in_the_case_but_not_in_the_plan_prints_no_more_than_they_see(family, as_):
    begins_with(family, ("KANARIE", {}))

    page = as_(family.else_).visit(f"{family.place}/week")

    assert "KANARIE" not in page.says
    assert "Der er ikke noget at hænge op endnu" in page.says
    assert as_(family.else_).visit(f"{family.place}/week.pdf").follow().path == f"{family.place}/week"


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_family_the_sheet_holds_what_each_of_them_finds_in_the_database(family, a, seed):
    dice = random.Random(seed)
    in_the_plan = [family.sara, family.jonas, family.karin, family.else_]
    agreed = [
        (f"Aftale {n}", {"by": dice.choice(in_the_plan[:3]), "doers": tuple(dice.sample(in_the_plan, 3))})
        for n in range(12)
    ]
    made = begins_with(family, *agreed, ("Else henter.", {"doers": (family.else_,)}), yes=(family.else_,))
    for agreement in made:
        kept = session.get_one(Agreement, agreement.id)
        kept.audience = dice.choice([Audience.IN_CASE, Audience.US_HERE])
        kept.hidden_at = now() if dice.random() < 0.1 else None
        kept.about_id = dice.choice([None, family.jonas.id])
    session.commit()
    if dice.random() < 0.5:
        a.shield(family.case, protected=dice.choice(in_the_plan[1:]), hidden_from=family.sara)

    found = [{one.id for one in queries.said_in_plan(family.as_actor(person))} for person in in_the_plan]

    for person in in_the_plan:
        week = queries.week(family.as_actor(person))
        assert {line.about.id for line in week.lines} == set.intersection(*found)


def test_somebody_who_has_left_no_longer_keeps_anything_off(family, as_):
    doers = {"doers": (family.else_,)}
    begins_with(family, ("Else henter.", doers), ("Mor læser højt.", {}), yes=(family.else_,))
    cases.leave(family.as_actor(family.else_))
    session.commit()

    assert sheet(as_(family.sara), family).has("Mor læser højt.")


def test_words_their_author_has_hidden_are_not_printed_also_for_the_author(family, as_):
    _shown, kept = begins_with(family, ("Mor læser højt.", {}), ("KANARIE", {}))
    cases.hide_own_words(family.as_actor(family.sara), session.get_one(Agreement, kept.id))
    session.commit()

    assert not sheet(as_(family.sara), family).has("KANARIE")


def test_the_page_says_who_can_read_it_as_far_as_one_may_know(family, as_, a):
    begins_with(family, ("Mor læser højt.", {}))

    page = as_(family.sara).visit(f"{family.place}/week").says
    assert "Karin (rådgiver), Sara (mor) og Jonas (far)" in page
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    a.member(family.case, "Omar Ali", Role.NETWORK_PERSON)
    page = as_(family.jonas).visit(f"{family.place}/week").says
    assert "Sara" not in page
    assert "Omar" not in page


def test_others_do_not_reach_it(family, as_, a):
    begins_with(family, ("Mor læser højt.", {}))
    stranger = a.member(a.case("Ida"), "Bo Friis")

    for address in ("week", "week.pdf", "whole.pdf"):
        assert as_(stranger).visit(f"{family.place}/{address}").status == 404


def test_a_sheet_already_keeps_off_whom_one_who_has_not_come_may_not_meet(family, a):
    begins_with(
        family, ("KANARIE", {}), ("Far henter.", {"by": family.karin, "doers": (family.jonas, family.sara)})
    )
    awaited = Membership(case_id=family.case.id, role=Role.CUSTODY_HOLDER, name="Bo", relation="far", mark=4)
    session.add(awaited)
    session.flush()
    a.custody(family.case, awaited)
    told = {"case_id": family.case.id, "from_id": awaited.id, "protected_id": family.seat(family.sara).id}
    session.add(Shield(**told, reason="kontaktforbud", decided_by_id=family.karin.id))
    session.commit()

    found = queries.week(family.as_actor(family.karin))

    assert [line.text["words"] for line in found.lines] == ["Far henter."]
    assert "Sara" not in found.names.values()
    assert "Jonas" in found.names.values()
