"""What could happen and what we want to see stand in the versions of the plan."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only

revision = "0041_statements"
down_revision = "0040_steps"

TABLE = "plan_statement_line"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("case_id", "statement_id")),
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("sha256", "text")),
        _points("version_id", "plan_version"),
        _points("statement_id", "contribution"),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("version_id", "statement_id", name=op.f(f"uq_{TABLE}_version_id_statement_id")),
    )
    for statement in append_only(op.get_bind().dialect.name, TABLE):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)


def _points(column: str, there: str) -> sa.ForeignKeyConstraint:
    """Within one case."""
    name = op.f(f"fk_{TABLE}_case_id_{column}")
    return sa.ForeignKeyConstraint(["case_id", column], [f"{there}.case_id", f"{there}.id"], name=name)
