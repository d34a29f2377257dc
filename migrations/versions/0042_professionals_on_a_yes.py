"""A professional comes in on the yes of the custody holders, or on a law that is named with its reason.

Whoever sits there already goes on sitting until the last day; the custody holders are asked from now on.
"""

import sqlalchemy as sa
from alembic import op

from portal.db.seat_triggers import held_to_a_ground, held_to_no_ground
from portal.db.triggers import FROZEN_COLUMNS, frozen

revision = "0042_professionals_on_a_yes"
down_revision = "0041_statements"

STANDING = sa.text("withdrawn_at IS NULL")


def _columns() -> list[str]:
    """Batch mode would make the table anew and drop its triggers; a rule that a column carries goes with it
    when it is dropped."""
    day = sa.Date().compile(dialect=op.get_bind().dialect)
    professionals = "law IS NULL OR (role = 'professional' AND trim(law) <> '')"
    why = "(law IS NULL) = (law_why IS NULL) AND (law_why IS NULL OR trim(law_why) <> '')"
    return [
        f"law TEXT CONSTRAINT ck_membership_a_law_for_professionals CHECK ({professionals})",
        f"law_why TEXT CONSTRAINT ck_membership_a_law_has_a_reason CHECK ({why})",
        f"longer_until {day} CONSTRAINT ck_membership_longer_on_a_yes "
        "CHECK (longer_until IS NULL OR (role = 'professional' AND law IS NULL))",
    ]


def upgrade() -> None:
    for column in _columns():
        op.execute(f"ALTER TABLE membership ADD COLUMN {column}")
    ids = ("id", "case_id", "membership_id", "giver_seat_id", "person_id")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "term_answer",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ids),
        sa.Column("yes", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("sentence", "language")),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("given_at", moment, nullable=False),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_answer")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_term_answer_person_id")),
        *_of_the_case(),
        sa.CheckConstraint("NOT yes OR trim(sentence) <> ''", name=op.f("ck_term_answer_yes_to_a_sentence")),
        sa.CheckConstraint(
            "membership_id <> giver_seat_id", name=op.f("ck_term_answer_nobody_lets_oneself_in")
        ),
    )
    op.create_index("ix_term_answer_case", "term_answer", ["case_id", "membership_id"])
    op.create_index(
        "uq_term_answer_one_standing",
        "term_answer",
        ["membership_id", "person_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    dialect = op.get_bind().dialect.name
    words = frozen(dialect, "term_answer", FROZEN_COLUMNS["term_answer"])
    for step in (*words, *held_to_a_ground(dialect)):
        op.execute(step)


def _of_the_case() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["case_id", column],
            ["membership.case_id", "membership.id"],
            name=op.f(f"fk_term_answer_case_id_{column}"),
        )
        for column in ("membership_id", "giver_seat_id")
    ]


def downgrade() -> None:
    for step in held_to_no_ground(op.get_bind().dialect.name):
        op.execute(step)
    op.drop_table("term_answer")
    for column in reversed(_columns()):
        op.execute(f"ALTER TABLE membership DROP COLUMN {column.split()[0]}")
