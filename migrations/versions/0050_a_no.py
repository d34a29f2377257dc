"""A no says why, to an agreement as to the plan; and one to the plan can be taken back for a moment."""

import sqlalchemy as sa
from alembic import op

from portal.db.no_triggers import TABLE, held_no_more, held_to_its_words
from portal.db.triggers import append_only

revision = "0050_a_no"
down_revision = "0049_round_ends"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("said_id", "case_id")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "said_id"],
            ["plan_answer.case_id", "plan_answer.id"],
            name=op.f(f"fk_{TABLE}_case_id_said_id"),
        ),
        sa.PrimaryKeyConstraint("said_id", name=op.f(f"pk_{TABLE}")),
    )
    dialect = op.get_bind().dialect.name
    for step in (*append_only(dialect, TABLE), *held_to_its_words(dialect)):
        op.execute(step)


def downgrade() -> None:
    """A no that was taken back would count again the old way, so nothing is changed where there is one."""
    if op.get_bind().execute(sa.text(f"SELECT count(*) FROM {TABLE}")).scalar():
        raise RuntimeError("somebody has taken a no back; for the older version it would stand")
    for step in held_no_more(op.get_bind().dialect.name):
        op.execute(step)
    op.drop_table(TABLE)
