"""A fresh, migrated database for every test, on SQLite and on PostgreSQL.

Each worker migrates once per engine. What the migrations themselves put in the tables is there in every test;
whatever a test wrote is gone before the next one. On PostgreSQL the portal is a role that may do no more
than the migrations grant it, as in production.
"""

import os
import secrets
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL

from portal.db.migrations import migrate

LINE = (
    "No PostgreSQL for the tests. All of them: make test ARGS='{tests}'. "
    "SQLite alone: PORTAL_TEST_ONLY=sqlite .venv/bin/pytest {tests}"
)
TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
SEQUENCES = "SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences WHERE last_value IS NULL"
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
BUSY = OTHERS + " AND state <> 'idle'"
"""Those in the middle of something. One that is idle holds nothing, and what it has learnt of the tables is
kept for the next test: to learn it takes longer than most tests do."""


@dataclass(frozen=True)
class Database:
    """One database: as the portal reaches it, and as its owner, who migrates it."""

    url: str
    owner_url: str


class Sqlite:
    """A migrated file, copied for each test, always to the same address."""

    def __init__(self, folder: Path) -> None:
        self._template, self._file = folder / "template.db", folder / "portal.db"
        migrate(f"sqlite:///{self._template}")
        with sqlite3.connect(self._template) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.close()

    def fresh(self) -> Database:
        """In another file than before: whatever a test has left open goes on reading the old one."""
        for left in ("-wal", "-shm"):
            self._file.with_name(self._file.name + left).unlink(missing_ok=True)
        shutil.copyfile(self._template, self._file.with_suffix(".new")).replace(self._file)
        return Database(f"sqlite:///{self._file}", f"sqlite:///{self._file}")

    def keep(self, name: str) -> None:
        """Remember the database as it is now. Nobody may be connected."""
        with sqlite3.connect(self._file) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.close()
        shutil.copyfile(self._file, self._template.with_name(f"{name}.db"))

    def as_kept(self, name: str) -> bool:
        """Bring back what was kept; False when nothing was. Nobody may be connected."""
        kept = self._template.with_name(f"{name}.db")
        if kept.exists():
            shutil.copyfile(kept, self._file)
        return kept.exists()


class PostgreSQL:
    """A worker's own database in a throw-away cluster: a copy of a migrated one, emptied for each test."""

    def __init__(self, worker: str) -> None:
        if "PGHOST" not in os.environ:
            pytest.fail(LINE.format(tests="..."), pytrace=False)
        self._name = f"portal_{worker}"
        self._template = self._kept("template")
        self._owner, self._portal = f"owner_{worker}", f"portal_{worker}"
        self._password = secrets.token_hex()
        self._inside: psycopg.Connection | None = None
        self._cluster = psycopg.connect(dbname="postgres", autocommit=True)
        self._make_roles()
        self._make_template()
        self._make_again()

    def fresh(self) -> Database:
        self._cluster.execute(BUSY, [self._name])
        self._inside = self._inside or self._open()
        with self._inside.transaction():
            as_migrated = self._rows_of(self._inside) == self._rows
            if as_migrated:
                self._inside.execute(self._emptying)
        if not as_migrated:
            self._make_again()
        return Database(self._url(self._portal, self._name), self._url(self._owner, self._name))

    def keep(self, name: str) -> None:
        """Remember the database as it is now. Nobody may be connected."""
        self._leave()
        self._run("CREATE DATABASE {} OWNER {} TEMPLATE {}", self._kept(name), self._owner, self._name)

    def as_kept(self, name: str) -> bool:
        """Bring back what was kept; False when nothing was. Nobody may be connected."""
        kept = self._kept(name)
        if not self._cluster.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept]).fetchone():
            return False
        self._make_again(kept)
        return True

    def _kept(self, name: str) -> str:
        return f"{self._name}_{name}"

    def _open(self) -> psycopg.Connection:
        """A connection on which no trigger and no foreign key is asked: rows just go."""
        inside = psycopg.connect(dbname=self._name, autocommit=True)
        inside.execute("SET session_replication_role = replica")
        inside.execute("SET lock_timeout = '10s'")
        return inside

    def _leave(self) -> None:
        if self._inside:
            self._inside.close()
        self._inside = None

    def close(self) -> None:
        self._leave()
        self._cluster.close()

    def _make_roles(self) -> None:
        left = "SELECT datname FROM pg_database WHERE datname = %s OR starts_with(datname, %s)"
        for (name,) in self._cluster.execute(left, [self._name, self._kept("")]).fetchall():
            self._run("DROP DATABASE {} WITH (FORCE)", name)
        for role in (self._owner, self._portal):
            self._run("DROP ROLE IF EXISTS {}", role)
            self._run("CREATE ROLE {} LOGIN PASSWORD {secret}", role)

    def _make_template(self) -> None:
        self._run("CREATE DATABASE {} OWNER {}", self._template, self._owner)
        migrate(self._url(self._owner, self._template), grant_to=self._portal)
        with psycopg.connect(dbname=self._template) as inside:
            tables = [name for (name,) in inside.execute(TABLES)]
            self._filled = [name for name in tables if inside.execute(f"TABLE {name} LIMIT 1").fetchone()]
            self._rows = self._rows_of(inside)
            emptying = [f"DELETE FROM {name}" for name in tables if name not in self._filled]
            emptying += [f"SELECT setval('{name}', 1, false)" for (name,) in inside.execute(SEQUENCES)]
            self._emptying = "; ".join(emptying) or "SELECT 1"
        inside.close()

    def _make_again(self, template: str = "") -> None:
        """A new copy of the template: at first, and after a test that changed rows of the migrations."""
        template = template or self._template
        self._leave()
        self._cluster.execute(OTHERS, [template])
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self._name)
        self._run("CREATE DATABASE {} OWNER {} TEMPLATE {}", self._name, self._owner, template)

    def _rows_of(self, inside: psycopg.Connection) -> list[str | None]:
        """A fingerprint of each table that the migrations fill."""
        rows = "SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM {} t"
        return [inside.execute(rows.format(name)).fetchone()[0] for name in self._filled]

    def _run(self, command: str, *names: str) -> None:
        secret = sql.Literal(self._password)
        self._cluster.execute(sql.SQL(command).format(*map(sql.Identifier, names), secret=secret))

    def _url(self, role: str, database: str) -> str:
        host, port = os.environ["PGHOST"], int(os.environ.get("PGPORT", "5432"))
        url = URL.create("postgresql+psycopg", role, self._password, host, port, database)
        return url.render_as_string(hide_password=False)
