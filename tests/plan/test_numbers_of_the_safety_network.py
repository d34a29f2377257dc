"""The number somebody lets stand on the alarm card stands beside that person in the safety network too."""

import pytest

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.items import PlanItem
from portal.plan.models.sections import Section
from tests.paper.reading import Paper
from tests.plan.written import place_of, writes

NUMBER = "11 22 33 44"


@pytest.fixture
def network(family):
    """Else stands in the safety network and on the alarm card, with her number; the plan applies."""
    writes(family, family.sara, Section.NETWORK, "Alt om aftenerne.")
    contact = writes(family, family.sara, Section.ALARM, "Om natten.")
    else_ = family.as_actor(family.else_)
    service.give_number(else_, queries.find_contact(else_, contact.id), NUMBER)
    session.commit()
    family.has_a_plan()
    return contact


def reads_it(family, as_, who) -> tuple[bool, bool]:
    """On the screen, and in the whole plan on paper."""
    browser = as_(who)
    paper = Paper(browser.visit(f"{family.place}/whole.pdf").response.body)
    return NUMBER in browser.visit(place_of(family, Section.NETWORK)).says, paper.has(NUMBER)


def test_who_reads_the_card_reads_the_number_in_the_plan_and_on_paper(family, as_, network):
    for who in (family.sara, family.jonas, family.karin, family.else_):
        assert reads_it(family, as_, who) == (True, True)


def test_who_does_not_read_the_card_reads_no_number_and_a_number_taken_back_is_gone(family, as_, network):
    session.get_one(PlanItem, network.id).hidden_at = network.created_at
    session.commit()
    assert reads_it(family, as_, family.jonas) == (False, False)

    session.get_one(PlanItem, network.id).hidden_at = None
    else_ = family.as_actor(family.else_)
    service.take_number_back(else_, queries.find_contact(else_, network.id))
    session.commit()
    assert reads_it(family, as_, family.karin) == (False, False)
