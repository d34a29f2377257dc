"""A round ends with a joint answer or with a disagreement. What comes later takes the place of what was there."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only

revision = "0049_round_ends"
down_revision = "0048_the_network_meets"

TABLE = "round_end"
ENDS_SO_FAR = """
SELECT s.case_id, s.round_id, s.child_id, s.dimension, c.id, c.created_at
FROM score s JOIN contribution c ON c.id = s.id WHERE s.capacity = 'joint'
UNION ALL
SELECT d.case_id, d.round_id, d.child_id, d.dimension, c.id, c.created_at
FROM disagreement d JOIN contribution c ON c.id = d.id
"""
IN_ORDER = f"""
INSERT INTO {TABLE} (case_id, round_id, child_id, dimension, place, said_id)
SELECT e.case_id, e.round_id, e.child_id, e.dimension,
  row_number() OVER (PARTITION BY e.round_id, e.child_id, e.dimension ORDER BY e.created_at, e.id), e.id
FROM ({ENDS_SO_FAR}) e
"""


def upgrade() -> None:
    names = ("case_id", "round_id", "child_id")
    op.create_table(
        TABLE,
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in names),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('child', 'parental_care')", name=op.f(f"ck_{TABLE}_known_dimension")
        ),
        sa.CheckConstraint("place >= 1", name=op.f(f"ck_{TABLE}_counted_from_one")),
        _points("round_id", "score_round"),
        _points("child_id", "case_child"),
        _points("said_id", "contribution"),
        sa.PrimaryKeyConstraint(*names, "dimension", "place", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("said_id", name=op.f(f"uq_{TABLE}_said_id")),
    )
    op.execute(IN_ORDER)
    for statement in append_only(op.get_bind().dialect.name, TABLE):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(TABLE)


def _points(column: str, there: str) -> sa.ForeignKeyConstraint:
    """Within one case."""
    name = op.f(f"fk_{TABLE}_case_id_{column}")
    return sa.ForeignKeyConstraint(["case_id", column], [f"{there}.case_id", f"{there}.id"], name=name)
