"""A ruler may count its steps from the worst. Answers keep the place of a step, 1 for the best, either way."""

import sqlalchemy as sa
from alembic import op

revision = "0045_both_ways"
down_revision = "0044_just_sent"

ONE_WAY = ("from_good_to_bad", "direction = 'good_to_bad'")
BOTH_WAYS = ("known_direction", "direction IN ('good_to_bad', 'bad_to_good')")


def upgrade() -> None:
    _change(ONE_WAY, BOTH_WAYS)


def downgrade() -> None:
    """A ruler that counts from the worst cannot be told the old way, so nothing is changed where there is
    one."""
    others = "SELECT count(*) FROM ruler WHERE direction = 'bad_to_good'"
    if op.get_bind().execute(sa.text(others)).scalar():
        raise RuntimeError("there is a ruler that counts from the worst; the older version cannot show it")
    _change(BOTH_WAYS, ONE_WAY)


def _change(before: tuple[str, str], since: tuple[str, str]) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(f"ck_ruler_{before[0]}"), "ruler", type_="check")
        op.create_check_constraint(op.f(f"ck_ruler_{since[0]}"), "ruler", since[1])
        return
    op.execute("PRAGMA defer_foreign_keys = ON")  # versions and choices point at the rulers, back at once
    op.execute("CREATE TABLE ruler_before AS SELECT * FROM ruler")
    op.drop_table("ruler")
    op.create_table(
        "ruler",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.CheckConstraint(since[1], name=op.f(f"ck_ruler_{since[0]}")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruler")),
        sa.UniqueConstraint("key", name=op.f("uq_ruler_key")),
    )
    columns = "id, created_at, key, direction"
    op.execute(f"INSERT INTO ruler ({columns}) SELECT {columns} FROM ruler_before")
    op.drop_table("ruler_before")
