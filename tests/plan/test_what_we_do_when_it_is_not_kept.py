"""What the plan says we do when an agreement is not kept stands where one says so, until it is answered."""

from portal.access.actor import Level
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.sections import Section
from tests import factories
from tests.plan.broken import place_of, says
from tests.plan.written import writes


def with_a_graded_response(family):
    """Written in another order than the one in which it is done."""
    writes(family, family.karin, Section.RESPONSES, "Kommunen ser på sagen.", step="authority")
    writes(family, family.sara, Section.RESPONSES, "Vi ringer til Else.", step="same_day", within="samme dag")
    return family.has_a_plan()


def read_by(actor):
    return [line.text["words"] for line in queries.responses(actor)]


def test_it_stands_in_its_order_where_one_reports_and_on_the_page_until_it_is_answered(family, as_):
    agreed = with_a_graded_response(family)
    asked = as_(family.sara).visit(f"{family.place}/breach").says
    assert asked.index("Vi ringer til Else.") < asked.index("Kommunen ser på sagen.")
    assert "samme dag" in asked
    assert "Siden afgør ikke noget." in asked
    breach = says(family, family.sara, agreed)

    assert "Vi ringer til Else." in as_(family.karin).visit(place_of(family, breach)).says

    karin = family.as_actor(family.karin)
    told = service.WhatNow(words="Vi ringer.", why_not="Alle er enige allerede.", seen=1)
    assert service.say_what_now(karin, queries.find_breach(karin, breach.id), told)
    session.commit()
    assert "Vi ringer til Else." not in as_(family.karin).visit(place_of(family, breach)).says


def test_only_as_it_applies_and_only_to_those_who_read_it(family):
    with_a_graded_response(family)
    writes(family, family.sara, Section.RESPONSES, "KANARIE")

    assert read_by(family.as_actor(family.sara)) == ["Vi ringer til Else.", "Kommunen ser på sagen."]
    assert read_by(family.as_actor(family.else_)) == []
    assert read_by(factories.actor(family.case, family.sara, Level.GUEST)) == []
