"""Start the demo in a process of its own, with everything imported already: starting as a newcomer does, with
`make demo`, is tested among the tests of the demo."""

import multiprocessing
import secrets
import socket
import sqlite3
from datetime import datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from tests.journeys import warm

ROOT = Path(__file__).parents[2]
READY = "Ctrl-C"
HOURS_UNKNOWN = {"PORTAL_PHONE_OPEN": ""}
"""So that the same stands first at whatever hour a journey is made."""
NEEDS_NOTHING = {
    "PORTAL_PLAN_NEEDS_SECTIONS": "[]",
    "PORTAL_PLAN_NEEDS_NETWORK": "0",
    "PORTAL_PLAN_NEEDS_CHILD": "false",
}
"""A plan of one agreement goes out: what must stand in it is tested beside the plan."""
PACE = 0.05
"""Seconds between two looks whether it is ready."""
WARM = multiprocessing.get_context("forkserver")
WARM.set_forkserver_preload([warm.__name__])
COMPILED = TemporaryDirectory(prefix="templates-")


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


def start(var: Path, later: datetime | None = None, **more: str) -> tuple[ForkServerProcess, str]:
    """Start the demo; return when it says that it is ready. `later`: the time to which its worker wakes."""
    port = two_free_ports()
    told = {"PORT": str(port), "PORTAL_VAR": str(var), "PORTAL_UNDO_SECONDS": "1", **HOURS_UNKNOWN}
    told |= NEEDS_NOTHING | more
    log = var.parent / "portal.log"
    log.touch()
    run = WARM.Process(target=warm.demo, args=(told, log, Path(COMPILED.name), later), daemon=True)
    run.start()
    while READY not in log.read_text():
        run.join(PACE)
        assert run.is_alive(), log.read_text()
    urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).close()
    return run, f"http://127.0.0.1:{port}"


def stop(run: ForkServerProcess) -> None:
    run.terminate()
    run.join(30)


def as_it_stands(var: Path, copy: Path) -> Path:
    """All that a demo has kept under `var`, in a folder of its own; the demo may go on meanwhile."""
    copy.mkdir(parents=True)
    for file in var.glob("*.key"):
        (copy / file.name).write_bytes(file.read_bytes())
    with sqlite3.connect(var / "portal.db") as from_, sqlite3.connect(copy / "portal.db") as to:
        from_.backup(to)
    return copy
