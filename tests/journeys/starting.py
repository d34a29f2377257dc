"""Start the portal as a newcomer does, in a process of its own."""

import os
import secrets
import socket
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
READY = "Ctrl-C"
STARTED = "from portal.cli import main; main()"
LATER = """
import datetime, time_machine
from portal.demo import running

create = running.create_worker

def create_then(*settings, **how):
    time_machine.travel(datetime.datetime.fromisoformat({moment!r})).start()
    return create(*settings, **how)

running.create_worker = create_then
"""
"""The demo, where it is another time from the moment its worker is made: a start may take long."""


def two_free_ports() -> int:
    """A port whose neighbour is free as well: the portal and the pretend MitID stand side by side. Below
    those that the system hands out, or a browser's own connection might take one before the portal does."""
    while True:
        port = 10_000 + 2 * secrets.randbelow(11_000)
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def start(var: Path, later: datetime | None = None, **more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the demo; return when it says that it is ready. `later`: the time to which its worker wakes."""
    port = two_free_ports()
    told = {**os.environ, "PORT": str(port), "PORTAL_VAR": str(var), "PORTAL_UNDO_SECONDS": "1", **more}
    log = var.parent / "portal.log"
    code = (LATER.format(moment=later.isoformat()) if later else "") + STARTED
    with log.open("w") as said:
        run = subprocess.Popen(
            [sys.executable, "-c", code, "demo"],
            cwd=ROOT,
            env=told,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    while READY not in log.read_text():
        assert run.poll() is None, log.read_text()
    urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).close()
    return run, f"http://127.0.0.1:{port}"


def as_it_stands(var: Path, copy: Path) -> Path:
    """All that a demo has kept under `var`, in a folder of its own; the demo may go on meanwhile."""
    copy.mkdir(parents=True)
    for file in var.glob("*.key"):
        (copy / file.name).write_bytes(file.read_bytes())
    with sqlite3.connect(var / "portal.db") as from_, sqlite3.connect(copy / "portal.db") as to:
        from_.backup(to)
    return copy
