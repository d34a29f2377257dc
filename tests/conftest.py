"""What tests may ask for: a database on both engines, the portal on top of it, people, their browsers."""

from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import FileSystemBytecodeCache

from tests.databases import Database, PostgreSQL, Sqlite

pytest_plugins = ["tests.engines"]


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    return Sqlite(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgresql(worker_id: str) -> Iterator[PostgreSQL]:
    cluster = PostgreSQL(worker_id)
    yield cluster
    cluster.close()


@pytest.fixture(params=("sqlite", "postgresql"))
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated database with nobody in it. Every test that asks for it runs on both engines."""
    return request.getfixturevalue(request.param).fresh()


@pytest.fixture
def database_url(database: Database) -> str:
    """The address the portal uses; on PostgreSQL with the portal's limited rights."""
    return database.url


@pytest.fixture
def owner_url(database: Database) -> str:
    """The address of the role that owns the tables."""
    return database.owner_url


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each test has a portal of its own; its templates are compiled once for all of them."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def portals() -> Iterator[dict[str, Any]]:
    """The portals that may be used again, by the address of their database."""
    kept: dict[str, Any] = {}
    yield kept
    for portal in kept.values():
        portal.engine.dispose()


@pytest.fixture
def app(
    request: pytest.FixtureRequest,
    database_url: str,
    portals: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
    compiled_templates: FileSystemBytecodeCache,
) -> Iterator[Any]:
    """The portal on a fresh database, with nobody in it. A test that adds to it is marked `own_app`."""
    from tests.portals import Portal

    own = request.node.get_closest_marker("own_app") is not None
    portal = None if own else portals.pop(database_url, None)
    if portal is None:
        portal = Portal(database_url, tmp_path_factory.mktemp("var"), compiled_templates)
    portal.again()
    yield portal.app
    portal.let_go()
    if own or portal.is_changed:
        portal.engine.dispose()
    else:
        portals[database_url] = portal


@pytest.fixture
def a(app: Any) -> Any:
    """Make things: `a.case()`, `a.person(in_case=case)`."""
    from tests import factories

    return factories


@pytest.fixture
def as_(app: Any) -> Any:
    """Be someone: `as_(bente).visit(url)`."""
    from tests.browser import signed_in_as

    return lambda person: signed_in_as(app, person)
