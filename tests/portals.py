"""The portal on top of a test's database: made once, and used again until a test has changed it.

Making it takes longer than most tests do; what differs from test to test is in the database alone.
"""

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from psycopg._preparing import PrepareManager
from sqlalchemy import event

from portal.app import create_app
from portal.db.sealed import use_keys
from portal.db.session import session
from portal.settings import Settings
from tests.settings_for_tests import settings_for_tests

CHANGEABLE = (
    *("view_functions", "before_request_funcs", "after_request_funcs", "teardown_request_funcs"),
    *("error_handler_spec", "template_context_processors", "blueprints", "extensions"),
)


def portal_with(settings: Settings, templates: FileSystemBytecodeCache) -> Flask:
    """The portal with these settings, and with templates that were compiled for another already."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = templates
    return app


class Portal:
    """One app with its engine, and how it was when it was made."""

    def __init__(self, database_url: str, folder: Path, templates: FileSystemBytecodeCache) -> None:
        self.settings = settings_for_tests(database_url, folder)
        self.app = portal_with(self.settings, templates)
        self.engine: Any = session.get_bind()
        of_sqlite = self.engine.dialect.name == "sqlite"
        event.listen(self.engine, "connect", _let_it_lie if of_sqlite else _learn_for_good)
        self._was = self._is()

    def again(self) -> None:
        """Connect as when it was made: another test may have connected something else."""
        for name in set(self.settings.__dict__) - set(type(self.settings).model_fields):
            del self.settings.__dict__[name]  # worked out once, from settings that a test may have changed
        use_keys(self.settings.keys())
        session.remove()
        session.configure(bind=self.engine)

    def let_go(self) -> None:
        """The next test meets nothing that is under way, and no connection of another portal that the test
        has made. On SQLite no connection at all: it would be one to the file of this test."""
        other: Any = session.get_bind()
        session.remove()
        if other is not self.engine:
            other.dispose()
        if self.engine.dialect.name == "sqlite" or self.engine.pool.checkedout():
            self.engine.dispose()

    @property
    def is_changed(self) -> bool:
        return self._is() != self._was

    def _is(self) -> Any:
        _ = self.app.jinja_loader  # found once, when somebody asks
        parts = {name: _members(getattr(self.app, name)) for name in CHANGEABLE}
        told = {name: getattr(self.settings, name) for name in type(self.settings).model_fields}
        return parts, set(self.app.__dict__), dict(self.app.config), told


def _let_it_lie(raw: Any, _record: Any) -> None:
    """What a test writes need not survive this machine: nobody waits for the disk."""
    raw.execute("PRAGMA synchronous=OFF")


class Learnt(PrepareManager):
    """What PostgreSQL has read and planned on a connection, kept after a rollback as well. (psycopg forgets
    it there, in case tables were made in what is rolled back; the portal makes none.)"""

    def clear(self) -> bool:
        return False


def _learn_for_good(raw: Any, _record: Any) -> None:
    """Each test asks few questions, and all of them the same ones: without this, PostgreSQL would read and
    plan nearly every one anew, which takes longer than to answer it."""
    raw._prepared = Learnt()
    raw.prepare_threshold, raw.prepared_max = 1, 500


def _members(of: Any) -> Any:
    """What is in it, by identity: the app's own parts are put in while it is made. What is empty says
    nothing: Flask makes empty places as it looks for something."""
    if isinstance(of, dict):
        return {key: within for key, value in of.items() if (within := _members(value)) not in ({}, [])}
    if isinstance(of, list | tuple):
        return [id(one) for one in of]
    return id(of)
