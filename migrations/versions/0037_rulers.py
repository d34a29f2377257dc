"""Rulers are written, published and chosen by the municipality; a fourth zone between yellow and red."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only

revision = "0037_rulers"
down_revision = "0036_writing"

BEFORE = {
    "known_zone": "zone IN ('green', 'yellow', 'red')",
    "known_tone": "tone BETWEEN 1 AND 5",
}
SINCE = {
    "known_zone": "zone IN ('green', 'yellow', 'orange', 'red')",
    "known_tone": "tone BETWEEN 1 AND 6",
}
KNOWN_FACE = "face BETWEEN 1 AND 5"
ALWAYS = {
    "one_to_ten": "number BETWEEN 1 AND 10",
    "known_pattern": "pattern IN ('dots', 'stripes', 'checks')",
}
COLUMNS = "version_id, number, zone, colour, pattern, tone"
AS_BEFORE = (
    "version_id, number, CASE zone WHEN 'orange' THEN 'yellow' ELSE zone END, colour, pattern, "
    "CASE tone WHEN 6 THEN 3 ELSE tone END"
)


def upgrade() -> None:
    _definitions()
    _choices()
    _drafts()
    dialect = op.get_bind().dialect.name
    for table in ("ruler_definition", "ruler_choice"):
        for ddl in append_only(dialect, table):
            op.execute(ddl)
    _steps_may_be(SINCE, COLUMNS)


def downgrade() -> None:
    _steps_may_be(BEFORE, AS_BEFORE)
    for table in ("ruler_draft", "ruler_choice", "ruler_definition"):
        op.drop_table(table)


def _definitions() -> None:
    op.create_table(
        "ruler_definition",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"], ["ruler_version.id"], name=op.f("fk_ruler_definition_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["person.id"], name=op.f("fk_ruler_definition_published_by_id")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_ruler_definition")),
    )


def _choices() -> None:
    op.create_table(
        "ruler_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ruler_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["ruler_id"], ["ruler.id"], name=op.f("fk_ruler_choice_ruler_id")),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["person.id"], name=op.f("fk_ruler_choice_chosen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruler_choice")),
    )


def _drafts() -> None:
    op.create_table(
        "ruler_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_ruler_draft_changed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruler_draft")),
        sa.UniqueConstraint("key", name=op.f("uq_ruler_draft_key")),
    )


def _steps_may_be(rules: dict[str, str], columns: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        _change_rules_in_place(rules, columns)
        return
    op.execute(
        "PRAGMA defer_foreign_keys = ON"
    )  # answers and texts point at the steps, which are back at once
    op.execute("CREATE TABLE ruler_step_before AS SELECT * FROM ruler_step")
    op.drop_table("ruler_step")
    op.create_table(
        "ruler_step",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("zone", "colour", "pattern")),
        sa.Column("tone", sa.Integer(), nullable=False),
        *_face(rules),
        *(sa.CheckConstraint(says, name=op.f(f"ck_ruler_step_{name}")) for name, says in ALWAYS.items()),
        *(sa.CheckConstraint(says, name=op.f(f"ck_ruler_step_{name}")) for name, says in rules.items()),
        sa.ForeignKeyConstraint(["version_id"], ["ruler_version.id"], name=op.f("fk_ruler_step_version_id")),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_ruler_step")),
    )
    op.execute(f"INSERT INTO ruler_step ({COLUMNS}) SELECT {columns} FROM ruler_step_before")
    op.drop_table("ruler_step_before")
    for ddl in append_only("sqlite", "ruler_step"):
        op.execute(ddl)


def _face(rules: dict[str, str]) -> list[sa.schema.SchemaItem]:
    if rules is BEFORE:
        return []
    return [
        sa.Column("face", sa.Integer(), nullable=True),
        sa.CheckConstraint(KNOWN_FACE, name=op.f("ck_ruler_step_known_face")),
    ]


def _change_rules_in_place(rules: dict[str, str], columns: str) -> None:
    for name in rules:
        op.drop_constraint(op.f(f"ck_ruler_step_{name}"), "ruler_step", type_="check")
    if columns == AS_BEFORE:
        op.execute("ALTER TABLE ruler_step DISABLE TRIGGER USER")
        op.execute("UPDATE ruler_step SET zone = 'yellow', tone = 3 WHERE zone = 'orange'")
        op.execute("ALTER TABLE ruler_step ENABLE TRIGGER USER")
        op.drop_column("ruler_step", "face")
    else:
        op.add_column("ruler_step", sa.Column("face", sa.Integer(), nullable=True))
        op.create_check_constraint(op.f("ck_ruler_step_known_face"), "ruler_step", KNOWN_FACE)
    for name, says in rules.items():
        op.create_check_constraint(op.f(f"ck_ruler_step_{name}"), "ruler_step", says)
