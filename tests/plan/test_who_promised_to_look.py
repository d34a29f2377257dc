"""Whoever promised to look is offered the network log first, and the log says whose it is."""

import pytest

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.sections import Section
from tests.plan.written import writes

LOOKS = "Jeg ser ind til Emil."


@pytest.fixture
def looked_after(family):
    writes(family, family.karin, Section.CHECKS, LOOKS)
    writes(family, family.sara, Section.NETWORK, "Jonas kører.", names=[family.jonas], part="driver")
    family.has_a_plan()
    return family


def home(family, as_, who):
    return as_(who).visit(f"/cases/{family.case.id}/").says


def test_else_who_promised_to_look_is_one_tap_from_the_three_marks(looked_after, as_):
    else_ = as_(looked_after.else_)
    page = else_.visit(f"/cases/{looked_after.case.id}/")

    assert page.says.index("Du lovede at se efter") < page.says.index('id="plan-duties"')
    assert LOOKS in page.says
    assert page.links_to(f"{looked_after.place}/log/write")
    marks = else_.visit(f"{looked_after.place}/log/write").response.html.select(".saw-it a")
    assert len(marks) == 3


def test_nobody_else_is_asked_to_look_and_a_driver_is_no_looker(looked_after, as_):
    for who in (looked_after.sara, looked_after.jonas, looked_after.karin):
        assert "Du lovede at se efter" not in home(looked_after, as_, who)


def test_the_log_says_whose_it_is(looked_after, as_):
    for who, named in ((looked_after.sara, "Else"), (looked_after.else_, "Du")):
        section = (
            as_(who)
            .visit(f"{looked_after.place}/log")
            .response.html.select_one("section[aria-labelledby=lookers]")
        )
        assert LOOKS in section.get_text()
        assert named in section.get_text()


def test_on_a_pause_nobody_is_asked_to_look(looked_after, as_):
    karin = looked_after.as_actor(looked_after.karin)
    service.suspend(karin, queries.find_in_force(karin), "Derfor.", "Ring til Karin.")
    session.commit()

    assert "Du lovede at se efter" not in home(looked_after, as_, looked_after.else_)


def test_the_log_names_nobody_whom_the_reader_may_not_know(looked_after, a, as_):
    a.shield(looked_after.case, protected=looked_after.else_, hidden_from=looked_after.jonas)

    says = as_(looked_after.jonas).visit(f"{looked_after.place}/log").says

    assert "Else" not in says
