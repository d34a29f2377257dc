"""The day on which we hope to be done: a hope, and when it is over, a question to the caseworker alone."""

import pytest

from portal.db.session import session
from portal.plan.models.sections import NotInSection, Section
from tests.plan.printed import begins_with
from tests.plan.purposes import WHY, in_days, says_anew, says_why
from tests.plan.seen import days
from tests.plan.written import place_of


def test_a_day_that_is_over_is_no_hope_but_one_that_stands_there_may_pass(family, as_):
    form = as_(family.karin).visit(f"{place_of(family, Section.PURPOSE)}/write")
    late = form.send(words=WHY, kind="full", expected_end=in_days(-1))
    assert "Vælg en dag, der ikke er forbi." in late.says
    with pytest.raises(NotInSection):
        says_why(family, expected_end=in_days(-1))
    session.rollback()
    item = says_why(family, expected_end=in_days(0))

    with days(2):
        again = as_(family.karin).visit(f"{family.place}/items/{item.id}/reword")
        assert again.send(words="Andre ord.").status == 303
        over = as_(family.karin).visit(f"{family.place}/items/{item.id}/reword")
        assert over.send(expected_end=in_days(-1)).status == 200


def test_when_the_day_is_over_karin_is_asked_and_the_family_reads_the_day_alone(family, as_, ulla):
    hoped, asks = "Vi håbede at være færdige med planen nu", "Planen skulle have været færdig"
    item = says_why(family, expected_end=in_days(3))
    with days(5):
        assert hoped not in as_(family.karin).visit("/waiting").says, "no plan applies"
    begins_with(family, ("Far henter.", {}))
    assert asks not in as_(family.karin).visit(family.place).says
    before = as_(family.sara).visit(family.place).says

    with days(5):
        page = as_(family.karin).visit(family.place)
        assert asks in page.says
        assert page.links_to(f"{family.place}/close")
        listed = as_(family.karin).visit("/waiting")
        assert hoped in listed.says
        assert listed.links_to(family.place)
        for one in (family.sara, family.jonas):
            says = as_(one).visit(family.place).says
            assert asks not in says
            assert "Vi håber at være færdige senest" in says
        says_anew(family, item, expected_end=in_days(30))
        assert hoped not in as_(family.karin).visit("/waiting").says
        assert asks not in as_(family.karin).visit(family.place).says
    assert "Vi håber at være færdige senest" in before
