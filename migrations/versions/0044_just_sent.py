"""What was sent a moment ago can be taken back by its writer, and until then nobody is told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0044_just_sent"
down_revision = "0043_whom_a_ruler_asks"

TABLE = "just_sent"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    # Batch mode would make the table anew and drop its triggers.
    op.execute(
        f"ALTER TABLE contribution ADD COLUMN taken_back_at {moment.compile(dialect=op.get_bind().dialect)} "
        "CONSTRAINT ck_contribution_hidden_when_taken_back "
        "CHECK (taken_back_at IS NULL OR hidden_at IS NOT NULL)"
    )
    op.create_table(
        TABLE,
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("contribution_id", "case_id", "person_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("at", "fields", "untold")),
        sa.Column("until", moment, nullable=False),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(
            ["case_id", "contribution_id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f(f"fk_{TABLE}_case_id_contribution_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{TABLE}_person_id")),
    )
    op.create_index(f"ix_{TABLE}_until", TABLE, ["until"])


def downgrade() -> None:
    op.drop_table(TABLE)
    op.execute("ALTER TABLE contribution DROP COLUMN taken_back_at")
