"""An agreement stands beside the words that it answers, for those who may read both."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases import queries as case_queries
from portal.cases import service as cases
from portal.db.session import session
from portal.plan import queries, service
from tests.db.test_statements import visit
from tests.paper.reading import Paper
from tests.plan.conftest import FIELDS

WORRY = "Emil vågner om natten og kalder."


@pytest.fixture
def worry(family, a):
    return a.entry(family.case, family.sara, WORRY)


def answered_by(family, said, words="Jonas går ind til Emil."):
    """Sara suggests what she and Else do about it."""
    sara = family.as_actor(family.sara)
    because = case_queries.find_contribution(sara, said.id)
    doers = [family.seat(one).id for one in (family.sara, family.else_)]
    agreement = service.propose_agreement(sara, {**FIELDS, "words": words}, doers, because=because)
    session.commit()
    return agreement


def because(family, person):
    """The words that the agreements on this person's page answer."""
    plan = queries.plan(family.as_actor(person))
    return [entry.because.words if entry.because else None for entry in [*plan.applies, *plan.written]]


def test_jonas_reads_why_sara_wants_it_and_that_it_is_she_who_says_so(family, worry, as_):
    answered_by(family, worry)

    told = as_(family.jonas).visit(family.place).says.split("Fordi:")[1]
    assert told.index(WORRY) < told.index("<bdi>Sara</bdi></b> <bdi>mor</bdi>")


def test_else_reads_what_she_is_to_do_and_not_what_the_family_has_written(family, worry):
    answered_by(family, worry)

    assert because(family, family.else_) == [None]


def test_whoever_sara_is_hidden_from_reads_neither(family, worry, a):
    answered_by(family, worry)
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    assert because(family, family.jonas) == []


@pytest.mark.parametrize("who", ["sara", "jonas"])
def test_words_that_were_hidden_since_stand_beside_nothing(family, worry, who):
    answered_by(family, worry)
    sara = family.as_actor(family.sara)
    cases.hide_own_words(sara, case_queries.find_contribution(sara, worry.id))
    session.commit()

    assert because(family, getattr(family, who)) == [None]


def test_what_sara_keeps_to_herself_does_not_look_as_if_others_read_it(family, a):
    private = a.entry(family.case, family.sara, "KANARIE", audience=Audience.ONLY_ME)
    answered_by(family, private)

    assert because(family, family.sara) == [None]


def test_on_paper_it_stands_beside_the_agreement_for_those_who_may_read_it(family, worry, as_):
    answered_by(family, worry)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.begins()

    says = {
        who: Paper(as_(who).visit(f"{family.place}/whole.pdf").response.body)
        for who in (family.jonas, family.else_)
    }

    assert says[family.jonas].has(f"Sara har sagt det, som aftalen svarer på:{WORRY}")
    assert not says[family.else_].has(WORRY)


def test_a_plan_of_many_answers_asks_the_database_as_little(family, worry, as_, a):
    answered_by(family, worry)
    browser = as_(family.sara)
    one = visit(browser, family.place)
    for number in range(4):
        answered_by(family, a.entry(family.case, family.sara, f"Bekymring {number}"), f"Aftale {number}")

    many = visit(browser, family.place)

    assert len(many.statements) == len(one.statements) <= 6


def test_a_guest_of_the_case_reads_none_of_it(family, worry, a):
    omar = a.member(family.case, "Omar Dal", Role.PARENT_WITHOUT_CUSTODY, relation="far")
    answered_by(family, worry)

    assert because(family, omar) == []
