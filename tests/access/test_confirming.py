"""What takes a login of the last minutes: why is said first, nothing is lost, and the way leads back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.access import guard
from portal.access.actor import Level
from portal.access.permissions import Permission
from portal.cases import queries
from portal.db.session import session
from portal.history.models import Look
from portal.people.models import Person
from portal.writing.models import Draft
from tests.network.around import at, freshly, name_else, press_yes

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
A_WHILE = timedelta(minutes=6)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def locked(a):
    """A case, its mother, and something of hers that only a fresh login may open."""
    case = a.case()
    sara = a.member(case)
    entry = a.entry(case, sara)
    session.merge(entry).level = Level.FRESH
    session.commit()
    return sara, f"/cases/{case.id}/said/{entry.id}/hide", f"/cases/{case.id}/map/{entry.id}/reword"


def confirms(app, person):
    """The same person, back from MitID."""
    return freshly(app, person)


def test_what_is_kept_behind_one_more_lock_opens_for_five_minutes(app, clock, locked):
    sara, hide, _reword = locked
    browser = freshly(app, sara)
    assert browser.visit(hide).status == 200
    clock.shift(timedelta(minutes=5))
    assert browser.visit(hide).status == 200

    clock.shift(1)
    page = browser.visit(hide)

    assert page.status == 403
    assert "bag en ekstra lås" in page.says
    assert page.links_to(f"/login/borger?next={hide}&amp;again=1")
    assert "Bekræft med MitID" in page.says
    assert session.query(Look.outcome).order_by(Look.created_at.desc()).first() == ("too_weak",)


def test_the_page_is_said_in_english_too(app, clock, locked):
    sara, hide, _reword = locked
    session.query(Person).filter_by(id=sara.id).update({"language": "en"})
    session.commit()
    browser = freshly(app, sara)
    clock.shift(A_WHILE)

    page = browser.visit(hide)

    assert "What stands here is kept behind one more lock." in page.says
    assert "Confirm with MitID" in page.says
    assert "Bekræft" not in page.says


def test_what_was_typed_waits_for_the_same_person_in_the_same_place(app, clock, locked):
    sara, _hide, reword = locked
    page = freshly(app, sara).visit(reword)
    clock.shift(A_WHILE)

    refused = page.send(words="Han sover hos mig hver nat.")

    assert refused.status == 403
    assert "Det, du udfyldte, er gemt." in refused.says
    assert "Han sover" not in refused.says
    again = confirms(app, sara).visit(reword)
    assert again.fields["words"] == "Han sover hos mig hver nat."
    assert again.send(words="Han sover hos mig hver nat.").status == 303
    assert session.query(Draft).count() == 0


def test_a_yes_that_comes_too_late_gives_nothing_and_keeps_the_day_that_was_chosen(a, app, clock):
    case = a.case()
    sara = a.member(case)
    else_ = name_else(case, sara)
    page = freshly(app, sara).visit(at(case, else_, "answer"))
    clock.shift(A_WHILE)

    refused = press_yes(page, until="2027-03-01")

    assert refused.status == 403
    assert "Det, du udfyldte, er gemt." in refused.says
    again = confirms(app, sara).visit(at(case, else_, "answer"))
    assert again.form("until")["until"].value == "2027-03-01"
    assert "1. marts" in again.says
    assert press_yes(again, until="2027-03-01").status == 303


@pytest.mark.own_app
def test_a_page_that_cannot_be_opened_again_leads_home_after_confirming(app, a, clock):
    view = guard.allows(Permission.CASE_READ, on=queries.find_case, consent=True)(lambda _actor, _case: "")
    app.add_url_rule("/cases/<uuid:case_id>/only-sent", "only_sent", view, methods=["POST"])
    case = a.case()
    sara = a.member(case)
    browser = freshly(app, sara)
    key = browser.visit(f"/cases/{case.id}/map").response.html.find("input", attrs={"name": "csrf_token"})
    clock.shift(A_WHILE)

    page = browser.post(f"/cases/{case.id}/only-sent", csrf_token=key["value"])

    assert page.status == 403
    assert page.links_to("/login/borger?again=1")


def test_saying_no_takes_no_fresh_login(a, as_):
    case = a.case()
    sara = a.member(case)
    else_ = name_else(case, sara)

    assert as_(sara).visit(at(case, else_, "no")).send(why="Ikke nu.").status == 303


def test_a_professional_is_not_asked_to_confirm_a_yes_for_the_municipality(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    else_ = name_else(case, a.member(case))

    assert as_(karin).visit(at(case, else_, "answer")).status == 200
