"""Where an invitation is sent, and how often somebody knocked at a door that has a limit."""

import sqlalchemy as sa
from alembic import op

revision = "0014_letters"
down_revision = "0013_meetings"

# Batch mode would make the table anew; a rule that a column carries goes with it when it is dropped.
SENT = (
    "message_id {id}",
    "sent_to TEXT",
    "sent_to_kind TEXT "
    "CONSTRAINT ck_invitation_known_way CHECK (sent_to_kind IN ('mail', 'sms')) "
    "CONSTRAINT ck_invitation_address_of_a_kind CHECK ((sent_to_kind IS NULL) = (sent_to IS NULL)) "
    "CONSTRAINT ck_invitation_address_forgotten_when_over "
    "CHECK (sent_to IS NULL OR (revoked_at IS NULL AND declined_at IS NULL))",
)


def upgrade() -> None:
    dialect = op.get_bind().dialect
    own_id = sa.Uuid().compile(dialect=dialect)
    for column in SENT:
        op.execute(f"ALTER TABLE invitation ADD COLUMN {column.format(id=own_id)}")
    op.create_table(
        "knock",
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_knock_somebody_knocked")),
        sa.PrimaryKeyConstraint("door", name=op.f("pk_knock")),
    )
    op.create_index("ix_knock_ends", "knock", ["ends_at"], unique=False)


def downgrade() -> None:
    op.drop_table("knock")
    for column in ("sent_to_kind", "sent_to", "message_id"):
        op.execute(f"ALTER TABLE invitation DROP COLUMN {column}")
