"""An agreement says which situation it is for, from and until which day, and which goal it brings nearer; a
check says what it found; a plan that begins says how its card was handed over."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import frozen, frozen_words

revision = "0047_what_a_plan_asks"
down_revision = "0046_no_to_the_plan"

CONTRIBUTION, ITEM = "contribution", "plan_item"
SAID_ONCE = ("check_result", "beginning")
DONE = "card_on IS NOT NULL AND told_on IS NOT NULL AND trim(told_by) <> ''"
NOTHING = "card_on IS NULL AND told_on IS NULL AND told_by = ''"
WORDED = ("agreement", "proposal")
KNOWN = "situation IN ('', 'morning', 'evening', 'contact', 'weekend', 'celebration')"
WHOLE_DAYS = "length(starts) IN (0, 10) AND length(ends) IN (0, 10)"
IN_ORDER = "starts = '' OR ends = '' OR ends >= starts"
RULES = {
    "situation": [("known_situation", KNOWN)],
    "starts": [],
    "ends": [("whole_days", WHOLE_DAYS), ("ends_after_it_starts", IN_ORDER)],
}


def upgrade() -> None:
    """Columns are added one by one: batch mode would make the tables anew and drop their triggers."""
    uuid = sa.Uuid().compile(dialect=op.get_bind().dialect)
    for table in WORDED:
        for name, rules in RULES.items():
            _add(table, name, "TEXT DEFAULT '' NOT NULL", rules)
    _add("agreement", "goal_id", f"{uuid} CONSTRAINT fk_agreement_goal_id REFERENCES contribution (id)", [])
    _results()
    _beginnings()


def _add(table: str, name: str, kind: str, rules: list[tuple[str, str]]) -> None:
    checks = "".join(f" CONSTRAINT ck_{table}_{called} CHECK ({rule})" for called, rule in rules)
    op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}{checks}")


def _results() -> None:
    op.create_table(
        "check_result",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "case_id", "item_id")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("found_on", "written_on")),
        sa.Column("worry", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "found_on <= written_on", name=op.f("ck_check_result_found_before_it_was_written")
        ),
        *(_points("check_result", here, there) for here, there in (("id", CONTRIBUTION), ("item_id", ITEM))),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_result")),
    )
    op.create_index("ix_check_result_case", "check_result", ["case_id", "item_id"], unique=False)
    _said_once("check_result", ("id", "case_id", "item_id", "found_on", "written_on", "worry"))


def _beginnings() -> None:
    op.create_table(
        "beginning",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "case_id", "version_id")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("card_on", "told_on")),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("not_yet", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            f"(not_yet AND {NOTHING}) OR (NOT not_yet AND {DONE})", name=op.f("ck_beginning_done_or_not_yet")
        ),
        _points("beginning", "id", CONTRIBUTION),
        _points("beginning", "version_id", "plan_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beginning")),
        sa.UniqueConstraint("version_id", name=op.f("uq_beginning_version_id")),
    )
    _said_once("beginning", ("id", "case_id", "version_id", "card_on", "told_by", "told_on", "not_yet"))


def _points(table: str, here: str, there: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_{here}")
    return sa.ForeignKeyConstraint(["case_id", here], [f"{there}.case_id", f"{there}.id"], name=name)


def _said_once(table: str, columns: tuple[str, ...]) -> None:
    dialect = op.get_bind().dialect.name
    for ddl in (*frozen(dialect, table, columns), frozen_words(dialect, table)):
        op.execute(ddl)


def downgrade() -> None:
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    for table in SAID_ONCE:
        op.execute(f"DROP TRIGGER {table}_words_frozen{where}")
        op.drop_table(table)
    op.execute("ALTER TABLE agreement DROP COLUMN goal_id")
    for table in reversed(WORDED):
        for name in ("ends", "starts", "situation"):
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
