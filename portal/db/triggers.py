"""Rows that are added and never touched again: refused by the database itself, on both databases.

The list below is the promise. `installed` reads what the database really has, since Alembic's batch mode on
SQLite drops triggers without a word; a test compares the two after every migration.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from portal.db import leader_triggers, no_triggers, seat_triggers, status_triggers
from portal.db.never_changed import APPEND_ONLY as APPEND_ONLY
from portal.db.never_changed import FOR_PROFESSIONALS as FOR_PROFESSIONALS
from portal.db.never_changed import FROZEN_COLUMNS as FROZEN_COLUMNS
from portal.db.never_changed import FROZEN_WORDS as FROZEN_WORDS

PG_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def append_only(dialect: str, table: str) -> Iterator[str]:
    """DDL that refuses UPDATE and DELETE (and TRUNCATE, where there is such a thing) on a table."""
    for verb in ("update", "delete"):
        yield _trigger(dialect, f"{table}_never_{verb}", f"BEFORE {verb.upper()} ON {table}", table)
    if dialect == "postgresql":
        yield (
            f"CREATE TRIGGER {table}_never_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def frozen(dialect: str, table: str, columns: tuple[str, ...]) -> Iterator[str]:
    """DDL that refuses to change some columns of a table, or to delete its rows."""
    yield _trigger(dialect, f"{table}_frozen", f"BEFORE UPDATE OF {', '.join(columns)} ON {table}", table)
    yield _trigger(dialect, f"{table}_never_delete", f"BEFORE DELETE ON {table}", table)


def frozen_words(dialect: str, kind: str) -> str:
    """DDL that refuses to change what a contribution of this kind says, and which child it is about."""
    return _trigger(
        dialect,
        f"{kind}_words_frozen",
        "BEFORE UPDATE OF words, language, child_id ON contribution",
        "contribution",
        only=f"OLD.kind = '{kind}'",
    )


def for_professionals(dialect: str, kind: str) -> Iterator[str]:
    """DDL that refuses to put a contribution of this kind before the family side, or to hide it."""
    yield _trigger(
        dialect,
        f"{kind}_never_open",
        "BEFORE INSERT ON contribution",
        "contribution",
        only=f"NEW.kind = '{kind}' AND (NOT NEW.professional_only OR NEW.audience <> 'in_case')",
    )
    yield _trigger(
        dialect,
        f"{kind}_never_opened",
        "BEFORE UPDATE OF professional_only, audience, released_at, hidden_at ON contribution",
        "contribution",
        only=f"OLD.kind = '{kind}'",
    )


YOUNGEST_FORGOTTEN = 180
"""Days. Whatever a setting says, the database forgets no look that is younger than this."""
FORGETTING = "forgotten_seal_forgets"
PG_FORGETTING = f"""
CREATE FUNCTION refuse_unless_forgotten() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE seal integer; BEGIN
  IF TG_TABLE_NAME = 'sealed_look' THEN seal := OLD.seal_number;
  ELSE SELECT s.seal_number INTO seal FROM sealed_look s WHERE s.look_id = OLD.id; END IF;
  IF NOT EXISTS (SELECT 1 FROM forgotten_seal f WHERE f.seal_number = seal) THEN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END IF;
  RETURN OLD;
END $$;
CREATE FUNCTION forget_looks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS
$$ BEGIN
  IF EXISTS (SELECT 1 FROM look l JOIN sealed_look s ON s.look_id = l.id WHERE s.seal_number = NEW.seal_number
             AND l.created_at > CURRENT_TIMESTAMP - INTERVAL '{YOUNGEST_FORGOTTEN} days') THEN
    RAISE EXCEPTION 'these looks are too young to be forgotten' USING ERRCODE = 'restrict_violation'; END IF;
  DELETE FROM look WHERE id IN (SELECT s.look_id FROM sealed_look s WHERE s.seal_number = NEW.seal_number);
  RETURN NULL;
END $$
"""
"""The portal's role may delete no look. It may say that a batch is forgotten; the rest the database does."""
SQLITE_SEAL_OF = {
    "look": "SELECT s.seal_number FROM sealed_look s WHERE s.look_id = OLD.id",
    "sealed_look": "OLD.seal_number",
}
SQLITE_FORGETTING = f"""
CREATE TRIGGER {FORGETTING} AFTER INSERT ON forgotten_seal BEGIN
  SELECT RAISE(ABORT, 'these looks are too young to be forgotten') WHERE EXISTS (
    SELECT 1 FROM look l JOIN sealed_look s ON s.look_id = l.id WHERE s.seal_number = NEW.seal_number
    AND l.created_at > datetime('now', '-{YOUNGEST_FORGOTTEN} days'));
  DELETE FROM look WHERE id IN (SELECT s.look_id FROM sealed_look s WHERE s.seal_number = NEW.seal_number);
END
"""


def forgetting(dialect: str) -> Iterator[str]:
    """DDL by which whole batches of looks are forgotten: only those that `forgotten_seal` names."""
    if dialect == "postgresql":
        yield PG_FORGETTING
    for table, seal in SQLITE_SEAL_OF.items():
        name, when = f"{table}_never_delete", f"BEFORE DELETE ON {table}"
        yield f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
        if dialect == "postgresql":
            yield f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION refuse_unless_forgotten()"
        else:
            forgotten = "SELECT 1 FROM forgotten_seal f WHERE f.seal_number"
            yield _trigger(dialect, name, when, table, only=f"NOT EXISTS ({forgotten} = ({seal}))")
    yield (
        f"CREATE TRIGGER {FORGETTING} AFTER INSERT ON forgotten_seal "
        "FOR EACH ROW EXECUTE FUNCTION forget_looks()"
        if dialect == "postgresql"
        else SQLITE_FORGETTING
    )


def forgetting_no_more(dialect: str) -> Iterator[str]:
    """DDL by which no look is ever forgotten again, as before."""
    for table in SQLITE_SEAL_OF:
        yield f"DROP TRIGGER {table}_never_delete" + (f" ON {table}" if dialect == "postgresql" else "")
        yield _trigger(dialect, f"{table}_never_delete", f"BEFORE DELETE ON {table}", table)
    if dialect == "postgresql":
        yield "DROP FUNCTION refuse_unless_forgotten(), forget_looks()"


def _trigger(dialect: str, name: str, when: str, table: str, only: str = "") -> str:
    which = f" WHEN ({only})" if only else ""
    if dialect == "postgresql":
        return f"CREATE TRIGGER {name} {when} FOR EACH ROW{which} EXECUTE FUNCTION refuse_change()"
    refusal = f"SELECT RAISE(ABORT, 'rows of {table} are never changed')"
    return f"CREATE TRIGGER {name} {when}{which} BEGIN {refusal}; END"


def expected(tables: set[str], dialect: str) -> set[str]:
    """The names of the triggers that a database with these tables must have."""
    names: set[str] = set()
    for table in APPEND_ONLY:
        verbs = ("update", "delete", "truncate") if dialect == "postgresql" else ("update", "delete")
        names |= {f"{table}_never_{verb}" for verb in verbs if table in tables}
    for table in FROZEN_COLUMNS:
        names |= {f"{table}_frozen", f"{table}_never_delete"} if table in tables else set()
    for kind in FOR_PROFESSIONALS:
        names |= {f"{kind}_never_open", f"{kind}_never_opened"} if kind in tables else set()
    names |= set(status_triggers.NAMES) if "plan_status_change" in tables else set()
    names |= {seat_triggers.NAME} if "term_answer" in tables else set()
    names |= set(leader_triggers.NAMES) if "leader_question" in tables else set()
    names |= set(no_triggers.NAMES) if no_triggers.TABLE in tables else set()
    names |= {FORGETTING} if "forgotten_seal" in tables else set()
    return names | {f"{kind}_words_frozen" for kind in FROZEN_WORDS if kind in tables}


def installed(connection: Connection) -> set[str]:
    """The names of the triggers the database has."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.dialect.name == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    return set(connection.scalars(text(asked)))
