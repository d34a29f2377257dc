"""What kind of device a session is on, in one coarse word; and logout tokens that were obeyed."""

import sqlalchemy as sa
from alembic import op

revision = "0017_devices"
down_revision = "0016_sign_in_reasons"

RULE = "CONSTRAINT ck_user_session_known_device CHECK (device IN ('', 'phone', 'tablet', 'computer'))"


def upgrade() -> None:
    op.execute(f"ALTER TABLE user_session ADD COLUMN device TEXT DEFAULT '' NOT NULL {RULE}")
    op.create_table(
        "spent_logout",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_spent_logout")),
    )
    op.create_index("ix_spent_logout_expires_at", "spent_logout", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("spent_logout")
    op.drop_column("user_session", "device")
