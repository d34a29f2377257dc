"""Where the inviter gave a birth date, only MitID with the same one comes in."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.db.session import session
from portal.history.models import Event
from portal.people.models import UserSession
from tests.network.around import carried_over, named
from tests.network.guests import around


@pytest.fixture
def here(a, app):
    return around(a, app)


def test_another_birth_date_is_refused_and_the_link_waits_for_the_right_person(a, app, here):
    link, _code = here.invite(birthdate="1958-06-21")
    wrong = carried_over(app, here.says_yes(link), a.person("Mona Juhl"))
    born(date(1990, 1, 1))

    page = wrong.visit("/invitation/join").send().follow()

    assert page.status == 403
    assert "E-INVITATION-ANDEN" in page.says
    assert named(here.case, here.else_, seen_by=here.sara).seat.person_id is None
    assert "case.another_came" in session.scalars(select(Event.what)).all()

    right = carried_over(app, here.says_yes(link), a.person("Else Holm"))
    born(date(1958, 6, 21))
    assert right.visit("/invitation/join").send().follow().path == here.front


def test_a_mitid_that_tells_no_birth_date_does_not_fit(a, app, here):
    link, _code = here.invite(birthdate="1958-06-21")
    browser = carried_over(app, here.says_yes(link), a.person("Else Holm"))

    assert browser.visit("/invitation/join").send().follow().status == 403


def born(day):
    """What MitID told when the newest session began."""
    row = session.query(UserSession).order_by(UserSession.created_at.desc()).limit(1).one()
    row.birthdate = {"birthdate": day.isoformat()}
    session.commit()


def test_the_birth_date_is_ciphertext_and_nowhere_else(here):
    here.invite(birthdate="1958-06-21")

    raw = session.connection().exec_driver_sql("SELECT birthdate FROM invitation").scalar_one()

    assert "1958" not in raw
