"""A child's own place: bound to one device, opened with a code that the child chose."""

import sqlalchemy as sa
from alembic import op

revision = "0020_child_places"
down_revision = "0019_numbers"

STANDS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "child_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("opens_hash", sa.Text(), nullable=True),
        sa.Column("opens_until", moment, nullable=True),
        sa.Column("device_hash", sa.Text(), nullable=True),
        sa.Column("code_hash", sa.Text(), nullable=True),
        sa.Column("code_tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("opened_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        *_rules(),
    )
    op.create_index("ix_child_place_membership", "child_place", ["membership_id"], unique=False)
    op.create_index(
        "uq_child_place_one_each",
        "child_place",
        ["case_id", "child_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    # batch mode would make the table anew; a rule that a column carries goes with it when it is dropped
    place_id = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE user_session ADD COLUMN place_id {place_id} "
        "CONSTRAINT fk_user_session_place_id REFERENCES child_place (id) "
        "CONSTRAINT ck_user_session_children_are_guests CHECK (place_id IS NULL OR kind = 'guest')"
    )


def _rules() -> list[sa.Constraint]:
    checks = {
        "opens_for_a_while": "(opens_hash IS NULL) = (opens_until IS NULL)",
        "device_and_code": "(device_hash IS NULL) = (code_hash IS NULL)",
        "opened_once": "opens_hash IS NULL OR device_hash IS NULL",
        "opened_by_the_child": "device_hash IS NULL OR opened_at IS NOT NULL",
        "tried_a_few_times": "code_tries BETWEEN 0 AND 5",
        "no_key_when_over": "(ended_at IS NULL) = (opens_hash IS NOT NULL OR device_hash IS NOT NULL)",
    }
    return [
        *(sa.CheckConstraint(rule, name=op.f(f"ck_child_place_{name}")) for name, rule in checks.items()),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_child_place_case_id_membership_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["case_child.case_id", "case_child.id"],
            name=op.f("fk_child_place_case_id_child_id"),
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_child_place_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_place")),
        sa.UniqueConstraint("opens_hash", name=op.f("uq_child_place_opens_hash")),
        sa.UniqueConstraint("device_hash", name=op.f("uq_child_place_device_hash")),
    ]


def downgrade() -> None:
    op.execute("DELETE FROM user_session WHERE place_id IS NOT NULL")
    op.execute("ALTER TABLE user_session DROP COLUMN place_id")
    op.drop_table("child_place")
