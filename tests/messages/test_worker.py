"""`portal work` on the portal's own database, with the portal's own rights."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from portal.db.session import session
from portal.messages import outbox, sending, worker
from portal.messages.ports import NotSent
from portal.simulator.inbox import Inbox
from tests.messages.conftest import rows, wants
from tests.test_cli import portal  # noqa: F401 (a fixture)

PATIENCE = 30
PACE = 0.05
"""Seconds between two looks whether the message has come; the worker is there all the while."""


def test_at_each_beat_all_is_done_and_a_fault_in_one_piece_of_work_stops_no_other(app, database_url):
    done = threading.Event()

    def fails() -> None:
        raise ZeroDivisionError("sara@mail.example")

    huey = worker.queue(database_url, "only for the tests")
    running = worker.consumer(huey, [fails, done.set], [], beat=1, signals=False)
    running.start()
    worked = done.wait(PATIENCE)
    running.stop(graceful=True)
    huey.storage.close()

    assert worked


def test_what_lies_in_the_queue_says_nothing(app, database_url):
    huey = worker.queue(database_url, "only for the tests")
    running = worker.consumer(huey, [], [], signals=False)
    scheduler = running._create_scheduler()
    scheduler.enqueue_periodic_tasks(None)
    tasks = huey.pending()
    huey.storage.flush_queue()
    huey.storage.close()

    assert tasks
    assert {(task.args, tuple(task.kwargs)) for task in tasks} == {((), ())}


def test_the_worker_starts_sends_and_stops_when_told(portal, a, app, database, tmp_path):  # noqa: F811
    inbox = Inbox()
    told = {"HOST": "127.0.0.1", "PORT": str(inbox.catch_mail()), "TLS": "none", "SENDER": "b@portal.test"}
    wants(sara := a.member(a.case()))
    outbox.tell([sara.id])
    session.commit()
    session.remove()
    run = subprocess.Popen(
        [sys.executable, "-c", "from portal.cli import main; main()", "work"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **{f"PORTAL_MAIL__{k}": v for k, v in told.items()}, "PORTAL_GATHER_MINUTES": "0"},
    )
    while not inbox.caught:
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(PACE)
    os.kill(run.pid, signal.SIGTERM)

    assert run.wait(PATIENCE) == 0
    assert [one.sent_to for one in inbox.caught] == ["sara@mail.example"]
    assert [m.status for m in rows()] == ["sent"]


def test_what_was_given_up_is_listed_without_anybodys_name_or_address(portal, a, manners, caught):  # noqa: F811
    caught.always = NotSent("refused", for_good=True)
    wants(sara := a.member(a.case()), "hemmelig@mail.example")
    outbox.tell([sara.id])
    session.commit()
    sending.deliver_due(sending.Manners(manners.ports, manners.still, timedelta(0)))

    said = portal("outbox").output

    assert "news: refused, tried 1" in said
    assert said.endswith("1 messages were given up.\n")
    assert not [word for word in ("hemmelig", "Sara", str(sara.id)) if word in said]
    assert portal("outbox", "--again").output.endswith("1 messages are tried again.\n")
    assert portal("outbox").output == "0 messages were given up.\n"
    assert {m.status for m in rows()} == {"dropped", "waiting"}
