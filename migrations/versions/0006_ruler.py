"""Rulers as data, and the scores people give on them."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, frozen, frozen_words

revision = "0006_ruler"
down_revision = "0005_review"

SAID_ONCE = (
    "case_id",
    "child_id",
    "round_id",
    "ruler_version_id",
    "dimension",
    "context",
    "answer",
    "step",
    "protective",
    "better",
    "role_at_time",
    "capacity",
    "supersedes_id",
)


def upgrade() -> None:
    _rulers()
    _rounds()
    _scores()
    dialect = op.get_bind().dialect.name
    for table in ("ruler_version", "ruler_step", "ruler_text"):
        for ddl in append_only(dialect, table):
            op.execute(ddl)
    for ddl in frozen(dialect, "score", SAID_ONCE):
        op.execute(ddl)
    op.execute(frozen_words(dialect, "score"))


def _rulers() -> None:
    op.create_table(
        "ruler",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.CheckConstraint("direction = 'good_to_bad'", name=op.f("ck_ruler_from_good_to_bad")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruler")),
        sa.UniqueConstraint("key", name=op.f("uq_ruler_key")),
    )
    op.create_table(
        "ruler_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ruler_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("alert_from", sa.Integer(), nullable=False),
        sa.CheckConstraint("steps BETWEEN 2 AND 10", name=op.f("ck_ruler_version_two_to_ten_steps")),
        sa.CheckConstraint(
            "alert_from BETWEEN 2 AND steps", name=op.f("ck_ruler_version_alerts_on_the_ruler")
        ),
        sa.ForeignKeyConstraint(["ruler_id"], ["ruler.id"], name=op.f("fk_ruler_version_ruler_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruler_version")),
        sa.UniqueConstraint("ruler_id", "number", name=op.f("uq_ruler_version_ruler_id_number")),
    )
    op.create_table(
        "ruler_step",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("tone", sa.Integer(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 10", name=op.f("ck_ruler_step_one_to_ten")),
        sa.CheckConstraint("zone IN ('green', 'yellow', 'red')", name=op.f("ck_ruler_step_known_zone")),
        sa.CheckConstraint(
            "pattern IN ('dots', 'stripes', 'checks')", name=op.f("ck_ruler_step_known_pattern")
        ),
        sa.CheckConstraint("tone BETWEEN 1 AND 5", name=op.f("ck_ruler_step_known_tone")),
        sa.ForeignKeyConstraint(["version_id"], ["ruler_version.id"], name=op.f("fk_ruler_step_version_id")),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_ruler_step")),
    )
    op.create_table(
        "ruler_text",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("action_guidance", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('professional', 'family', 'child')", name=op.f("ck_ruler_text_known_audience")
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "number"],
            ["ruler_step.version_id", "ruler_step.number"],
            name=op.f("fk_ruler_text_version_id_number"),
        ),
        sa.PrimaryKeyConstraint("version_id", "number", "audience", "language", name=op.f("pk_ruler_text")),
    )


def _rounds() -> None:
    op.create_table(
        "score_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "occasion IN ('opening', 'meeting', 'follow_up', 'incident', 'closure')",
            name=op.f("ck_score_round_known_occasion"),
        ),
        sa.CheckConstraint(
            "revealed_by_id IS NULL OR revealed_at IS NOT NULL",
            name=op.f("ck_score_round_somebody_revealed_it"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_score_round_case_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_score_round_opened_by_id")),
        sa.ForeignKeyConstraint(
            ["revealed_by_id"], ["person.id"], name=op.f("fk_score_round_revealed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_round")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_score_round_case_id_id")),
    )
    op.create_index("ix_score_round_case", "score_round", ["case_id", "created_at"], unique=False)
    op.create_index(
        "uq_score_round_one_open",
        "score_round",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("revealed_at IS NULL"),
        postgresql_where=sa.text("revealed_at IS NULL"),
    )


def _scores() -> None:
    op.create_table(
        "score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("ruler_version_id", sa.Uuid(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("protective", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        sa.Column("role_at_time", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("taken_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_up_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("dimension IN ('child', 'parental_care')", name=op.f("ck_score_known_dimension")),
        sa.CheckConstraint(
            "context IN ('home', 'school', 'leisure', 'contact')", name=op.f("ck_score_known_context")
        ),
        sa.CheckConstraint(
            "answer IN ('step', 'do_not_know', 'decline')", name=op.f("ck_score_known_answer")
        ),
        sa.CheckConstraint("(answer = 'step') = (step IS NOT NULL)", name=op.f("ck_score_a_step_or_none")),
        sa.CheckConstraint("capacity IN ('own', 'joint', 'overall')", name=op.f("ck_score_known_capacity")),
        sa.CheckConstraint(
            "(taken_up_at IS NULL) = (taken_up_by_id IS NULL)", name=op.f("ck_score_somebody_took_it_up")
        ),
        *_keys_of_score(),
    )
    op.create_index("ix_score_case", "score", ["case_id", "round_id"], unique=False)


def _keys_of_score() -> list[sa.Constraint]:
    def points_at(columns: list[str], there: str, its: list[str]) -> sa.Constraint:
        return sa.ForeignKeyConstraint(
            columns, [f"{there}.{column}" for column in its], name=op.f(f"fk_score_{'_'.join(columns)}")
        )

    return [
        points_at(["case_id", "id"], "contribution", ["case_id", "id"]),
        points_at(["case_id", "child_id"], "case_child", ["case_id", "id"]),
        points_at(["case_id", "round_id"], "score_round", ["case_id", "id"]),
        points_at(["case_id", "supersedes_id"], "contribution", ["case_id", "id"]),
        points_at(["ruler_version_id"], "ruler_version", ["id"]),
        points_at(["ruler_version_id", "step"], "ruler_step", ["version_id", "number"]),
        points_at(["taken_up_by_id"], "person", ["id"]),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_score_supersedes_id")),
    ]


def downgrade() -> None:
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER score_words_frozen{where}")
    for table in ("score", "score_round", "ruler_text", "ruler_step", "ruler_version", "ruler"):
        op.drop_table(table)
