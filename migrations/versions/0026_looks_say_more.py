"""A look tells as whom it was, and what was searched for (encrypted, for the leader only)."""

import sqlalchemy as sa
from alembic import op

revision = "0026_looks_say_more"
down_revision = "0025_looks"


def upgrade() -> None:
    # batch mode would make the table anew and drop its triggers; a rule that a column carries goes with it
    person_id = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE look ADD COLUMN as_id {person_id} CONSTRAINT fk_look_as_id REFERENCES person (id)"
    )
    op.execute("ALTER TABLE look ADD COLUMN words TEXT")


def downgrade() -> None:
    op.execute("ALTER TABLE look DROP COLUMN words")
    op.execute("ALTER TABLE look DROP COLUMN as_id")
