"""Words written down for another, in the open; and who put new words in the place of others."""

import sqlalchemy as sa
from alembic import op

revision = "0036_writing"
down_revision = "0034_breach"

WRITTEN = "written_by_id IS NULL"


def _columns() -> list[tuple[str, str]]:
    """Batch mode would make the tables anew and drop their triggers; a rule that a column carries goes with
    it when it is dropped."""
    dialect = op.get_bind().dialect
    moment, id_ = (kind.compile(dialect=dialect) for kind in (sa.DateTime(timezone=True), sa.Uuid()))

    def person(table: str, column: str) -> str:
        return f"{column} {id_} CONSTRAINT fk_{table}_{column} REFERENCES person (id)"

    def rule(name: str, says: str) -> str:
        return f" CONSTRAINT ck_contribution_{name} CHECK ({says})"

    for_another = rule("written_for_another", f"{WRITTEN} OR written_by_id <> author_id")
    known = rule("known_way_of_writing", "written_how IN ('reading', 'interpreter', 'paper', 'meeting')")
    says_how = rule("says_how_it_was_written", f"({WRITTEN}) = (written_how IS NULL)")
    read_aloud = rule("read_aloud_by_somebody", f"NOT read_aloud OR NOT ({WRITTEN})")
    not_said = rule("not_said_but_written", f"not_said_at IS NULL OR NOT ({WRITTEN})")
    return [
        ("earlier_wording", person("earlier_wording", "by_id")),
        ("contribution", person("contribution", "written_by_id") + for_another),
        ("contribution", f"written_how TEXT{known}{says_how}"),
        ("contribution", f"read_aloud BOOLEAN DEFAULT FALSE NOT NULL{read_aloud}"),
        ("contribution", f"not_said_at {moment}{not_said}"),
    ]


def upgrade() -> None:
    for table, column in _columns():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def downgrade() -> None:
    for table, column in reversed(_columns()):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
