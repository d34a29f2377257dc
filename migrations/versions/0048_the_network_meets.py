"""A meeting remembers because of which words it was called, a report how it came to be closed, and what a child says
whether it was asked at the end of a plan."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, frozen

revision = "0048_the_network_meets"
down_revision = "0047_what_a_plan_asks"

BEFORE = ("id", "case_id", "own", "answer", "how", "ground", "heard_on")
KNOWN = "closed_how IN ('met', 'not_met', 'answered')"
REASON = (
    "(closed_at IS NULL) = (closed_how IS NULL) AND "
    "COALESCE(closed_how = 'not_met', FALSE) = (why_not_id IS NOT NULL)"
)


def upgrade() -> None:
    ids = ("case_id", "meeting_id", "because_id")
    op.create_table(
        "meeting_because",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ids),
        sa.PrimaryKeyConstraint("case_id", "meeting_id", name=op.f("pk_meeting_because")),
        _points("meeting_id", "meeting"),
        _points("because_id", "contribution"),
    )
    op.create_index("ix_meeting_because_words", "meeting_because", ["case_id", "because_id"])
    for step in append_only(op.get_bind().dialect.name, "meeting_because"):
        op.execute(step)
    _how_it_was_closed()
    _asked_at_the_end()


def _points(column: str, there: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_meeting_because_case_id_{column}")
    return sa.ForeignKeyConstraint(["case_id", column], [f"{there}.case_id", f"{there}.id"], name=name)


def _how_it_was_closed() -> None:
    """A rule that a new column carries goes with it when it is dropped, and every row must obey it at once: so what
    was closed by an answer alone says so before the rule comes."""
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE breach ADD COLUMN closed_how TEXT CONSTRAINT ck_breach_known_end CHECK ({KNOWN})"
    )
    op.execute("UPDATE breach SET closed_how = 'answered' WHERE closed_at IS NOT NULL")
    op.execute(
        f"ALTER TABLE breach ADD COLUMN why_not_id {kind} "
        "CONSTRAINT fk_breach_why_not_id REFERENCES contribution (id) "
        f"CONSTRAINT ck_breach_not_met_with_a_reason CHECK ({REASON})"
    )


def _asked_at_the_end() -> None:
    op.add_column("child_view", sa.Column("at_end", sa.Boolean(), server_default=sa.false(), nullable=False))
    _freeze((*BEFORE, "at_end"))


def _freeze(columns: tuple[str, ...]) -> None:
    dialect = op.get_bind().dialect.name
    op.execute(f"DROP TRIGGER child_view_frozen{' ON child_view' if dialect == 'postgresql' else ''}")
    op.execute(next(frozen(dialect, "child_view", columns)))


def downgrade() -> None:
    _freeze(BEFORE)
    op.execute("ALTER TABLE child_view DROP COLUMN at_end")
    for column in ("why_not_id", "closed_how"):
        op.execute(f"ALTER TABLE breach DROP COLUMN {column}")
    op.drop_table("meeting_because")
