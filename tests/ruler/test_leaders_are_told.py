"""A municipality may let those who lead hear of a high answer: that there is one and where, and not what."""

import pytest

from portal.cases.service import hand_over
from portal.db.session import session
from portal.messages.models import Message
from portal.ruler import queries, service
from tests.browser import signed_in_as
from tests.ruler.made import in_use, ruler_of

TOLD = {"from_step": 3, "to": ["caseworker", "standin", "leader"]}
SECRET = "Han kom ikke hjem i nat."


@pytest.fixture
def ulla(app, family):
    """She leads, and has been here lately."""
    family.ulla = family.a.person("Ulla Brink", staff=True)
    return signed_in_as(app, family.ulla, roles=("team_leader",))


def told() -> set:
    hand_over()
    return {message.person_id for message in session.query(Message)}


def test_a_leader_hears_that_there_is_a_high_answer_and_reads_whose_case_it_is(family, ulla):
    in_use(alert=TOLD)
    family.says(family.sara, 3, SECRET)

    page = ulla.visit("/oversight")

    assert family.ulla.id in told()
    assert queries.waits_for_leaders(family.ulla.id)
    number = family.case.number
    assert f"{number[:3]} {number[3:6]} {number[6:]}" in page.says
    assert family.karin.name in page.says
    assert not [word for word in (SECRET, "Emil", "Sara", "Trin", family.path()) if word in page.says]


def test_once_it_is_taken_up_nothing_waits_for_the_leader(family, ulla):
    in_use(alert=TOLD)
    score = family.says(family.sara, 3, SECRET)
    service.take_up(family.a.actor(family.case, family.karin), score)
    session.commit()

    assert not queries.waits_for_leaders(family.ulla.id)
    assert family.karin.name not in ulla.visit("/oversight").says


@pytest.mark.parametrize(("to", "step"), [(["caseworker", "standin"], 3), (TOLD["to"], 2)])
def test_a_leader_hears_of_no_answer_that_the_ruler_does_not_tell_of(family, ulla, to, step):
    in_use(alert={"from_step": 3, "to": to})
    family.says(family.sara, step, SECRET)

    assert family.ulla.id not in told()
    assert family.karin.name not in ulla.visit("/oversight").says


def test_whoever_answers_reads_beforehand_that_a_leader_is_told(family, as_):
    in_use(alert=TOLD)

    assert "og en leder" in as_(family.sara).visit(family.question()).says


def test_an_administrator_may_name_a_leader_and_a_file_may_too(family):
    told_to = service.with_whole(ruler_of(3, 3, ("da",)), {"alert": TOLD}, "da", [])

    assert queries.findings(told_to) == []
    assert service.understood(service.file_of(told_to)).alert.to == TOLD["to"]
