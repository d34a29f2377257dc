"""A mother asks for help herself; what she writes is hers until she sends it, and nobody's until taken."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.cases.models import Case, Custody, Invitation, Membership
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.models import Event
from portal.referrals.models import Referral, ReferralStep
from portal.referrals.policy import is_young
from portal.review.models import Inquiry

HERS = {
    "child_1": "Emil",
    "child_2": "Liv",
    "relation": "mor",
    "wish": "Aftenerne er for svære.",
    "works": "De leger.",
    "phone": "20304060",
}
WRITE, MINE = "/help-wanted/write", "/help-wanted"


def soon(days: int = 3) -> str:
    return (on_the_wall(now()).date() + timedelta(days=days)).isoformat()


@pytest.fixture
def sara(a):
    return a.person("Sara Holm")


@pytest.fixture
def hers(as_, sara):
    """Sara's browser, with what she wrote and has not sent."""
    browser = as_(sara)
    browser.visit(WRITE).send(**HERS)
    return browser


def the_one() -> Referral:
    session.expire_all()
    return session.query(Referral).order_by(Referral.created_at.desc()).first()


def sends(browser) -> str:
    browser.visit(MINE).send("/send")
    return f"/referrals/{the_one().id}"


def opens(karin, at, **more):
    told = {"custody_seen": "I CPR, i dag", "phone": "20304050", "hours": "Hver dag"}
    return karin.visit(f"{at}/open").send(**{**told, **more})


def test_what_a_mother_writes_is_hers_alone_until_she_sends_it(a, as_, hers):
    karin = as_(a.caseworker())

    assert all(words in hers.visit(MINE).says for words in ("Aftenerne er for svære.", "20304060"))
    assert "Ingen venter lige nu." in karin.visit("/referrals").says
    for page in ("take", "open", "answer"):
        assert karin.visit(f"/referrals/{the_one().id}/{page}").status == 404
    assert "Aftenerne" not in session.execute(text("SELECT told FROM referral")).scalar_one()
    assert session.query(Case).count() == 0


def test_a_caseworker_reads_it_when_it_is_taken_with_a_day_and_nobody_else_does(a, as_, hers):
    karin, tom = as_(a.caseworker()), as_(a.caseworker("Tom Vestergaard"))
    at = sends(hers)

    listed = karin.visit("/referrals").says
    taking = karin.visit(f"{at}/take").says
    assert "Emil" not in listed + taking
    assert "Sara" not in listed + taking
    page = karin.visit(f"{at}/take").send(day=soon()).follow()

    assert "Aftenerne er for svære." in page.says
    assert "Karin læser det" in hers.visit(MINE).says
    assert tom.visit(at).status == 404
    assert tom.visit(f"{at}/take").status == 404
    assert f"{at}/take" not in tom.visit("/referrals").says


def test_the_workspace_opens_with_the_mother_in_it_and_her_words_on_the_map(a, as_, hers, sara):
    karin = as_(a.caseworker())
    at = sends(hers)
    karin.visit(f"{at}/take").send(day=soon())
    assert session.query(Invitation).count() == 0

    opens(karin, at)

    case = session.query(Case).one()
    seat = session.query(Membership).filter_by(person_id=sara.id).one()
    assert (seat.role, seat.relation, the_one().custody_seen) == (Role.CUSTODY_HOLDER, "mor", "I CPR, i dag")
    assert session.query(Custody).filter_by(membership_id=seat.id).count() == 2
    assert "Aftenerne er for svære." in hers.visit(f"/cases/{case.id}/map").says
    assert "De leger." in karin.visit(f"/cases/{case.id}/map").says
    assert {"case.opened", "case.joined", "map.added"} <= set(
        session.scalars(session.query(Event.what).statement)
    )
    steps = session.scalars(
        session.query(ReferralStep.what).order_by(ReferralStep.created_at).statement
    ).all()
    assert steps == ["begun", "sent", "taken", "opened"]
    assert hers.visit(f"/cases/{case.id}/").status == 200


def test_no_workspace_opens_before_it_is_said_where_custody_was_seen(a, as_, hers):
    karin = as_(a.caseworker())
    at = sends(hers)
    karin.visit(f"{at}/take").send(day=soon())

    assert opens(karin, at, custody_seen="").status == 200
    assert session.query(Case).count() == 0
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE referral SET custody_seen = 'et sted'"))
    session.rollback()


def test_until_it_is_taken_she_can_take_it_back_and_then_it_is_gone(a, as_, hers):
    at = sends(hers)

    hers.visit(MINE).send("/take-back")

    assert the_one().told == {}
    assert as_(a.caseworker()).visit(f"{at}/take").status == 404
    assert hers.visit(MINE).follow().fields["wish"] == ""


def test_once_somebody_reads_it_she_is_told_that_it_cannot_be_taken_back(a, as_, hers):
    at = sends(hers)
    before = hers.visit(MINE)
    as_(a.caseworker()).visit(f"{at}/take").send(day=soon())

    assert "ikke længere" in before.send("/take-back").follow().says
    assert the_one().told["wish"] == HERS["wish"]


def test_a_promise_that_is_broken_gives_it_back_to_everybody(a, as_, hers):
    karin, tom = as_(a.caseworker()), a.caseworker("Tom Vestergaard")
    at = sends(hers)
    karin.visit(f"{at}/take").send(day=soon(1))

    with time_machine.travel(now() + timedelta(days=3), tick=False):
        browser = as_(tom)
        assert "holdt ikke løftet" in browser.visit("/referrals").says
        browser.visit(f"{at}/take").send(day=soon())
        assert "Aftenerne" in browser.visit(at).says
        assert as_(a.caseworker("Mia Toft")).visit(at).status == 404


@pytest.mark.parametrize("days", [-1, 15])
def test_a_promise_is_a_day_to_come_within_two_weeks(a, as_, hers, days):
    at = sends(hers)
    form = as_(a.caseworker()).visit(f"{at}/take")

    assert form.send(day=soon(days)).status == 200
    assert the_one().taken_at is None


def test_an_answer_without_a_workspace_is_read_by_her_and_she_can_write_again(a, as_, hers):
    karin = as_(a.caseworker())
    at = sends(hers)
    karin.visit(f"{at}/take").send(day=soon())

    karin.visit(f"{at}/answer").send(words="Vi talte sammen i telefonen.")

    assert "Vi talte sammen i telefonen." in hers.visit(MINE).says
    assert hers.visit(WRITE).send(**HERS).status == 303
    assert the_one().is_private


def test_given_back_it_waits_for_a_colleague(a, as_, hers):
    karin, tom = as_(a.caseworker()), as_(a.caseworker("Tom Vestergaard"))
    at = sends(hers)
    karin.visit(f"{at}/take").send(day=soon())

    karin.visit(at).send("/give-back")

    assert karin.visit(at).status == 404
    assert tom.visit(f"{at}/take").status == 200


def test_words_changed_on_another_phone_meanwhile_are_never_written_over(as_, hers, sara):
    old = hers.visit(WRITE)
    as_(sara).visit(WRITE).send(wish="Fra den anden telefon.")

    page = old.send(wish="Fra den første.")

    assert page.status == 409
    assert "Fra den anden telefon." in page.says
    assert page.fields["wish"] == "Fra den første."
    page.send()
    assert the_one().told["wish"] == "Fra den første."


@pytest.mark.parametrize(
    ("born", "young"),
    [(None, False), (date(2011, 11, 23), False), (date(2011, 11, 22), True), (date(2008, 11, 22), False)],
)
def test_fifteen_to_seventeen_is_young(born, young):
    assert is_young(born, date(2026, 11, 22)) is young


def test_a_young_person_asks_for_oneself_and_is_heard_by_the_caseworker_alone(a, as_, monkeypatch):
    sixteen = on_the_wall(now()).date() - timedelta(days=16 * 365)
    monkeypatch.setattr("portal.referrals.routes.birthdate_in", lambda _session: sixteen)
    alma = as_(a.person("Alma Bang"))
    alma.visit(WRITE).send(about="myself", child_1="Alma", wish="Jeg vil bo hos min moster.")
    at = sends(alma)
    karin = as_(a.caseworker())
    karin.visit(f"{at}/take").send(day=soon())

    opens(karin, at)

    assert session.query(Membership).filter_by(name="Alma").one().role == Role.CHILD
    assert session.query(Inquiry).one().words == "Jeg vil bo hos min moster."
    assert session.query(Custody).count() == 0


def test_the_page_is_for_families_and_the_list_for_caseworkers(a, as_, hers):
    karin = as_(a.caseworker())
    at = sends(hers)

    assert karin.visit(MINE).status == 404
    assert karin.visit(WRITE).status == 404
    assert hers.visit(at).status == 404
    assert hers.visit(f"{at}/take").status == 404
