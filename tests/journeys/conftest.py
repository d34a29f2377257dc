"""The portal as a newcomer starts it, in a process of its own; and one Chromium for all journeys."""

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.databases import Database
from tests.journeys.starting import as_it_stands, start, stop
from tests.journeys.visitor import Visitor
from tests.machine import chromium


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Browser]:
    Visitor.judged.share(_shared(tmp_path_factory, worker_id) / "judged")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield opened
        opened.close()


def _shared(factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run that all its workers have."""
    base = factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the portal that all share keeps what it keeps."""
    return tmp_path_factory.mktemp("portal") / "var"


@pytest.fixture(scope="session")
def portal(var: Path, untouched: Path) -> Iterator[str]:
    """The portal on SQLite, with the demo families in it: for all whose doings are in nobody else's way."""
    as_it_stands(untouched, var)
    run, address = start(var)
    yield address
    stop(run)


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """What the demo keeps before anybody has done anything: filled once for all workers."""
    shared = _shared(tmp_path_factory, worker_id)
    var, done = shared / "untouched" / "var", shared / "untouched" / "done"
    with (shared / "untouched.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            var.parent.mkdir(exist_ok=True)
            run, _ = start(var)
            stop(run)
            done.touch()
    return var


@pytest.fixture
def own_portal(tmp_path: Path, untouched: Path) -> Iterator[str]:
    """The same for one journey alone, where nobody has done anything yet."""
    run, address = start(as_it_stands(untouched, tmp_path / "var"))
    yield address
    stop(run)


@pytest.fixture
def portal_on_postgresql(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    database: Database = request.getfixturevalue("postgresql").fresh()
    run, address = start(
        tmp_path / "var", PORTAL_DATABASE_URL=database.url, PORTAL_MIGRATION_URL=database.owner_url
    )
    yield address
    stop(run)


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
