"""Start the portal as in production, ask it, and read what its processes used."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.starting import ROOT, two_free_ports

HANDS, TICK_MS = 4, 1000 / os.sysconf("SC_CLK_TCK")
SERVER, CLIENT = 0, 1
"""The cores of each, where there are two: so that who asks does not slow down who answers."""


@dataclass
class Server:
    """The portal under gunicorn. `others`: processes of the database, whose work counts too."""

    port: int
    process: int
    others: tuple[int, ...] = ()

    def cpu_ms(self) -> float:
        """What it has used since it began, the database included."""
        return sum(used(one) for root in (self.process, *self.others) for one in tree(root))

    def memory(self) -> float:
        """MiB of one worker, shared pages counted in part (PSS)."""
        told = Path(f"/proc/{tree(self.process)[-1]}/smaps_rollup").read_text()
        return float(told.split("Pss:")[1].split()[0]) / 1024


@contextmanager
def serving(told: dict[str, Any], workers: int = 1, database: int | None = None) -> Iterator[Server]:
    port = two_free_ports()
    command = ["-m", "gunicorn", "--workers", str(workers), "--worker-class", "gthread", "--threads", "4"]
    command += ["--bind", f"127.0.0.1:{port}", "--keep-alive", "30", "--log-level", "error"]
    run = subprocess.Popen(
        [sys.executable, *command, "tests.bench.server:wsgi()"],
        cwd=ROOT,
        env={**os.environ, "BENCH": json.dumps(told)},
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: pin(SERVER) if workers == 1 else None,
    )
    try:
        wait_until_ready(port)
        yield Server(port, run.pid, (database,) if database else ())
    finally:
        run.terminate()
        run.wait(20)


def wait_until_ready(port: int) -> None:
    for _ in range(600):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
                line.request("GET", "/healthz")
                line.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the portal does not start")


def pin(core: int, process: int = 0) -> None:
    if len(os.sched_getaffinity(0)) > core and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process, {core})


def tree(root: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    return [root, *map(int, children)]


def used(process: int) -> float:
    """Milliseconds of CPU, those of its dead children included."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, told[11:15])) * TICK_MS


@dataclass
class Answered:
    """What one run of questions took. CPU of the servers for each (ms); seconds for each; all together."""

    cpu_ms: float = 0.0
    took: list[float] = field(default_factory=list)
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)


def ask(server: Server, path: str, headers: dict[str, str], times: int, hands: int = HANDS) -> Answered:
    """The same question `times` times, `hands` at a time."""
    answered = Answered()

    def one_hand(_number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for _ in range(times // hands):
            began = time.perf_counter()
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            answer.read()
            answered.took.append(time.perf_counter() - began)
            answered.statuses[answer.status] += 1

    before, began = server.cpu_ms(), time.perf_counter()
    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(one_hand, range(hands)))
    answered.seconds = time.perf_counter() - began
    answered.cpu_ms = (server.cpu_ms() - before) / len(answered.took)
    return answered
