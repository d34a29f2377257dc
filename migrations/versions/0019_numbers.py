"""A CPR number that MitID must have too: kept as keyed hashes alone, for as long as it is waited for."""

from alembic import op

revision = "0019_numbers"
down_revision = "0018_hanging"

# Batch mode would make the tables anew; a rule that a column carries goes with it when it is dropped.
COLUMNS = (
    (
        "invitation",
        "cpr_fingerprint TEXT CONSTRAINT ck_invitation_number_as_a_hash CHECK (length(cpr_fingerprint) = 64) "
        "CONSTRAINT ck_invitation_number_forgotten_when_over CHECK (cpr_fingerprint IS NULL OR "
        "(revoked_at IS NULL AND declined_at IS NULL AND used_by_id IS NULL))",
    ),
    (
        "invitation",
        "cpr_misses INTEGER DEFAULT 0 NOT NULL "
        "CONSTRAINT ck_invitation_missed_a_few_times CHECK (cpr_misses BETWEEN 0 AND 3) "
        "CONSTRAINT ck_invitation_closed_after_three CHECK (cpr_misses < 3 OR revoked_at IS NOT NULL)",
    ),
    (
        "user_session",
        "cpr_fingerprints TEXT CONSTRAINT ck_user_session_number_forgotten_when_over "
        "CHECK (cpr_fingerprints IS NULL OR ended_at IS NULL)",
    ),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def downgrade() -> None:
    for table, column in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
