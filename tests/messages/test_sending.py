"""A message goes out once, also when servers fail, workers meet and machines stop."""

import threading
from datetime import timedelta

import pytest

from portal.db.session import session
from portal.messages import outbox, sending
from portal.messages.models import MOST_TRIES
from portal.messages.ports import NotSent
from tests.messages.conftest import news, rows, wants

NO_ANSWER = NotSent("no_mail_server")


class Killed(BaseException):
    """The machine stops here."""


def test_news_goes_out_once_and_only_once(clock, sara, work, caught):
    news(sara)

    assert [work(), work()] == [1, 0]
    assert caught.to == ["sara@mail.example"]


def test_what_the_verb_did_not_save_is_not_told(sara, work, caught):
    outbox.tell([sara.id])
    session.rollback()

    assert work() == 0


def test_much_at_once_gives_one_message(clock, sara, work, caught):
    for _again in range(5):
        news(sara)

    work()

    assert len(caught.sent) == 1


def test_news_waits_a_little_for_more_and_leaves_peace_afterwards(clock, sara, manners, caught):
    calm = sending.Manners(manners.ports, manners.still)
    news(sara)
    assert sending.deliver_due(calm) == 0
    clock.shift(timedelta(minutes=11))
    assert sending.deliver_due(calm) == 1
    news(sara)
    clock.shift(timedelta(minutes=30))
    assert sending.deliver_due(calm) == 0
    clock.shift(timedelta(minutes=31))

    assert sending.deliver_due(calm) == 1
    assert rows()[-1].tries == 1


def test_a_server_that_is_away_is_tried_again_later_and_later(clock, sara, work, caught):
    caught.fails = [NO_ANSWER] * 3
    news(sara)

    went_out = []
    for minutes in (0, 1, 5, 30):
        clock.shift(timedelta(minutes=minutes))
        went_out += [work(), work()]

    assert went_out == [0, 0, 0, 0, 0, 0, 1, 0]


def test_after_the_last_try_it_is_given_up_and_can_be_tried_again_by_hand(clock, sara, work, caught):
    caught.always = NO_ANSWER
    news(sara)
    for wait in [timedelta(0), *sending.BACK_OFF]:
        clock.shift(wait)
        work()
    assert [(m.status, m.tries, m.failure) for m in rows()] == [("dead", MOST_TRIES, "no_mail_server")]
    clock.shift(timedelta(days=1))
    assert work() == 0
    caught.always = None

    assert outbox.try_again() == 1
    session.commit()
    assert work() == 1


def test_an_address_that_is_refused_is_not_tried_again(clock, sara, work, caught):
    caught.always = NotSent("refused", for_good=True)
    news(sara)

    work()

    assert [(m.status, m.tries) for m in rows()] == [("dead", 1)]


def test_a_fault_in_one_message_does_not_stop_the_next(clock, a, sara, work, caught):
    wants(jonas := a.member(a.case("Ida"), "Jonas Lind"))
    caught.fails = [ZeroDivisionError("sara@mail.example")]
    news(sara)
    clock.shift(timedelta(seconds=1))
    news(jonas)

    assert work() == 1
    assert rows()[0].failure == "fault"


def test_two_workers_at_once_never_send_the_same_twice(a, work, caught, manners):
    case = a.case()
    people = [wants(a.member(case, f"Lis{number} Berg")) for number in range(12)]
    news(*people)
    ids = [message.id for message in rows()]
    session.remove()
    start, sent = threading.Barrier(4), []

    def worker() -> None:
        start.wait()
        sent.append(sum(sending.deliver(manners, one) for one in ids))
        session.remove()

    workers = [threading.Thread(target=worker) for _ in range(4)]
    [one.start() for one in workers]
    [one.join() for one in workers]

    assert sum(sent) == 12
    assert len(caught.to) == len(set(caught.to)) == 12


def test_killed_before_it_was_sent_it_is_sent_by_the_next_worker(clock, sara, work, caught):
    caught.fails = [Killed()]
    news(sara)
    with pytest.raises(Killed):
        work()
    assert work() == 0
    clock.shift(sending.LEASE + timedelta(seconds=1))

    assert work() == 1


def test_killed_between_sending_and_marking_it_is_sent_once_more_and_not_lost(clock, sara, manners, caught):
    """It errs on the side of twice: the same number goes with it, so that a mail server may know."""
    news(sara)
    real = caught.send

    def send_and_die(*args):
        real(*args)
        raise Killed

    caught.send = send_and_die
    with pytest.raises(Killed):
        sending.deliver_due(manners)
    caught.send = real
    assert sending.deliver_due(manners) == 0
    clock.shift(sending.LEASE + timedelta(seconds=1))

    assert sending.deliver_due(manners) == 1
    assert len(caught.sent) == 2
    assert caught.sent[0][2] == caught.sent[1][2]
    assert [m.status for m in rows()] == ["sent"]


def test_a_message_that_kills_every_worker_is_given_up(clock, sara, work, caught):
    caught.fails = [Killed() for _ in range(MOST_TRIES)]
    news(sara)
    for _try in range(MOST_TRIES):
        with pytest.raises(Killed):
            work()
        clock.shift(sending.LEASE + timedelta(seconds=1))

    assert work() == 0
    assert [(m.status, m.failure) for m in rows()] == [("dead", "worker_died")]


def test_a_worker_that_slept_past_its_time_changes_nothing(clock, sara, manners, caught):
    news(sara)
    real = caught.send

    def sleep(*args):
        clock.shift(sending.LEASE + timedelta(seconds=1))
        caught.send = real
        assert sending.deliver_due(manners) == 1
        raise NO_ANSWER

    caught.send = sleep
    sending.deliver_due(manners)

    assert [(m.status, m.failure) for m in rows()] == [("sent", "")]
