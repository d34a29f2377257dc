"""Two browsers press the same button at the same instant, each against a server process of its own."""

from functools import partial

import pytest

from portal.cases.models import Invitation, Membership
from portal.db.session import session
from portal.history import verification
from portal.people.models import Person
from tests.at_once import at_once
from tests.browser import Browser
from tests.network.guests import around


@pytest.fixture
def here(a, app):
    return around(a, app)


def cookie_of(app, browser):
    signer = app.session_interface.get_signing_serializer(app)
    return signer.loads(browser.http.cookies[app.config["SESSION_COOKIE_NAME"]].strip('"'))


def test_of_two_who_accept_one_invitation_at_the_same_instant_one_wins(app, here):
    link, _code = here.invite()
    opened = [Browser(app) for _ in range(2)]
    for browser in opened:
        browser.visit(link).send()
    pages = [browser.visit("/invitation") for browser in opened]

    answers = at_once(*(page.send for page in pages))

    assert sorted(one.status for one in answers) == [303, 410]
    assert session.query(Invitation).one().accepted_at is not None


def test_a_guest_who_presses_in_two_windows_at_once_takes_one_seat(app, here):
    link, code = here.invite()
    cookie = cookie_of(app, here.says_yes(link))

    pages = [Browser(app).carries(**cookie).visit("/invitation/guest") for _ in range(2)]

    answers = at_once(*(partial(page.send, code=code) for page in pages))

    assert sorted(one.status for one in answers) == [303, 410]
    assert session.query(Membership).filter(Membership.guest_id.is_not(None)).count() == 1
    assert session.query(Person).filter_by(name="Else").count() == 1
    assert list(verification.faults()) == []
