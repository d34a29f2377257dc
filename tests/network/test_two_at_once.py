"""Two browsers press the same button at the same instant, each against a server process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from portal.cases.models import Invitation, Membership
from portal.db.session import session
from portal.history import verification
from portal.people.models import Person
from tests.browser import Browser
from tests.network.guests import around
from tests.settings_for_tests import KEY

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(a, app):
    return around(a, app)


def cookie_of(app, browser):
    signer = app.session_interface.get_signing_serializer(app)
    return signer.loads(browser.http.cookies[app.config["SESSION_COOKIE_NAME"]].strip('"'))


def at_once(url, var, place, cookies, **fields):
    """The statuses of the presses. Nobody presses before everybody has the page."""
    told = {"url": url, "var": str(var), "key": KEY, "place": place, "fields": fields}
    session.remove()
    hands = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.network.hand", json.dumps(told | {"cookie": cookie})],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for cookie in cookies
    ]
    for hand in hands:
        while "ready" not in (line := hand.stderr.readline()):
            assert line, "the hand let go before it pressed"
    for hand in hands:
        hand.stdin.write("press\n")
        hand.stdin.flush()
    ends = [hand.communicate(timeout=120) for hand in hands]
    return sorted(int(errors.strip().splitlines()[-1]) for _out, errors in ends)


def test_of_two_who_accept_one_invitation_at_the_same_instant_one_wins(app, here, database_url, tmp_path):
    link, _code = here.invite()
    opened = [Browser(app) for _ in range(2)]
    for browser in opened:
        browser.visit(link).send()
    cookies = [cookie_of(app, browser) for browser in opened]

    statuses = at_once(database_url, tmp_path, "/invitation", cookies)

    assert statuses == [303, 410]
    assert session.query(Invitation).one().accepted_at is not None


def test_a_guest_who_presses_in_two_windows_at_once_takes_one_seat(app, here, database_url, tmp_path):
    link, code = here.invite()
    cookie = cookie_of(app, here.says_yes(link))

    statuses = at_once(database_url, tmp_path, "/invitation/guest", [cookie, cookie], code=code)

    assert statuses == [303, 410]
    assert session.query(Membership).filter(Membership.guest_id.is_not(None)).count() == 1
    assert session.query(Person).filter_by(name="Else").count() == 1
    assert list(verification.faults()) == []
