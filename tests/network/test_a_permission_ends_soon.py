"""Whoever gave a permission is reminded once before it ends, and can give it anew."""

from datetime import timedelta

import pytest
import time_machine

from portal.cases.service import remind
from portal.db.clock import now
from portal.db.session import session
from portal.messages.models import Message
from portal.network import queries, service
from portal.network.models import Consent
from tests.browser import signed_in_as
from tests.messages.conftest import wants
from tests.network.around import at, freshly, named, press_yes
from tests.network.guests import around


@pytest.fixture
def family(a, app):
    """Else is here; Sara's permission has a year to go."""
    found = around(a, app)
    wants(found.sara)
    found.comes_in()
    return found


def reminders():
    session.remove()
    remind()
    return session.query(Message).filter_by(kind="reminder").count()


def until(family):
    return session.query(Consent).filter_by(person_id=family.sara.id, withdrawn_at=None).one().until


def days_before(last, days):
    return time_machine.travel(now() + (last - queries.today()) - timedelta(days=days), tick=False)


def test_she_is_reminded_once_in_the_last_two_weeks(family):
    last = until(family)
    with days_before(last, 15):
        assert reminders() == 0
    with days_before(last, 14):
        assert reminders() == 1
    with days_before(last, 3):
        assert reminders() == 1


def test_in_the_last_two_weeks_she_may_give_it_again_and_then_it_goes_on(app, family):
    last = until(family)
    with days_before(last, 15):
        assert freshly(app, family.sara).visit(at(family.case, family.else_, "answer")).status == 403
    with days_before(last, 10):
        browser = freshly(app, family.sara)
        assert "Din tilladelse slutter" in browser.visit(at(family.case, family.else_)).says
        assert press_yes(browser.visit(at(family.case, family.else_, "answer"))).status == 303
        assert until(family) > last
        assert reminders() == 0
    with days_before(last, -5):
        service.end_what_ran_out(queries.today())
        session.commit()
        assert named(family.case, family.else_, family.sara).seat.left_at is None


def test_nobody_is_reminded_of_one_who_has_left_again(app, family):
    last = until(family)
    signed_in_as(app, family.sara).visit(at(family.case, family.else_, "withdraw")).send()
    with days_before(last, 10):
        assert reminders() == 0
