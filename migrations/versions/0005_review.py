"""What is sent, and the promise it is given."""

import sqlalchemy as sa
from alembic import op

revision = "0005_review"
down_revision = "0004_mapping"


def upgrade() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("promised_at > created_at", name=op.f("ck_submission_promised_ahead")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_submission_case_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_submission_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_submission_case_id_id")),
    )
    op.create_index("ix_submission_case", "submission", ["case_id", "created_at"], unique=False)
    op.create_table(
        "submission_item",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "contribution_id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_submission_item_case_id_contribution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "submission_id"],
            ["submission.case_id", "submission.id"],
            name=op.f("fk_submission_item_case_id_submission_id"),
        ),
        sa.PrimaryKeyConstraint("case_id", "contribution_id", name=op.f("pk_submission_item")),
    )


def downgrade() -> None:
    op.drop_table("submission_item")
    op.drop_table("submission")
