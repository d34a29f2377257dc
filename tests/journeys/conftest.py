"""The portal as a newcomer starts it, in a process of its own; and one Chromium for all journeys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.databases import Database
from tests.journeys.starting import start
from tests.journeys.visitor import Visitor
from tests.machine import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[str]:
    """The portal on SQLite, with the demo families in it."""
    run, address = start(tmp_path / "var")
    yield address
    run.terminate()
    run.wait(30)


@pytest.fixture
def portal_on_postgresql(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    database: Database = request.getfixturevalue("postgresql").fresh()
    run, address = start(
        tmp_path / "var", PORTAL_DATABASE_URL=database.url, PORTAL_MIGRATION_URL=database.owner_url
    )
    yield address
    run.terminate()
    run.wait(30)


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
