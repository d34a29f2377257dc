"""What people say about letting an agreement hang where everybody in the plan sees it."""

import sqlalchemy as sa
from alembic import op

revision = "0018_hanging"
down_revision = "0017_devices"

STANDS = sa.text("replaced_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "hanging_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("may_hang", sa.Boolean(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "agreement_id"],
            ["agreement.case_id", "agreement.id"],
            name=op.f("fk_hanging_answer_case_id_agreement_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hanging_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hanging_answer")),
    )
    op.create_index(
        "uq_hanging_answer_one_each",
        "hanging_answer",
        ["case_id", "agreement_id", "person_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade() -> None:
    op.drop_table("hanging_answer")
