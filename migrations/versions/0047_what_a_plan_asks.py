"""An agreement says which situation it is for, from and until which day, and which goal it brings nearer."""

import sqlalchemy as sa
from alembic import op

revision = "0047_what_a_plan_asks"
down_revision = "0045_both_ways"

WORDED = ("agreement", "proposal")
KNOWN = "situation IN ('', 'morning', 'evening', 'contact', 'weekend', 'celebration')"
WHOLE_DAYS = "length(starts) IN (0, 10) AND length(ends) IN (0, 10)"
IN_ORDER = "starts = '' OR ends = '' OR ends >= starts"
RULES = {"situation": ("known_situation", KNOWN), "starts": None, "ends": ("whole_days", WHOLE_DAYS)}


def upgrade() -> None:
    """Columns are added one by one: batch mode would make the tables anew and drop their triggers."""
    uuid = sa.Uuid().compile(dialect=op.get_bind().dialect)
    for table in WORDED:
        for name, rule in RULES.items():
            _add(table, name, "TEXT DEFAULT '' NOT NULL", rule)
        goal = f"{uuid} CONSTRAINT fk_{table}_goal_id REFERENCES contribution (id)"
        _add(table, "goal_id", goal, ("ends_after_it_starts", IN_ORDER))


def _add(table: str, name: str, kind: str, rule: tuple[str, str] | None) -> None:
    check = f" CONSTRAINT ck_{table}_{rule[0]} CHECK ({rule[1]})" if rule else ""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}{check}")


def downgrade() -> None:
    for table in reversed(WORDED):
        for name in ("goal_id", "ends", "starts", "situation"):
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
