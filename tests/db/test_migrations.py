"""Every step up and down, empty and with people in it; and the built schema is what the models say."""

import threading
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url

from portal.db import triggers
from portal.db.base import Base
from portal.db.migrations import FOLDER, NewerDatabase, migrate
from portal.db.session import connect, session
from portal.messages import worker

STEPS = sorted(script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions())


def go(database, to: str = "head") -> None:
    """Migrate as the owner, and give the portal's role its rights."""
    migrate(database.owner_url, to=to, grant_to=make_url(database.url).username or "")


@pytest.fixture
def engine(database) -> Iterator[Engine]:
    opened = create_engine(database.owner_url)
    yield opened
    opened.dispose()


def test_the_built_schema_is_what_the_models_say(app, engine):
    with engine.connect() as connection:
        opts = {"compare_type": same_kind, "include_name": ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """The worker's own tables are no models of ours."""
    queues = {table for tables in worker.TABLES.values() for table in tables}
    return kind != "table" or name not in queues


def test_the_workers_tables_are_the_ones_it_would_make_itself(app, database, engine):
    """When a new huey wants other tables, a migration makes them: the portal's own role may not."""
    with engine.connect() as connection:
        before = shape(connection)
    make_them = worker.queue(database.owner_url, "only for the tests", create_tables=True)
    make_them.storage.close()

    with engine.connect() as connection:
        assert shape(connection) == before
        assert set(worker.TABLES[connection.dialect.name]) <= set(inspect(connection).get_table_names())


def shape(connection) -> dict:
    """Every table with its columns and indexes."""
    look = inspect(connection)
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in look.get_columns(table)],
            sorted(index["name"] for index in look.get_indexes(table)),
        )
        for table in look.get_table_names()
    }


def same_kind(_context, _inspected, _meta, inspected_type, meta_type) -> bool:
    """True when they differ. Kinds that a database spells in its own way count as the same."""
    spelled = {
        "UUID": "UUID",
        "CHAR": "UUID",
        "DATETIME": "TIMESTAMP",
        "TIMESTAMP": "TIMESTAMP",
        "NUMERIC": "CHAR",
    }
    built, said = type(inspected_type).__name__.upper(), type(meta_type).__name__.upper()
    own = {"UTCDATETIME": "TIMESTAMP", "ENCRYPTED": "TEXT", "UUID": "UUID", "INTEGER": "INTEGER"}
    own["SMALLINTEGER"] = "SMALLINT"
    return spelled.get(built, built) != own.get(said, spelled.get(said, said))


def test_each_step_goes_up_down_and_up_again_with_its_triggers(database, engine):
    """One walk down, step by step, and one up: what a step leaves behind on its way down stands in the way
    of the next up. The portal's role gets its rights at the end: a step asks for none."""
    session.remove()
    for target in (*reversed(STEPS[:-1]), "base", *STEPS):
        migrate(database.owner_url, to=target)
        with engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            built = triggers.installed(connection)
            assert built == triggers.expected(tables, connection.dialect.name), target
    go(database)


def test_the_last_step_keeps_the_rows_of_the_steps_before(a, database, engine):
    case = a.case()
    a.entry(case, a.member(case), "Skrevet før flytningen.")
    session.remove()

    go(database, to="0005_review")
    go(database)

    with engine.connect() as connection:
        assert (
            connection.execute(text("SELECT words FROM contribution")).scalar_one()
            == "Skrevet før flytningen."
        )


def test_two_that_migrate_at_once_do_it_once(database, engine):
    session.remove()
    go(database, to="base")
    faults = []

    def try_it() -> None:
        try:
            go(database)
        except Exception as fault:
            faults.append(fault)

    both = [threading.Thread(target=try_it) for _ in range(2)]
    [thread.start() for thread in both]
    [thread.join() for thread in both]

    assert faults == []
    with engine.connect() as connection:
        assert "map_entry" in inspect(connection).get_table_names()


def test_a_database_from_a_newer_version_is_left_alone(database, engine):
    session.remove()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))

    with pytest.raises(NewerDatabase, match="9999_later"):
        go(database)

    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :last"), {"last": STEPS[-1]})


def test_sqlite_keeps_what_it_has_confirmed(tmp_path):
    with connect(f"sqlite:///{tmp_path}/x.db").connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "recursive_triggers", "busy_timeout")
        }

    assert told == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "recursive_triggers": 1,
        "busy_timeout": 5000,
    }


def test_on_postgresql_the_portals_role_may_not_rewrite_history(app, database):
    if not database.url.startswith("postgresql"):
        return
    for statement in (
        "UPDATE event SET what = 'x'",
        "DELETE FROM look",
        "TRUNCATE event CASCADE",
        "DROP TABLE event",
    ):
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            session.execute(text(statement))
        session.rollback()
