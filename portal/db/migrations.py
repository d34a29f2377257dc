"""Bring a database up to this version: one step at a time, one process at a time, never at import."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from portal.db.session import connect
from portal.db.triggers import APPEND_ONLY

FOLDER = Path(__file__).parents[2] / "migrations"
LOCK = 7_430_901  # any number, as long as every migration asks for the same one


class NewerDatabase(RuntimeError):
    """The database was made by a newer version of the portal than this one."""


def migrate(url: str, *, to: str = "head", grant_to: str = "") -> None:
    """Migrate the database at `url` (as its owner) to revision `to`.

    `grant_to`: the role the portal itself signs in as on PostgreSQL; it may read and add, and change only
    what is not append-only. Raises NewerDatabase. Safe when two start at once: the second waits and finds
    nothing to do.
    """
    engine = connect(url)
    try:
        with engine.begin() as connection:
            _one_at_a_time(connection)
            _step(connection, to)
            if grant_to and connection.dialect.name == "postgresql":
                _grant(connection, grant_to)
    finally:
        engine.dispose()


def revision(connection: Connection) -> str | None:
    """The revision the database is at."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def _one_at_a_time(connection: Connection) -> None:
    """On SQLite, BEGIN IMMEDIATE has already taken the lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _step(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    here = revision(connection)
    if here is not None and here not in known:
        raise NewerDatabase(f"the database is at {here}, which this version of the portal does not know")
    steps = sorted(known)
    down = here is not None and (to == "base" or (to in steps and steps.index(to) < steps.index(here)))
    (command.downgrade if down else command.upgrade)(config, to)


def alembic_config(connection: Connection) -> Any:
    """Alembic's configuration for a connection that is already in a transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _grant(connection: Connection, role: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in inspect(connection).get_table_names():
        rights = "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE, DELETE"
        name = connection.dialect.identifier_preparer.quote(table)
        connection.exec_driver_sql(f"REVOKE ALL ON {name} FROM {quoted}")
        connection.exec_driver_sql(f"GRANT {rights} ON {name} TO {quoted}")
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
