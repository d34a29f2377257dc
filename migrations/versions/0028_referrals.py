"""Families that ask for help themselves: what they wrote, and each step it took."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only

revision = "0028_referrals"
down_revision = "0027_notes"

UNDER_WAY = sa.text("ended_at IS NULL")
CHECKS = {
    "counts_from_one": "revision >= 1",
    "taken_by_somebody_with_a_promise": "(taken_at IS NULL) = (taken_by_id IS NULL) AND (taken_at IS NULL) = (promised_at IS NULL)",
    "read_when_sent": "taken_at IS NULL OR sent_at IS NOT NULL",
    "known_end": "ended_why IN ('taken_back', 'answered', 'opened')",
    "ends_for_a_reason": "(ended_at IS NULL) = (ended_why IS NULL)",
    "opened_as_a_case": "(case_id IS NOT NULL) = (ended_why IS NOT NULL AND ended_why = 'opened')",
    "opened_by_who_took_it": "case_id IS NULL OR taken_at IS NOT NULL",
    "opened_when_custody_is_seen": "(case_id IS NULL) = (custody_seen = '')",
}
STEPS = "what IN ('begun', 'reworded', 'sent', 'taken_back', 'taken', 'given_back', 'answered', 'opened')"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("own_matter", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent_at", moment, nullable=True),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", moment, nullable=True),
        sa.Column("promised_at", moment, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("custody_seen", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_referral_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_person_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_referral_taken_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_referral_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    under_way = {"sqlite_where": UNDER_WAY, "postgresql_where": UNDER_WAY}
    op.create_index("uq_referral_one_under_way", "referral", ["person_id"], unique=True, **under_way)
    op.create_index("ix_referral_sent", "referral", ["sent_at"], unique=False, **under_way)
    op.create_table(
        "referral_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.CheckConstraint(STEPS, name=op.f("ck_referral_step_known_step")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_step_referral_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_referral_step_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_step")),
    )
    op.create_index("ix_referral_step_referral", "referral_step", ["referral_id", "created_at"], unique=False)
    for statement in append_only(op.get_bind().dialect.name, "referral_step"):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("referral_step")
    op.drop_table("referral")
