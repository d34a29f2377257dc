"""Seats of support persons, each on somebody's behalf, and of professionals, each for a purpose and a while."""

import sqlalchemy as sa
from alembic import op

revision = "0021_seats_for_a_while"
down_revision = "0020_child_places"

# Batch mode would make the table anew; a rule that a column carries goes with it when it is dropped.
COLUMNS = (
    (
        "supports_id",
        "{id} CONSTRAINT fk_membership_supports_id REFERENCES membership (id) "
        "CONSTRAINT ck_membership_here_for_somebody "
        "CHECK ((role = 'support_person' AND supports_id IS NOT NULL) OR "
        "(supports_id IS NULL AND (role <> 'support_person' OR left_at IS NOT NULL)))",
    ),
    ("purpose", "TEXT"),
    ("term_from", "DATE"),
    (
        "term_days",
        "INTEGER CONSTRAINT ck_membership_professionals_come_for_a_while "
        "CHECK (role <> 'professional' OR left_at IS NOT NULL OR (purpose IS NOT NULL AND purpose <> '' "
        "AND term_from IS NOT NULL AND term_days IS NOT NULL AND term_days BETWEEN 0 AND 366))",
    ),
)


def upgrade() -> None:
    uuid = sa.Uuid().compile(dialect=op.get_bind().dialect)
    for name, kind in COLUMNS:
        op.execute(f"ALTER TABLE membership ADD COLUMN {name} {kind.format(id=uuid)}")


def downgrade() -> None:
    """Such seats are closed: without these columns nothing would limit what they see, or for how long."""
    op.execute(
        "UPDATE membership SET left_at = COALESCE(joined_at, created_at) "
        "WHERE role IN ('support_person', 'professional') AND left_at IS NULL"
    )
    for name, _kind in reversed(COLUMNS):
        op.drop_column("membership", name)
