"""Whom the child trusts, what kind of relation somebody is, and seats that take a break."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import frozen

revision = "0029_circles_and_breaks"
down_revision = "0028_referrals"

STANDS = sa.text("ended_at IS NULL")
FROZEN = ("case_id", "network_person_id", "by_id", "who_id", "heard")
# Batch mode would make the tables anew; a rule that a column carries goes with it when it is dropped.
TIE = (
    "tie TEXT CONSTRAINT ck_network_person_known_tie "
    "CHECK (tie IN ('biological', 'private', 'professional', 'voluntary'))"
)
ONLY_CASEWORKERS_NOTE = (
    "declined_note TEXT DEFAULT '' NOT NULL CONSTRAINT ck_network_person_only_caseworkers_note "
    "CHECK (declined_note = '' OR (declined_by IS NOT NULL AND declined_by = 'caseworker'))"
)
PAUSED = (
    "paused_at {moment} CONSTRAINT ck_membership_who_helps_may_pause CHECK (paused_at IS NULL OR "
    "(person_id IS NOT NULL AND role IN ('network_person', 'support_person', 'professional')))"
)


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    dialect = op.get_bind().dialect
    op.execute(f"ALTER TABLE network_person ADD COLUMN {TIE}")
    op.execute(f"ALTER TABLE network_person ADD COLUMN {ONLY_CASEWORKERS_NOTE}")
    op.execute(f"ALTER TABLE membership ADD COLUMN {PAUSED.format(moment=moment.compile(dialect=dialect))}")
    op.create_table(
        "trust",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("network_person_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("who_id", sa.Uuid(), nullable=True),
        sa.Column("heard", sa.Boolean(), nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.CheckConstraint("NOT heard OR who_id IS NOT NULL", name=op.f("ck_trust_heard_from_a_child")),
        _points_at(["case_id", "id"], "contribution"),
        _points_at(["case_id", "network_person_id"], "contribution"),
        _points_at(["case_id", "who_id"], "case_child"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_trust_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust")),
    )
    op.create_index("ix_trust_case", "trust", ["case_id", "network_person_id"], unique=False)
    once = {"unique": True, "sqlite_where": STANDS, "postgresql_where": STANDS}
    op.create_index("uq_trust_said_once", "trust", ["network_person_id", "by_id", "who_id"], **once)
    for statement in frozen(dialect.name, "trust", FROZEN):
        op.execute(statement)


def _points_at(columns: list[str], there: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        columns, [f"{there}.case_id", f"{there}.id"], name=op.f(f"fk_trust_{'_'.join(columns)}")
    )


def downgrade() -> None:
    """Who takes a break is no longer shut out then: the seat is closed instead of being opened unasked."""
    op.drop_table("trust")
    op.execute("UPDATE membership SET left_at = paused_at WHERE paused_at IS NOT NULL AND left_at IS NULL")
    op.drop_column("membership", "paused_at")
    op.drop_column("network_person", "declined_note")
    op.drop_column("network_person", "tie")
