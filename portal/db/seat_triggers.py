"""A professional takes a seat on a standing yes, or on a law: held by the database, on both databases.

Whether every needed yes is there is asked when the seat is taken (`portal.cases.queries.terms`); that there
is none at all, the database refuses, whoever asks.
"""

from collections.abc import Iterator

NAME = "membership_on_a_yes_or_a_law"
WHEN = "BEFORE UPDATE OF person_id ON membership"
NO_GROUND = """
NEW.role = 'professional' AND NEW.person_id IS NOT NULL AND OLD.person_id IS NULL AND NEW.law IS NULL
AND NOT EXISTS (SELECT 1 FROM term_answer t WHERE t.membership_id = NEW.id AND t.yes
  AND t.withdrawn_at IS NULL)
"""
WHY = "a professional comes in on a yes or a law"


def held_to_a_ground(dialect: str) -> Iterator[str]:
    """DDL by which no professional takes a seat without a yes or a law."""
    if dialect == "postgresql":
        raised = f"RAISE EXCEPTION '{WHY}' USING ERRCODE = 'restrict_violation'"
        does = f"IF ({NO_GROUND}) THEN {raised}; END IF; RETURN NEW"
        yield f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; END $$"
        yield f"CREATE TRIGGER {NAME} {WHEN} FOR EACH ROW EXECUTE FUNCTION {NAME}()"
    else:
        yield f"CREATE TRIGGER {NAME} {WHEN} WHEN ({NO_GROUND}) BEGIN SELECT RAISE(ABORT, '{WHY}'); END"


def held_to_no_ground(dialect: str) -> Iterator[str]:
    """DDL by which it is as before."""
    yield f"DROP TRIGGER {NAME}" + (" ON membership" if dialect == "postgresql" else "")
    if dialect == "postgresql":
        yield f"DROP FUNCTION {NAME}()"
