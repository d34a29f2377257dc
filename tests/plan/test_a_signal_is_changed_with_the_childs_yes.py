"""What somebody wants Emil's signal to be becomes so with Emil's yes alone."""

import pytest

from portal.access.actor import Role
from portal.access.decisions import may
from portal.access.models import NamedReader
from portal.access.permissions import Permission
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.child_view import View
from portal.plan.models.sections import Section
from tests import factories
from tests.plan.written import place_of, reads, tells, wants, writes


@pytest.fixture
def lamp(family):
    return writes(family, family.sara, Section.OBJECT, "Emils lampe i vinduet.")


@pytest.fixture
def emil(family):
    return factories.member(family.case, "Emil Holm", Role.CHILD, relation="barn")


def test_what_another_wants_is_taken_in_with_emils_yes_only(family, lamp):
    wish = wants(family, family.jonas, lamp, "Emils bil i vinduet.")

    def may_take_in() -> bool:
        sara = family.as_actor(family.sara)
        return may(sara, Permission.PLAN_TAKE_IN, queries.find_item_wish(sara, wish.id))

    assert not may_take_in()
    tells(family, wish, View.DISAGREE)
    assert not may_take_in()
    tells(family, wish)
    assert may_take_in()

    sara = family.as_actor(family.sara)
    service.take_in(sara, queries.find_item_wish(sara, wish.id), lamp.revision)
    session.commit()
    assert reads(family, family.sara, Section.OBJECT) == ["Emils bil i vinduet."]


def test_the_way_to_take_it_in_stands_there_once_emil_has_said_yes(family, as_, lamp, emil):
    session.add(NamedReader(case_id=family.case.id, contribution_id=lamp.id, person_id=emil.id))
    session.commit()
    wish = wants(family, family.jonas, lamp, "Emils bil i vinduet.")
    way = f"{family.place}/items/suggestions/{wish.id}/take-in"
    assert not as_(family.sara).visit(place_of(family, Section.OBJECT)).links_to(way)

    asked = as_(emil).visit(f"{family.place}/items/{wish.id}/mine")
    assert "Emils bil i vinduet." in asked.says
    asked.send(answer="agree", words="")

    assert as_(family.sara).visit(place_of(family, Section.OBJECT)).links_to(way)


def test_what_is_no_signal_is_taken_in_as_always(family):
    sign = writes(family, family.sara, Section.CHILD)
    wish = wants(family, family.jonas, sign)
    sara = family.as_actor(family.sara)

    assert may(sara, Permission.PLAN_TAKE_IN, queries.find_item_wish(sara, wish.id))
