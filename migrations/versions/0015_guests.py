"""A code that is said aloud, a birth date to be met, the guest seat, and a guest's way back."""

import sqlalchemy as sa
from alembic import op

revision = "0015_guests"
down_revision = "0014_letters"

# Batch mode would make the tables anew; a rule that a column carries goes with it when it is dropped.
COLUMNS = (
    ("invitation", "code_find TEXT"),
    (
        "invitation",
        "code_proof TEXT CONSTRAINT ck_invitation_found_and_proved "
        "CHECK ((code_find IS NULL) = (code_proof IS NULL))",
    ),
    (
        "invitation",
        "code_tries INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_invitation_tried_a_few_times "
        "CHECK (code_tries BETWEEN 0 AND 5)",
    ),
    ("invitation", "birthdate TEXT"),
    ("invitation", "sent_to_find TEXT"),
    (
        "invitation",
        "back_hash TEXT CONSTRAINT ck_invitation_back_after_coming "
        "CHECK (back_hash IS NULL OR used_by_id IS NOT NULL)",
    ),
    (
        "invitation",
        "back_until {moment} CONSTRAINT ck_invitation_back_for_a_while "
        "CHECK ((back_hash IS NULL) = (back_until IS NULL))",
    ),
    ("invitation", "back_asked_at {moment}"),
    ("invitation", "back_asked INTEGER DEFAULT 0 NOT NULL"),
    (
        "membership",
        "guest_id {id} CONSTRAINT fk_membership_guest_id REFERENCES person (id) "
        "CONSTRAINT ck_membership_guests_are_of_the_network "
        "CHECK (guest_id IS NULL OR (role = 'network_person' AND person_id IS NOT NULL))",
    ),
    (
        "user_session",
        'case_id {id} CONSTRAINT fk_user_session_case_id REFERENCES "case" (id) '
        "CONSTRAINT ck_user_session_guest_of_one_case CHECK ((kind = 'guest') = (case_id IS NOT NULL))",
    ),
    ("user_session", "birthdate TEXT"),
)
INDEXES = (
    ("ix_invitation_code_find", "code_find", False),
    ("ix_invitation_sent_to_find", "sent_to_find", False),
    ("uq_invitation_back", "back_hash", True),
)


def upgrade() -> None:
    dialect = op.get_bind().dialect
    kinds = {
        "id": sa.Uuid().compile(dialect=dialect),
        "moment": sa.DateTime(timezone=True).compile(dialect=dialect),
    }
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column.format(**kinds)}")
    for name, column, unique in INDEXES:
        op.create_index(name, "invitation", [column], unique=unique)


def downgrade() -> None:
    for name, _column, _unique in INDEXES:
        op.drop_index(name, "invitation")
    op.execute("DELETE FROM user_session WHERE kind = 'guest'")
    for table, column in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
