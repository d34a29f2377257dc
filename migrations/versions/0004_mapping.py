"""The map."""

import sqlalchemy as sa
from alembic import op

revision = "0004_mapping"
down_revision = "0003_history"


def upgrade() -> None:
    op.create_table(
        "map_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("danger_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "category = 'safety_goal' OR danger_id IS NULL",
            name=op.f("ck_map_entry_only_goals_answer_dangers"),
        ),
        sa.CheckConstraint(
            "category IN ('strength', 'existing_safety', 'past_harm', 'danger_statement', 'complicating_factor', 'safety_goal', 'next_step')",
            name=op.f("ck_map_entry_known_category"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "danger_id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_map_entry_case_id_danger_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_map_entry_case_id_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_entry")),
    )
    op.create_index("ix_map_entry_case", "map_entry", ["case_id", "category"], unique=False)


def downgrade() -> None:
    op.drop_table("map_entry")
