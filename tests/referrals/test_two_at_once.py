"""Two write at once, of the family or at work: nobody loses words, and nobody reads what is not theirs."""

from datetime import timedelta

import pytest
import time_machine

from portal.cases.models import Case
from portal.db.clock import now
from portal.db.session import session
from tests.referrals.test_asking_for_help import HERS, WRITE, sends, soon, the_one

THEIRS = "Vi ses på mandag."


@pytest.fixture
def sara(a):
    return a.person("Sara Holm")


@pytest.fixture
def hers(as_, sara):
    """Sara's browser, with what she wrote and has not sent."""
    browser = as_(sara)
    browser.visit(WRITE).send(**HERS)
    return browser


def test_words_begun_on_two_phones_at_once_are_both_there_to_choose_from(as_, sara):
    first, second = as_(sara).visit(WRITE), as_(sara).visit(WRITE)
    first.send(**HERS)

    page = second.send(**{**HERS, "wish": "Fra den anden."})

    assert page.status == 409
    assert HERS["wish"] in page.says
    assert page.fields["wish"] == "Fra den anden."


def test_words_written_after_it_was_sent_from_another_phone_stay_in_the_form(as_, hers, sara):
    late = hers.visit(WRITE)
    sends(as_(sara))

    page = late.send(wish="Og en ting til.")

    assert page.status == 409
    assert page.fields["wish"] == "Og en ting til."
    assert "blev sendt, mens du skrev" in page.says
    assert the_one().told["wish"] == HERS["wish"]


@pytest.fixture
def karin(a):
    return a.caseworker()


@pytest.fixture
def tom(a):
    return a.caseworker("Tom Vestergaard")


@pytest.fixture
def at(as_, hers, karin):
    """Where the referral is that Karin has taken, with a promise for tomorrow."""
    at = sends(hers)
    as_(karin).visit(f"{at}/take").send(day=soon(1))
    return at


def test_what_a_caseworker_typed_while_a_colleague_took_it_over_is_still_in_the_form(as_, at, karin, tom):
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        writing = as_(karin).visit(f"{at}/answer")
        as_(tom).visit(f"{at}/take").send(day=soon())

        page = writing.send(words=THEIRS)

        assert page.status == 409
        assert page.fields["words"] == THEIRS
        assert "Tom Vestergaard har taget den" in page.says
        assert HERS["wish"] not in page.says
        assert the_one().answer is None
        as_(tom).visit(at).send("/give-back")
        as_(karin).visit(f"{at}/take").send(day=soon())
        assert as_(karin).visit(f"{at}/answer").fields["words"] == THEIRS


def test_given_back_from_another_tab_it_can_be_taken_again_and_the_words_are_there(as_, at, karin):
    browser = as_(karin)
    writing = browser.visit(f"{at}/answer")
    browser.visit(at).send("/give-back")

    page = writing.send(words=THEIRS)

    assert page.status == 409
    assert page.links_to(f"{at}/take")
    assert page.fields["words"] == THEIRS


def test_answered_by_a_colleague_meanwhile_no_workspace_opens_and_the_words_stay(as_, at, karin, tom):
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        opening = as_(karin).visit(f"{at}/open")
        as_(tom).visit(f"{at}/take").send(day=soon())
        as_(tom).visit(f"{at}/answer").send(words="Ring til mig.")

        page = opening.send(custody_seen="I CPR, i dag", phone="20304050", hours="Hver dag")

    assert page.status == 409
    assert page.fields["custody_seen"] == "I CPR, i dag"
    assert "har svaret familien" in page.says
    assert "Ring til mig." not in page.says
    assert session.query(Case).count() == 0


def test_to_a_caseworker_who_never_had_it_it_is_not_there_whatever_is_sent(as_, at, tom):
    key = as_(tom).visit("/referrals").response.html.find("input", attrs={"name": "csrf_token"})["value"]
    browser = as_(tom)

    for page in ("answer", "open"):
        assert browser.post(f"{at}/{page}", csrf_token=key, words=THEIRS).status in (400, 404)
