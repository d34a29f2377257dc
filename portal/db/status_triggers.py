"""A version of the plan is what its last step made it: held by the database itself, on both databases.

A step is a row of `plan_status_change`, from what the version is to what `plan_transition` lets it become.
Adding it moves the version; nothing else does.
"""

from collections.abc import Iterator

NAMES = (
    "plan_status_change_goes_on",
    "plan_status_change_moves",
    "plan_version_begins_as_draft",
    "plan_version_follows_its_steps",
    "plan_transition_never_insert",
)
LAST = """SELECT c.{} FROM plan_status_change c WHERE c.version_id = NEW.id ORDER BY c.number DESC LIMIT 1"""
GOES_ON = """
NEW.from_status <> (SELECT v.status FROM plan_version v WHERE v.id = NEW.version_id)
OR NEW.number <> 1 + (SELECT count(*) FROM plan_status_change c WHERE c.version_id = NEW.version_id)
"""
FOLLOWS = f"""
(NEW.status <> OLD.status AND NEW.status <> COALESCE(({LAST.format("to_status")}), ''))
OR (NEW.in_force_at {{differs}} OLD.in_force_at AND (OLD.in_force_at IS NOT NULL
    OR NEW.status <> 'in_force' OR NEW.in_force_at <> ({LAST.format("created_at")})))
"""
MOVES = """
UPDATE plan_version SET status = NEW.to_status,
  in_force_at = CASE WHEN NEW.to_status = 'in_force' THEN NEW.created_at ELSE in_force_at END
WHERE id = NEW.version_id
"""
WHERE = {
    "plan_status_change_goes_on": "BEFORE INSERT ON plan_status_change",
    "plan_status_change_moves": "AFTER INSERT ON plan_status_change",
    "plan_version_begins_as_draft": "BEFORE INSERT ON plan_version",
    "plan_version_follows_its_steps": "BEFORE UPDATE OF status, in_force_at ON plan_version",
    "plan_transition_never_insert": "BEFORE INSERT ON plan_transition",
}
REFUSED = {
    "plan_status_change_goes_on": (GOES_ON, "a step begins where the version is"),
    "plan_version_begins_as_draft": ("NEW.status <> 'draft'", "a version begins as a draft"),
    "plan_version_follows_its_steps": (FOLLOWS, "a version is what its last step made it"),
    "plan_transition_never_insert": ("1 = 1", "the steps are given by a migration"),
}


def held_to_its_steps(dialect: str) -> Iterator[str]:
    """DDL by which a version changes its status by a written step alone."""
    make = _in_postgresql if dialect == "postgresql" else _in_sqlite
    for name in NAMES:
        yield from make(name)


def _in_sqlite(name: str) -> Iterator[str]:
    if name not in REFUSED:
        yield f"CREATE TRIGGER {name} {WHERE[name]} BEGIN {MOVES}; END"
        return
    rule, why = REFUSED[name]
    refusal = f"SELECT RAISE(ABORT, '{why}')"
    yield f"CREATE TRIGGER {name} {WHERE[name]} WHEN ({rule.format(differs='IS NOT')}) BEGIN {refusal}; END"


def _in_postgresql(name: str) -> Iterator[str]:
    if name in REFUSED:
        rule, why = REFUSED[name]
        raised = f"RAISE EXCEPTION '{why}' USING ERRCODE = 'restrict_violation'"
        does = f"IF ({rule.format(differs='IS DISTINCT FROM')}) THEN {raised}; END IF; RETURN NEW"
    else:
        does = f"{MOVES}; RETURN NULL"
    yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; END $$"
    yield f"CREATE TRIGGER {name} {WHERE[name]} FOR EACH ROW EXECUTE FUNCTION {name}()"


def refusing(dialect: str, name: str, when: str, rule: str, why: str) -> Iterator[str]:
    """DDL of a trigger that refuses a row for which `rule` is true."""
    if dialect == "postgresql":
        raised = f"RAISE EXCEPTION '{why}' USING ERRCODE = 'restrict_violation'"
        does = f"IF ({rule}) THEN {raised}; END IF; RETURN NEW"
        yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; END $$"
        yield f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()"
    else:
        yield f"CREATE TRIGGER {name} {when} WHEN ({rule}) BEGIN SELECT RAISE(ABORT, '{why}'); END"


def held_no_more(dialect: str) -> Iterator[str]:
    """DDL by which it is as before."""
    for name in NAMES:
        table = WHERE[name].rpartition(" ")[2]
        yield f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
        if dialect == "postgresql":
            yield f"DROP FUNCTION {name}()"
