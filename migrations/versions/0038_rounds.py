"""Rounds with those who are asked; who reads an answer when it is opened; what was agreed, or seen differently."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, frozen, frozen_words

revision = "0038_rounds"
down_revision = "0037_rulers"

BEFORE = (
    *("case_id", "child_id", "round_id", "ruler_version_id", "dimension", "context", "answer", "step"),
    *("protective", "better", "role_at_time", "capacity", "supersedes_id", "promised_at"),
)
COLUMNS = {
    "worries": "TEXT DEFAULT '' NOT NULL",
    "opens_to": "TEXT DEFAULT 'in_case' NOT NULL CONSTRAINT ck_score_known_opening CHECK (opens_to IN ('in_case', 'us_here'))",
    "age_band": "TEXT DEFAULT '' NOT NULL",
    "blind": "BOOLEAN DEFAULT TRUE NOT NULL CONSTRAINT ck_score_together_is_not_blind CHECK (capacity = 'own' OR NOT blind)",
}
"""Batch mode would make the table anew and drop its triggers; a rule that a column carries goes with it when it
is dropped."""
TOGETHER_FIRST = "capacity <> 'own' AND supersedes_id IS NULL"


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for name, says in COLUMNS.items():
        op.execute(f"ALTER TABLE score ADD COLUMN {name} {says}")
    _freeze((*BEFORE, *COLUMNS))
    where = {f"{one}_where": sa.text(TOGETHER_FIRST) for one in ("sqlite", "postgresql")}
    columns = ["round_id", "child_id", "dimension", "capacity"]
    op.create_index("uq_score_one_together", "score", columns, unique=True, **where)
    _link("round_asked", "round_id", "score_round", "membership_id", "membership")
    _link("score_reader", "score_id", "contribution", "person_id", "")
    for table in ("round_asked", "score_reader"):
        for ddl in append_only(dialect, table):
            op.execute(ddl)
    _disagreements()
    said_once = ("id", "case_id", "child_id", "round_id", "dimension")
    for ddl in (*frozen(dialect, "disagreement", said_once), frozen_words(dialect, "disagreement")):
        op.execute(ddl)


def _freeze(columns: tuple[str, ...]) -> None:
    dialect = op.get_bind().dialect.name
    op.execute("DROP TRIGGER score_frozen" + (" ON score" if dialect == "postgresql" else ""))
    op.execute(next(frozen(dialect, "score", columns)))


def _link(table: str, about: str, there: str, who: str, seats: str) -> None:
    """A table of pairs: what it is about, and a seat or a person."""
    whom = (
        _points(table, who, seats)
        if seats
        else sa.ForeignKeyConstraint([who], ["person.id"], name=op.f(f"fk_{table}_{who}"))
    )
    op.create_table(
        table,
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("case_id", about, who)),
        _points(table, about, there),
        whom,
        sa.PrimaryKeyConstraint("case_id", about, who, name=op.f(f"pk_{table}")),
    )


def _points(table: str, here: str, there: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_{here}")
    return sa.ForeignKeyConstraint(["case_id", here], [f"{there}.case_id", f"{there}.id"], name=name)


def _disagreements() -> None:
    op.create_table(
        "disagreement",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "case_id", "child_id", "round_id")),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('child', 'parental_care')", name=op.f("ck_disagreement_known_dimension")
        ),
        _points("disagreement", "id", "contribution"),
        _points("disagreement", "child_id", "case_child"),
        _points("disagreement", "round_id", "score_round"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement")),
    )
    op.create_index("ix_disagreement_case", "disagreement", ["case_id", "round_id"], unique=False)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute(
        "DROP TRIGGER disagreement_words_frozen" + (" ON contribution" if dialect == "postgresql" else "")
    )
    for table in ("disagreement", "score_reader", "round_asked"):
        op.drop_table(table)
    op.drop_index("uq_score_one_together", "score")
    _freeze(BEFORE)
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE score DROP COLUMN {name}")
