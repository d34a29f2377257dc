"""What waits in the outbox: for hours that suit, for somebody who wants it, and no longer than it must."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.db.clock import now
from portal.db.session import session
from portal.messages import outbox, sending, wishes
from portal.messages.models import MOST_TRIES, Message
from tests.messages.conftest import NOON, news, rows, wants


@pytest.mark.parametrize(
    ("hours", "at", "goes_at"),
    [
        ("day", (22, 30), (8, 0)),
        ("day", (3, 0), (8, 0)),
        ("day", (20, 59), (20, 59)),
        ("workday", (17, 0), (8, 0)),
        ("evening", (9, 0), (16, 0)),
        ("always", (3, 0), (3, 0)),
    ],
)
def test_a_message_waits_for_the_hours_the_person_chose(a, work, caught, hours, at, goes_at):
    hour, minute = at
    asked_at = datetime(2026, 7, 10, hour, minute, tzinfo=wishes.COPENHAGEN)
    with time_machine.travel(asked_at, tick=False) as clock:
        sara = wants(a.member(a.case()), hours=wishes.Hours(hours))
        news(sara)
        waited = 0
        while work() == 0:
            clock.shift(timedelta(minutes=15))
            waited += 1
            assert waited <= 24 * 4
        local = now().astimezone(wishes.COPENHAGEN)

    assert (local.hour, local.minute) == goes_at


def test_who_has_chosen_nothing_or_has_left_is_not_written_to(clock, a, work, caught):
    case = a.case()
    nobody, gone = a.member(case), wants(a.member(case, "Jonas Lind"))
    a.seat(case, gone).left_at = now()
    news(nobody, gone)

    assert work() == 0
    assert {m.status for m in rows()} == {"dropped"}


def test_who_says_stop_before_it_is_sent_gets_nothing_and_the_address_is_forgotten(clock, sara, work, caught):
    news(sara)
    wishes.choose(sara.id, wishes.Wish())
    session.commit()

    assert work() == 0
    assert session.execute(text("SELECT address FROM message_wish")).scalars().all() == [None]


def test_rows_of_messages_sent_long_ago_go_and_a_reminder_is_remembered(clock, sara, work, caught):
    news(sara)
    outbox.remind(sara.id, "x y")
    session.commit()
    sending.deliver_due(sending.Manners({"mail": caught}, lambda *_: True, timedelta(0), timedelta(0)))
    clock.shift(timedelta(days=15))
    outbox.forget_the_old(14)
    session.commit()

    assert [m.kind for m in rows()] == ["reminder"]
    clock.shift(outbox.REMEMBERED)
    outbox.forget_the_old(14)
    session.commit()
    assert rows() == []


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "poem"},
        {"status": "lost"},
        {"kind": "news", "letter": {"link": "x"}},
        {"kind": "reminder"},
        {"status": "sent"},
        {"claimed_by": None, "claimed_until": NOON},
        {"tries": MOST_TRIES + 1},
    ],
)
def test_the_database_itself_refuses_an_impossible_message(sara, broken):
    session.add(Message(**{"kind": "news", "person_id": sara.id} | broken))

    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
