"""A family reads who has looked, in plain words; and nobody learns of it when somebody hidden came by."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import insert

from portal.access.actor import Role
from portal.db.session import session
from portal.history.models import Look
from portal.oversight import queries
from tests.browser import Browser, signed_in_as
from tests.db.test_statements import visit
from tests.oversight.conftest import lines, without_keys

NOON = datetime(2027, 2, 1, 11, tzinfo=UTC)


def test_a_mother_reads_who_has_looked_in_plain_words(around, as_, a):
    with time_machine.travel(NOON, tick=False):
        for part in ("map", "plan", "map"):
            as_(around.karin).visit(f"{around.home}{part}")
        as_(around.jonas).visit(f"{around.home}ruler")
        as_(around.mia).visit(f"{around.home}plan")
        page = as_(around.sara).visit(around.looks)

    told = lines(page)
    assert "mandag den 1. februar" in told
    assert "Jeres rådgiver Arbejder sammen med jer Så kortet og planen." in told
    assert "Jonas (far) Så Børnelinealen." in told
    assert "En fra kommunen, der ikke er med her Prøvede at åbne planen. Vi sagde nej." in told
    for name in ("Karin", "Mia"):
        assert name not in told


def test_own_looks_stand_there_too_and_a_colleague_reads_names(around, as_):
    as_(around.sara).visit(around.home)

    assert "Du Så forsiden." in lines(as_(around.sara).visit(around.looks))
    assert "Sara (mor) Så" in lines(as_(around.karin).visit(around.looks))
    assert "Karin Bech (jeres rådgiver)" in lines(as_(around.tom).visit(around.looks))


def test_a_municipality_may_choose_to_say_names(around, as_):
    around.app.config["SETTINGS"].look_names = True
    as_(around.karin).visit(around.home)

    assert "Karin Bech (jeres rådgiver)" in lines(as_(around.sara).visit(around.looks))


def test_a_father_apart_reads_the_same_page_whether_the_mother_came_or_not(around, as_, a):
    a.shield(around.case, protected=around.sara, hidden_from=around.jonas)
    with time_machine.travel(NOON, tick=False) as clock:
        as_(around.karin).visit(around.home)
        clock.shift(3600)
        jonas, sara = as_(around.jonas), as_(around.sara)
        jonas.visit(around.looks)
        before = jonas.visit(around.looks)
        for part in ("", "map", "plan", "no-such-page", "meetings", "looks"):
            sara.visit(f"{around.home}{part}")
        after = jonas.visit(around.looks)

    assert "Jeres rådgiver" in lines(after)
    assert "Du Så hvem der har kigget." in lines(after)
    assert without_keys(after) == without_keys(before)


def test_that_a_child_came_here_is_told_to_the_child_and_the_caseworker_alone(around, as_, a):
    emil = a.member(around.case, "Emil Holm", Role.CHILD, relation="barn")
    as_(emil).visit(f"{around.home}inquire")

    assert "Emil" not in lines(as_(around.sara).visit(around.looks))
    assert "Emil" in lines(as_(around.karin).visit(around.looks))
    assert "Du Så forsiden." in lines(as_(emil).visit(around.looks))


def test_what_a_parent_sent_and_whom_they_said_no_to_is_no_line_of_its_own(around, as_):
    for place in ("inquire", "send", "ruler/score"):
        as_(around.sara).visit(f"{around.home}{place}")

    told = lines(as_(around.jonas).visit(around.looks))
    assert "Sara (mor) Så forsiden og Børnelinealen." in told


@pytest.mark.parametrize("role", [Role.NETWORK_PERSON, Role.SUPPORT_PERSON])
def test_people_around_the_child_are_not_told_who_comes_and_goes(around, as_, a, role):
    else_ = a.member(around.case, "Else Holm", role)

    assert as_(else_).visit(around.looks).status == 403
    assert not as_(else_).visit(around.home).links_to(around.looks)


def test_a_parent_who_shares_a_part_of_the_case_reads_of_staff_alone(around, as_, a):
    other = a.member(around.case, "Omar Ali", Role.PARENT_WITHOUT_CUSTODY, relation="far")
    as_(around.sara).visit(around.home)
    as_(around.karin).visit(around.home)

    told = lines(as_(other).visit(around.looks))
    assert "Jeres rådgiver" in told
    assert "Sara" not in told


def test_a_guest_and_a_stranger_come_to_no_list(around, a):
    guest = signed_in_as(around.app, around.sara, kind="guest", case_id=around.case.id)

    assert guest.visit(around.looks).status == 403
    assert signed_in_as(around.app, a.person("Per Vang")).visit(around.looks).status == 404
    assert Browser(around.app).visit(around.looks).status == 303


def test_the_list_is_as_cheap_for_five_hundred_looks_and_goes_on_to_earlier_days(around, as_, a):
    browser = as_(around.sara)
    few = visit(browser, around.looks)
    session.execute(
        insert(Look),
        [
            {
                "case_id": around.case.id,
                "person_id": around.karin.id,
                "role": "caseworker",
                "what": "map:read",
                "outcome": "seen",
                "reason": "own_case",
                "created_at": a.now() - timedelta(hours=number),
            }
            for number in range(500)
        ],
    )
    session.commit()
    a.seat(around.case, around.sara).joined_at = a.now() - timedelta(days=60)
    session.commit()

    many = visit(browser, around.looks)

    assert len(few.statements) <= 6, "\n".join(few.statements)
    assert len(many.statements) == len(few.statements)
    seen, page = 0, queries.looks(a.actor(around.case, around.sara))
    dates = [day.date for day in page.days]
    while page.older:
        page, seen = queries.looks(a.actor(around.case, around.sara), page.older), seen + 1
        dates += [day.date for day in page.days]
    assert seen >= 1
    assert dates == sorted(set(dates), reverse=True)
    assert "Vis tidligere dage" in browser.visit(around.looks).says
    assert browser.visit(f"{around.looks}?before=what").status == 404


def test_what_caseworkers_do_among_themselves_is_told_to_nobody_of_the_family(around, as_):
    sara = as_(around.sara)
    with time_machine.travel(NOON, tick=False):
        sara.visit(around.looks)
        before = sara.visit(around.looks)
        for page in ("notes", "notes/write", "apart", "held"):
            assert as_(around.karin).visit(f"{around.home}{page}").status == 200
        after = sara.visit(around.looks)

    assert without_keys(after) == without_keys(before)
    assert "Jeres rådgiver" not in lines(after)
    assert "Karin Bech" in lines(as_(around.tom).visit(around.looks))
