"""The audit of signing in also keeps why, and the number on the page that a person reads aloud."""

from alembic import op

revision = "0016_sign_in_reasons"
down_revision = "0015_guests"


def upgrade() -> None:
    for column in ("reason", "reference"):  # batch mode would drop triggers
        op.execute(f"ALTER TABLE sign_in_audit ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


def downgrade() -> None:
    for column in ("reference", "reason"):
        op.drop_column("sign_in_audit", column)
