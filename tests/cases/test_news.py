"""An open page asks whether others have done something new, and is told no more than its reader may see."""

import json
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.access.actor import Role
from portal.access.models import Audience
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Look
from portal.history.recorder import record
from portal.people.models import Person, UserSession
from tests.db.test_statements import counted

SHOW = " \u2013 vis"


class OpenPage:
    """A page that stands open in somebody's browser, and asks."""

    def __init__(self, browser, case, part="/"):
        self.browser = browser
        page = browser.visit(f"/cases/{case.id}{part}").response.html
        self.line = page.find("data", class_="news")

    def asks(self, mark=None):
        told = {"If-None-Match": f'"{mark or self.line["value"]}"'}
        return self.browser.http.get(self.line["data-asks"], headers=told, expect_errors=True)

    def says(self):
        """The line it would show, or None."""
        answer = self.asks()
        assert answer.status_int in (200, 304), answer
        return json.loads(answer.text)["says"].removesuffix(SHOW) if answer.status_int == 200 else None


@pytest.fixture
def case(a):
    return a.case(caseworker=a.caseworker())


@pytest.fixture
def sara(a, case):
    return a.member(case)


@pytest.fixture
def jonas(a, case):
    return a.member(case, "Jonas Lind", relation="far")


def test_a_mother_is_told_that_the_father_has_written(a, as_, case, sara, jonas):
    page = OpenPage(as_(sara), case, "/map/add/works")
    assert page.says() is None

    a.entry(case, jonas)

    assert page.says() == "Jonas har skrevet noget nyt"
    assert as_(sara).visit(page.line["data-told"]).says.count("skrev på kortet") == 1
    assert OpenPage(as_(sara), case).says() is None


def test_nobody_is_told_of_own_words(a, as_, case, sara):
    page = OpenPage(as_(sara), case)

    a.entry(case, sara)

    assert page.says() is None


def test_when_several_have_written_or_none_of_us_no_name_is_said(a, as_, case, sara, jonas):
    page, other = OpenPage(as_(sara), case), OpenPage(as_(sara), case, "/ruler")
    a.entry(case, jonas)
    a.remark(case, a.member(case, "Mia Holm", relation="mormor"), a.entry(case, jonas))
    assert page.says() == "Der er noget nyt"

    record("ruler.all_answered", by=None, case_id=case.id)
    session.commit()

    assert other.says() == "Der er noget nyt"


def test_what_is_done_without_words_is_not_called_writing(a, as_, case, sara, jonas):
    page = OpenPage(as_(sara), case)

    record("plan.agree", by=jonas.id, case_id=case.id)
    session.commit()

    assert page.says() == "Der er noget nyt fra Jonas"


def test_what_somebody_may_not_see_is_no_news(a, as_, case, sara, jonas):
    page, karin = OpenPage(as_(jonas), case), session.get_one(Person, case.caseworker_id)

    a.entry(case, sara, audience=Audience.US_HERE, readers=(karin,))
    a.entry(case, karin).professional_only = True
    session.commit()
    as_(sara).visit(f"/cases/{case.id}/send").send()
    as_(sara).visit(f"/cases/{case.id}/map/add/works").send(
        words="Til mig.", category="strength", audience="only_me"
    )

    assert page.says() is None


def test_a_hidden_mothers_doings_are_no_news_to_the_father(a, as_, case, sara, jonas):
    a.shield(case, protected=sara, hidden_from=jonas)
    page = OpenPage(as_(jonas), case)

    a.remark(case, sara, a.entry(case, sara))
    record("plan.agree", by=sara.id, case_id=case.id)
    session.commit()

    assert page.says() is None


def test_words_that_are_hidden_again_are_no_news(a, as_, case, sara, jonas):
    page = OpenPage(as_(jonas), case)
    entry = a.entry(case, sara)

    as_(sara).visit(f"/cases/{case.id}/said/{entry.id}/hide").send()

    assert page.says() is None


def test_one_of_the_network_is_told_of_what_is_released_alone(a, as_, case, sara):
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    page = OpenPage(as_(else_), case)
    a.entry(case, sara)
    assert page.says() is None

    a.entry(case, sara, "Til Else.", audience=Audience.US_HERE, readers=(else_,))

    assert page.says() == "Sara har skrevet noget nyt"


def test_a_mark_is_another_on_every_page_and_opens_nothing_elsewhere(a, as_, case, sara):
    other = a.case("Ida", caseworker=a.caseworker("Mia Toft"))
    a.member(other, person=sara)
    marks = [OpenPage(as_(sara), case).line["value"] for _ in range(3)]

    assert len(set(marks)) == 3
    assert len({len(mark) for mark in marks}) == 1
    elsewhere = OpenPage(as_(sara), other)
    assert elsewhere.asks(marks[0]).status_int == 400
    assert elsewhere.asks("x").status_int == 400
    assert elsewhere.asks().status_int == 304


def test_nothing_new_and_something_hidden_take_the_same_questions(a, as_, case, sara, jonas):
    page = OpenPage(as_(jonas), case)
    with counted() as before:
        page.asks()
    a.entry(case, sara, audience=Audience.US_HERE)

    with counted() as after:
        assert page.says() is None

    assert after.statements == before.statements
    assert len(after.statements) == 3, "\n".join(after.statements)
    assert after.apart == before.apart == []


def test_news_take_three_questions_whatever_has_come(a, as_, case, sara, jonas):
    page = OpenPage(as_(jonas), case)
    for number in range(30):
        a.entry(case, sara, f"Sætning {number}")

    with counted() as count:
        assert page.says() == "Sara har skrevet noget nyt"

    assert len(count.statements) == 3, "\n".join(count.statements)


def test_an_open_page_is_no_look_and_keeps_nobody_signed_in(a, as_, case, sara):
    with time_machine.travel(now(), tick=False) as clock:
        page = OpenPage(as_(sara), case)
        looks, seen = session.query(Look).count(), session.scalar(select(UserSession.last_seen_at))
        for _ in range(29):
            clock.shift(timedelta(minutes=1))
            assert page.says() is None

        session.remove()
        assert session.query(Look).count() == looks
        assert session.scalar(select(UserSession.last_seen_at)) == seen
        clock.shift(timedelta(minutes=2))
        assert page.asks().status_int == 303


def test_a_page_left_open_asks_in_vain_when_its_reader_is_out(app, a, as_, case, sara):
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    page = OpenPage(as_(else_), case)
    a.seat(case, else_).left_at = now()
    session.commit()
    assert page.asks().status_int == 404
    assert session.query(Look).filter_by(outcome="missing").count() == 1

    page.browser.http.reset()
    answer = page.asks()
    assert answer.status_int == 303
    assert answer.text.count("Jonas") == 0


def test_pages_that_are_no_case_and_pages_of_trouble_do_not_ask(app, a, as_, case, sara):
    browser = as_(sara)

    for path in ("/cases/open", f"/cases/{a.unknown_id()}/", f"/cases/{case.id}/map/danger"):
        assert 'class="news"' not in browser.visit(path).says, path
    assert 'class="news"' in browser.visit(f"/cases/{case.id}/map").says
