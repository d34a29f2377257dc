"""A plan says what it is for, which kind it is, and when it is hoped to be done: one item at a time, before
the other sections."""

import sqlalchemy as sa
from alembic import op

revision = "0053_what_the_plan_is_for"
down_revision = "0052_children_asked"

BEFORE = "'bottom-lines', 'signs', 'network', 'alarm', 'object', 'checks', 'timeline', 'responses', 'child', 'closing'"
KINDS = "section <> 'purpose' OR coalesce(fields ->> 'kind', '') IN ('full', 'homecoming')"
STANDS = sa.text("section = 'purpose' AND status <> 'removed'")
COLUMNS = "id, case_id, section, status, position, fields, told, worded_by_id"


def upgrade() -> None:
    _change({"known_section": f"section IN ('purpose', {BEFORE})", "known_kind_of_plan": KINDS})
    op.create_index(
        "uq_plan_item_one_purpose",
        "plan_item",
        ["case_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade() -> None:
    """What a plan is for has no place in the older version, so nothing is changed where somebody has said
    it."""
    said = "SELECT count(*) FROM plan_item WHERE section = 'purpose'"
    if op.get_bind().execute(sa.text(said)).scalar():
        raise RuntimeError("somebody has said what a plan is for; the older version cannot show it")
    op.drop_index("uq_plan_item_one_purpose", "plan_item")
    _change({"known_section": f"section IN ({BEFORE})"}, over=("known_kind_of_plan",))


def _change(rules: dict[str, str], over: tuple[str, ...] = ()) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in ("known_section", *over):
            op.drop_constraint(op.f(f"ck_plan_item_{name}"), "plan_item", type_="check")
        for name, rule in rules.items():
            op.create_check_constraint(op.f(f"ck_plan_item_{name}"), "plan_item", rule)
        return
    op.execute(
        "PRAGMA defer_foreign_keys = ON"
    )  # seats, lines and proposals point at the items, back at once
    op.execute("CREATE TABLE plan_item_before AS SELECT * FROM plan_item")
    op.drop_table("plan_item")
    _anew(rules)
    op.execute(f"INSERT INTO plan_item ({COLUMNS}) SELECT {COLUMNS} FROM plan_item_before")
    op.drop_table("plan_item_before")


def _anew(rules: dict[str, str]) -> None:
    op.create_table(
        "plan_item",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "case_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("section", "status")),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("worded_by_id", sa.Uuid(), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_plan_item_{name}")) for name, rule in rules.items()),
        sa.CheckConstraint("status IN ('proposed', 'removed')", name=op.f("ck_plan_item_known_status")),
        sa.CheckConstraint(
            "told IS NULL OR section = 'alarm'", name=op.f("ck_plan_item_secrets_of_the_alarm_card")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_plan_item_case_id_id"),
        ),
        sa.ForeignKeyConstraint(["worded_by_id"], ["person.id"], name=op.f("fk_plan_item_worded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_plan_item_case_id_id")),
    )
    op.create_index("ix_plan_item_case", "plan_item", ["case_id", "section", "position"], unique=False)
