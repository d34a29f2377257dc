"""Before a plan is closed its children are asked what it has been like: on their own page, or by the
caseworker."""

import pytest

from portal.access.actor import Role
from portal.cases.service import hand_over
from portal.db.session import session
from portal.messages.models import Message
from portal.plan import queries, service
from tests.cases.own_place import Home
from tests.plan.conftest import Family
from tests.plan.seen import days

MY_TURN = "my-view?end=1"


@pytest.fixture
def ending(family, a):
    """A plan that applies; Emil is a member, Ida is not."""
    family.has_a_plan()
    family.emil = a.member(family.case, "Emil", Role.CHILD, relation="barn")
    return family


def asks(family):
    service.ask_children(family.as_actor(family.karin), queries.find_in_force(family.as_actor(family.karin)))
    session.commit()


def front(family, as_, person):
    return as_(person).visit(f"/cases/{family.case.id}/")


def told():
    """Who has a message waiting."""
    hand_over()
    people = {row.person_id for row in session.query(Message)}
    session.query(Message).delete()
    session.commit()
    return people


def test_karin_asks_and_emil_is_told_and_it_is_his_turn_until_he_has_said_it(ending, as_):
    told()
    with days(1):
        assert MY_TURN not in front(ending, as_, ending.emil).says
        asked = as_(ending.karin).visit(f"{ending.place}/close").send("/ask-children").follow()
        assert "Emil blev spurgt" in asked.says

        assert told() == {ending.emil.id}
        page = front(ending, as_, ending.emil)
        assert "Hvordan har planen været?" in page.says
        assert page.links_to(f"{ending.place}/{MY_TURN}")
        assert MY_TURN not in front(ending, as_, ending.sara).says
        answered = as_(ending.emil).visit(f"{ending.place}/{MY_TURN}").send(answer="will_not_say")
        assert answered.status == 303
        assert MY_TURN not in front(ending, as_, ending.emil).says


def test_asking_twice_tells_emil_once(ending):
    with days(1):
        asks(ending)
        told()
        asks(ending)
        assert told() == set()


def test_nobody_is_told_to_say_what_karin_has_heard_already(ending, as_):
    with days(1):
        ending.hears_emil(at_end=True)
        told()
        asks(ending)

        assert told() == set()
        assert "/view?end=1" not in front(ending, as_, ending.karin).says


def test_the_child_who_does_not_come_in_itself_is_a_point_on_karins_page(ending, a, as_):
    with days(1):
        assert "/view?end=1" not in front(ending, as_, ending.karin).says
        asks(ending)
        assert "/view?end=1" not in front(ending, as_, ending.karin).says, "Emil answers himself"
        seat = a.seat(ending.case, ending.emil)
        seat.left_at = seat.created_at
        session.commit()

        page = front(ending, as_, ending.karin)
        assert "Hvordan har planen været for Emil?" in page.says
        child = queries.children_heard(ending.as_actor(ending.karin))[0].child
        assert page.links_to(f"{ending.place}/children/{child.id}/view?end=1")
        ending.hears_emil(at_end=True)
        assert "/view?end=1" not in front(ending, as_, ending.karin).says


def test_a_child_in_a_place_of_its_own_is_asked_there(a, app):
    home = Home(a, app)
    jonas, else_ = a.member(home.case, "Jonas Lind"), a.member(home.case, "Else Holm", Role.NETWORK_PERSON)
    family = Family(home.case, home.karin, home.sara, jonas, else_)
    family.has_a_plan()
    emils_phone = home.comes_in()
    asks(family)
    page = emils_phone.visit(home.front)
    assert page.links_to(f"{family.place}/{MY_TURN}")
    assert emils_phone.visit(f"{family.place}/{MY_TURN}").send(answer="agree").status == 303
    assert MY_TURN not in emils_phone.visit(home.front).says
