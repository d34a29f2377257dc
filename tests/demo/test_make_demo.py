"""One command starts the portal; one signal stops all of it; what is in the way is said in one sentence."""

import os
import signal
import socket
import sqlite3
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from portal.db.migrations import migrate
from portal.demo.place import DATABASE
from tests.journeys.starting import READY, ROOT, two_free_ports

PATIENCE = 60


def make_demo(var: Path, port: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["make", "--silent", "demo", *more],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PORT": str(port), "PORTAL_VAR": str(var)},
        start_new_session=True,  # a signal to make alone reaches make alone
        preexec_fn=_listens,
    )


def _listens() -> None:
    """Where the tests run in the background, Ctrl-C is nothing to them, and would be nothing to make."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until_ready(run: subprocess.Popen[str]) -> list[str]:
    assert run.stdout is not None
    said = []
    for line in run.stdout:
        said.append(line.rstrip())
        if READY in line:
            return said
    raise AssertionError("\n".join(said))


def answers(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
    except (URLError, ConnectionError, TimeoutError):
        return False
    return True


def gone(*ports: int) -> bool:
    """True as soon as nobody answers on the ports any more; False when somebody still does."""
    deadline = time.monotonic() + PATIENCE
    while any(map(answers, ports)):
        if time.monotonic() > deadline:
            return False
    return True


def test_a_signal_that_reaches_only_make_stops_everything(tmp_path):
    """Ctrl-C here; what a supervisor sends, in the test of a newer database below."""
    port = two_free_ports()
    run = make_demo(tmp_path / "var", port)
    said = until_ready(run)
    assert f"Portal: http://127.0.0.1:{port}/" in said
    assert any("Sara Holm" in line for line in said)
    assert any(f"http://127.0.0.1:{port + 1}/phone" in line for line in said)
    inbox = f"http://127.0.0.1:{port + 1}/inbox"
    assert f"Messages that would have been sent: {inbox}" in said
    with urlopen(inbox, timeout=10) as page:
        assert "Det her er ikke en rigtig indbakke" in page.read().decode()
    assert answers(port)

    os.kill(run.pid, signal.SIGINT)

    run.communicate(timeout=PATIENCE)
    assert gone(port, port + 1)


def test_a_port_in_use_is_said_in_one_sentence(tmp_path):
    port = two_free_ports()
    with socket.create_server(("127.0.0.1", port)):
        said, _errors = make_demo(tmp_path / "var", port).communicate(timeout=PATIENCE)

    assert f"Port {port} is in use." in said
    assert "Traceback" not in said


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")

    run = make_demo(tmp_path / "file" / "var", two_free_ports())
    said, _errors = run.communicate(timeout=PATIENCE)

    assert run.returncode != 0
    assert "cannot be written to" in said
    assert "Traceback" not in said


def test_a_database_from_a_newer_version_is_said_in_one_sentence_and_reset_begins_anew(tmp_path):
    var, port = tmp_path / "var", two_free_ports()
    var.mkdir()
    migrate(f"sqlite:///{var / DATABASE}")
    with sqlite3.connect(var / DATABASE) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999_later'")
    database.close()

    said, _errors = make_demo(var, port).communicate(timeout=PATIENCE)
    assert "made by a newer version" in said
    assert "Traceback" not in said

    again = make_demo(var, port, "RESET=1")
    until_ready(again)
    os.kill(again.pid, signal.SIGTERM)
    again.communicate(timeout=PATIENCE)
    assert gone(port, port + 1)
