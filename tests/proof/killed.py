"""The portal as the README starts it, many people who write, and kill -9 in the middle of it."""

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.load import wait_until_ready
from tests.journeys.starting import ROOT, two_free_ports
from tests.settings_for_tests import KEY, doors_told

GUNICORN = ("--workers", "2", "--worker-class", "gthread", "--threads", "4", "--log-level", "error")
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')


@contextmanager
def served(database_url: str, var: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Its port, and its first process, the leader of a group of its own."""
    (secret := var / "secret").write_text("only for the tests")
    told = {
        "BASE_URL": "https://portal.test",
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only for the tests, and long enough for them",
        "FIELD_KEYS": f'["{KEY}"]',
        "PHONE": "10 20 30 40",
        "PHONE_HOURS": "hverdage 9-15",
        "DUTY_PHONE": "10 20 30 50",
        "VAR": str(var),
        **doors_told(secret),
    }
    port = two_free_ports()
    run = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *GUNICORN, "--bind", f"127.0.0.1:{port}", "portal.cli:wsgi()"],
        cwd=ROOT,
        env={**os.environ, **{f"PORTAL_{name}": value for name, value in told.items()}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_ready(port)
        yield port, run
    finally:
        kill(run)


def kill(run: subprocess.Popen[bytes]) -> None:
    """Nobody is asked and nothing is tidied up: the web processes are gone in the middle of what they did."""
    if run.poll() is None:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait(20)


@dataclass
class Form:
    """A form that was opened: where it goes, whose cookie goes with it, and what stands in it."""

    path: str
    cookie: str
    fields: dict[str, str]


@dataclass
class Written:
    """What people wrote. `saved`: it was answered with success. `unanswered`: sent, and nobody said anything,
    with the forms; `refused`: other answers."""

    saved: set[str] = field(default_factory=set)
    unanswered: dict[str, Form] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)


def write_until_killed(
    port: int, run: subprocess.Popen[bytes], path: str, hands: dict[str, tuple[str, str]], enough: int
) -> Written:
    """Everybody suggests one agreement after the other, until `enough` were saved and the portal is killed.
    `hands`: by name, a cookie and the seat the agreement binds."""
    written, is_enough = Written(), threading.Event()

    def writes(name: str, line: http.client.HTTPConnection) -> None:
        cookie, seat = hands[name]
        for number in range(enough):
            words = f"{name}, aftale {number}."
            form = opened(line, path, cookie)
            form.fields |= {"words": words, "doers": seat}
            written.unanswered[words] = form
            status = sent(line, form)
            del written.unanswered[words]
            written.saved.add(words) if status == 303 else written.refused.append(status)
            if len(written.saved) >= enough:
                is_enough.set()

    def writes_while_it_lives(name: str) -> None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
                writes(name, line)
        except (OSError, http.client.HTTPException):
            assert is_enough.is_set(), "the portal was gone before anybody killed it"

    with ThreadPoolExecutor(len(hands)) as pool:
        ends = [pool.submit(writes_while_it_lives, name) for name in hands]
        is_enough.wait(120)
        kill(run)
        for end in ends:
            end.result(60)
    return written


def opened(line: http.client.HTTPConnection, path: str, cookie: str) -> Form:
    line.request("GET", path, headers={"Cookie": cookie})
    answer = line.getresponse()
    page, given = answer.read().decode(), answer.getheader("Set-Cookie")
    fields = {
        NAME.search(one)[1]: VALUE.search(one)[1] for one in HIDDEN.findall(page[page.index("<main") :])
    }
    return Form(path, given.partition(";")[0] if given else cookie, fields)


def sent(line: http.client.HTTPConnection, form: Form) -> int:
    told = {"Cookie": form.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", form.path, urlencode(form.fields), told)
    answer = line.getresponse()
    answer.read()
    return answer.status
