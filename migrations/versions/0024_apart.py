"""Parents apart: a decision with its reasons, ended by two people; what must not be told; words that wait."""

import sqlalchemy as sa
from alembic import op

revision = "0024_apart"
down_revision = "0023_network_log"

STANDS = sa.text("ended_at IS NULL")
TWO_PEOPLE_END_IT = (
    "ended_at IS NULL OR (end_asked_by_id IS NOT NULL AND ended_by_id IS NOT NULL "
    "AND ended_by_id <> end_asked_by_id)"
)


def _columns() -> list[tuple[str, str]]:
    """Batch mode would make the tables anew and drop their triggers; a rule that a column carries goes with
    it when it is dropped."""
    dialect = op.get_bind().dialect
    moment, id_ = (kind.compile(dialect=dialect) for kind in (sa.DateTime(timezone=True), sa.Uuid()))

    def person(column: str) -> str:
        return f"{column} {id_} CONSTRAINT fk_shield_{column} REFERENCES person (id)"

    def rule(name: str, says: str) -> str:
        return f" CONSTRAINT ck_shield_{name} CHECK ({says})"

    asked_by_somebody = rule("asked_by_somebody", "(end_asked_by_id IS NULL) = (end_asked_at IS NULL)")
    asked_with_a_reason = rule("asked_with_a_reason", "(end_asked_by_id IS NULL) = (end_why = '')")
    known = rule("known_kind", "kind IN ('protected_address', 'no_contact', 'shielded')")
    return [
        ("shield", f"kind TEXT DEFAULT 'shielded' NOT NULL{known}"),
        ("shield", "from_date DATE"),
        ("shield", "review_on DATE" + rule("looked_at_later", "review_on IS NULL OR review_on > from_date")),
        ("shield", person("end_asked_by_id")),
        ("shield", f"end_asked_at {moment}{asked_by_somebody}"),
        ("shield", f"end_why TEXT DEFAULT '' NOT NULL{asked_with_a_reason}"),
        ("shield", person("ended_by_id") + rule("two_people_end_it", TWO_PEOPLE_END_IT)),
        ("contribution", f"held_at {moment}"),
        ('"case"', f"held_since {moment}"),
    ]


def upgrade() -> None:
    for table, column in _columns():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_index(
        "uq_shield_one_standing",
        "shield",
        ["protected_id", "from_id", "kind"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "secret",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.CheckConstraint(
            "kind IN ('address', 'place', 'school', 'phone', 'name', 'other')",
            name=op.f("ck_secret_known_kind"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (told IS NOT NULL)", name=op.f("ck_secret_forgotten_when_over")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_secret_case_id_membership_id"),
        ),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_secret_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret")),
    )
    op.create_index("ix_secret_case", "secret", ["case_id", "membership_id"], unique=False)


def downgrade() -> None:
    op.drop_table("secret")
    op.drop_index("uq_shield_one_standing", "shield")
    for table, column in reversed(_columns()):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
