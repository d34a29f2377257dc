"""Somebody guesses at a spoken code from many addresses at once: the invitation sets the bound."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.cases.models import Invitation
from portal.db.session import session
from portal.settings import Limits
from tests.browser import Browser, signed_in_as
from tests.network.around import named
from tests.network.guests import another, around, code_on
from tests.portals import portal_with
from tests.settings_for_tests import settings_for_tests

DOES_NOT_FIT = "Den kode passer ikke."
ADDRESSES = [f"192.0.2.{number}" for number in range(1, 13)]


@pytest.fixture
def app(database_url, tmp_path, compiled_templates):
    """The portal with the limits it has when nobody sets them."""
    yield portal_with(settings_for_tests(database_url, tmp_path, limits=Limits()), compiled_templates)
    engine = session.get_bind()
    session.remove()
    engine.dispose()


@pytest.fixture
def here(a, app):
    return around(a, app)


def page_at(app, address):
    """The page where a code is written, in a browser at this address."""
    browser = Browser(app)
    browser.http.extra_environ["REMOTE_ADDR"] = address
    return browser.visit("/invitation/code")


def guesses(page, code):
    """The answer to one guess, as a browser that follows nothing gets it."""
    form = page.form("code")
    form["code"] = code
    return form.submit(expect_errors=True)


def test_from_twelve_addresses_at_once_five_guesses_are_judged_and_the_code_is_dead(app, here):
    link, code = here.invite()
    pages = [page_at(app, address) for address in ADDRESSES]
    wrong = [code[:4] + str((int(code[4:]) + more) % 10**6).zfill(6) for more in range(1, len(pages) + 1)]
    session.remove()

    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(guesses, pages, wrong))

    assert {(answer.status_int, answer.location) for answer in answers} == {(303, "/invitation/code?again=1")}
    assert session.query(Invitation).one().code_tries == 5
    right = page_at(app, "198.51.100.1").send(code=code)
    assert DOES_NOT_FIT in right.follow().says, "the right code opens nothing after that"
    assert Browser(app).visit(link).send().status == 303, "who has the link comes in all the same"


def test_the_inviter_makes_a_new_code_and_the_guesses_before_are_worth_nothing(app, here):
    _link, code = here.invite()
    for address in ADDRESSES[:6]:
        guesses(page_at(app, address), another(code))
    seat = named(here.case, here.else_, seen_by=here.sara).seat
    shown = signed_in_as(app, here.sara).visit(f"/cases/{here.case.id}/members/{seat.id}/link")

    new = code_on(shown.send("/code").follow())

    assert page_at(app, ADDRESSES[0]).send(code=new).follow().path == "/invitation"


def test_one_address_is_sent_away_after_ten_guesses_and_guesses_at_nobody_cost_nobody(app, here):
    _link, code = here.invite()
    elsewhere = str((int(code[:4]) + 1) % 10**4).zfill(4) + code[4:]
    page = page_at(app, ADDRESSES[0])

    answers = [guesses(page, elsewhere).status_int for _ in range(11)]

    assert answers == [303] * 10 + [429]
    assert session.query(Invitation).one().code_tries == 0
    assert page_at(app, ADDRESSES[1]).send(code=code).follow().path == "/invitation"
