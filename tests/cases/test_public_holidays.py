"""On a public holiday nobody is sent to a phone that is closed."""

from datetime import UTC, datetime

import pytest
import time_machine

from portal.cases.models import Case
from portal.db.session import session
from portal.people.models import Person
from tests.cases.test_alarm_card import DUTY, KARIN, TOM, card, emils, hours

__all__ = ["emils", "hours"]

EASTER_MONDAY_NOON = datetime(2026, 4, 6, 10, tzinfo=UTC)
DAY_BEFORE_CHRISTMAS = datetime(2026, 12, 23, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "opens"), [(EASTER_MONDAY_NOON, "tirsdag"), (DAY_BEFORE_CHRISTMAS, "mandag")], ids=str
)
def test_on_a_public_holiday_the_desk_that_is_awake_stands_first_at_noon_too(
    a, as_, emils, hours, day, opens
):
    sara = a.member(emils)
    with time_machine.travel(day):
        page = card(as_(sara), emils)

    assert [link["href"] for link in page.response.html.main.select(".calls a")] == [DUTY, KARIN, TOM]
    assert f"Lukket nu. Åbner {opens} kl. 08.00." in page.says


def test_a_phone_that_opens_in_more_than_a_week_says_the_date(a, as_, emils, app, monkeypatch):
    monkeypatch.setattr(app.config["SETTINGS"], "phone_open", "thu 8-15")
    person = session.get_one(Person, session.get_one(Case, emils.id).caseworker_id)
    person.phone_hours = ""
    session.commit()
    sara = a.member(emils)
    with time_machine.travel(DAY_BEFORE_CHRISTMAS):
        page = card(as_(sara), emils)

    assert "Åbner torsdag den 7. januar 2027 kl. 08.00." in page.says
