"""The language a person chose for the fixed texts."""

from alembic import op

revision = "0010_language"
down_revision = "0009_high_steps_promised"

RULE = "CONSTRAINT ck_person_a_language_code CHECK (length(language) BETWEEN 2 AND 8)"


def upgrade() -> None:
    op.execute(f"ALTER TABLE person ADD COLUMN language TEXT {RULE}")  # batch mode would drop triggers


def downgrade() -> None:
    op.drop_column("person", "language")
