"""A child says yes or no to one wording of its own signal; the caseworker locks the words to the child."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import frozen, frozen_words

revision = "0051_the_childs_own"
down_revision = "0050_a_no"

VIEW, REASON, LOCK = "child_view", "lock_reason", "item_lock"
BEFORE = ("id", "case_id", "own", "answer", "how", "ground", "heard_on", "at_end")
OF_A_THING = (
    "thing_revision IS NULL OR "
    "(thing_revision >= 1 AND answer IN ('agree', 'disagree', 'not_heard') AND NOT at_end)"
)
OF_A_REASON = ("id", "case_id", "item_id", "of_revision", "membership_id")
OF_A_LOCK = ("id", "case_id", "item_id", "of_revision", "by_id", "agreed", "reason_id", "created_at")
HOLDS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.execute(
        f"ALTER TABLE {VIEW} ADD COLUMN thing_revision INTEGER "
        f"CONSTRAINT ck_{VIEW}_yes_or_no_to_a_thing CHECK ({OF_A_THING})"
    )
    _freeze_view((*BEFORE, "thing_revision"))
    _reasons()
    _locks()


def _reasons() -> None:
    op.create_table(
        REASON,
        *(_id(name) for name in ("id", "case_id", "item_id", "membership_id")),
        sa.Column("of_revision", sa.Integer(), nullable=False),
        _points(REASON, "id", "contribution"),
        _points(REASON, "item_id", "plan_item"),
        _points(REASON, "membership_id", "membership"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REASON}")),
        sa.UniqueConstraint("case_id", "id", name=op.f(f"uq_{REASON}_case_id_id")),
    )
    op.create_index(f"ix_{REASON}_case", REASON, ["case_id", "item_id"], unique=False)
    dialect = op.get_bind().dialect.name
    for ddl in (*frozen(dialect, REASON, OF_A_REASON), frozen_words(dialect, REASON)):
        op.execute(ddl)


def _locks() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        LOCK,
        _id("id"),
        sa.Column("created_at", moment, nullable=False),
        *(_id(name) for name in ("case_id", "item_id", "by_id")),
        sa.Column("of_revision", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        _id("reason_id", nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.CheckConstraint("agreed = (reason_id IS NULL)", name=op.f(f"ck_{LOCK}_agreed_or_with_a_reason")),
        sa.CheckConstraint("of_revision >= 1", name=op.f(f"ck_{LOCK}_counts_from_one")),
        _points(LOCK, "item_id", "plan_item"),
        _points(LOCK, "reason_id", REASON),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f(f"fk_{LOCK}_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LOCK}")),
    )
    op.create_index(
        f"uq_{LOCK}_one_of_each_wording",
        LOCK,
        ["case_id", "item_id", "of_revision"],
        unique=True,
        sqlite_where=HOLDS,
        postgresql_where=HOLDS,
    )
    for ddl in frozen(op.get_bind().dialect.name, LOCK, OF_A_LOCK):
        op.execute(ddl)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _points(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    """Within one case."""
    name = op.f(f"fk_{table}_case_id_{column}")
    return sa.ForeignKeyConstraint(["case_id", column], [f"{there}.case_id", f"{there}.id"], name=name)


def _freeze_view(columns: tuple[str, ...]) -> None:
    dialect = op.get_bind().dialect.name
    op.execute(f"DROP TRIGGER {VIEW}_frozen{' ON child_view' if dialect == 'postgresql' else ''}")
    op.execute(next(frozen(dialect, VIEW, columns)))


def downgrade() -> None:
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    op.drop_table(LOCK)
    op.execute(f"DROP TRIGGER {REASON}_words_frozen{where}")
    op.drop_table(REASON)
    _freeze_view(BEFORE)
    op.execute(f"ALTER TABLE {VIEW} DROP COLUMN thing_revision")
