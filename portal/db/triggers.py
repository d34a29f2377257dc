"""Rows that are added and never touched again: refused by the database itself, on both databases.

The list below is the promise. `installed` reads what the database really has, since Alembic's batch mode on SQLite
drops triggers without a word; a test compares the two after every migration.
"""
from collections.abc import Iterator

from sqlalchemy import Connection, text

APPEND_ONLY = ("event", "look", "look_seal", "sealed_look", "earlier_wording", "sign_in_audit", "plan_line", "approval")
FROZEN_COLUMNS = {
    "plan_version": ("case_id", "number", "hash", "created_at", "sent_by_id"),
    "contribution": ("case_id", "author_id", "kind", "created_at"),
    "score": ("step", "basis_kind", "dimension", "ruler_version_id", "scorer_id"),
}
PG_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


def append_only(dialect: str, table: str) -> Iterator[str]:
    """DDL that refuses UPDATE and DELETE (and TRUNCATE, where there is such a thing) on a table."""
    for verb in ("update", "delete"):
        yield _trigger(dialect, f"{table}_never_{verb}", f"BEFORE {verb.upper()} ON {table}", table)
    if dialect == "postgresql":
        yield (f"CREATE TRIGGER {table}_never_truncate BEFORE TRUNCATE ON {table} "
               f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")


def frozen(dialect: str, table: str, columns: tuple[str, ...]) -> Iterator[str]:
    """DDL that refuses to change some columns of a table, or to delete its rows."""
    yield _trigger(dialect, f"{table}_frozen", f"BEFORE UPDATE OF {', '.join(columns)} ON {table}", table)
    yield _trigger(dialect, f"{table}_never_delete", f"BEFORE DELETE ON {table}", table)


def _trigger(dialect: str, name: str, when: str, table: str) -> str:
    if dialect == "postgresql":
        return f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    return f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"


def expected(tables: set[str], dialect: str) -> set[str]:
    """The names of the triggers that a database with these tables must have."""
    names: set[str] = set()
    for table in APPEND_ONLY:
        verbs = ("update", "delete", "truncate") if dialect == "postgresql" else ("update", "delete")
        names |= {f"{table}_never_{verb}" for verb in verbs if table in tables}
    for table in FROZEN_COLUMNS:
        names |= {f"{table}_frozen", f"{table}_never_delete"} if table in tables else set()
    return names


def installed(connection: Connection) -> set[str]:
    """The names of the triggers the database has."""
    asked = ("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal" if connection.dialect.name == "postgresql"
             else "SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return set(connection.scalars(text(asked)))
