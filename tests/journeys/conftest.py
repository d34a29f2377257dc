"""The portal as a newcomer starts it, in a process of its own; and one Chromium for all journeys."""
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.databases import Database
from tests.journeys.visitor import Visitor
from tests.machine import chromium

ROOT = Path(__file__).parents[2]
READY = "Ctrl-C"


def two_free_ports() -> int:
    """A port whose neighbour is free as well: the portal and the pretend MitID stand side by side."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                other.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return int(port)


def start(var: Path, **more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the demo; return when it says that it is ready."""
    port = two_free_ports()
    told = {**os.environ, "PORT": str(port), "PORTAL_VAR": str(var), **more}
    log = var.parent / "portal.log"
    with log.open("w") as said:
        run = subprocess.Popen([sys.executable, "-c", "from portal.cli import main; main()", "demo"], cwd=ROOT,
                               env=told, stdout=said, stderr=subprocess.STDOUT)
    while READY not in log.read_text():
        assert run.poll() is None, log.read_text()
    urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).close()
    return run, f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[str]:
    """The portal on SQLite, with the demo family in it."""
    run, address = start(tmp_path / "var")
    yield address
    run.terminate()
    run.wait(10)


@pytest.fixture
def portal_on_postgresql(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    database: Database = request.getfixturevalue("postgresql").fresh(tmp_path)
    run, address = start(tmp_path / "var", PORTAL_DATABASE_URL=database.url, PORTAL_MIGRATION_URL=database.owner_url)
    yield address
    run.terminate()
    run.wait(10)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Give somebody a browser: `visitor(portal, "Sara", 375)`."""
    made: list[Visitor] = []

    def give(portal: str, name: str, width: int, *, scripts: bool = True) -> Visitor:
        made.append(Visitor(browser, portal, name, width, scripts=scripts))
        return made[-1]

    yield give
    for one in made:
        one.context.close()
