"""What stands around a sentence on the map, the safety scale, the map as it stood, and words that are labels."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, frozen, frozen_words

revision = "0039_map"
down_revision = "0038_rounds"

MOMENT = sa.DateTime(timezone=True)
AROUND = {
    "happened": "",
    "seen_by": "",
    "effect": "",
    "worried_by": ("dangers_worry_somebody", "danger_statement"),
    "dispute": ("dangers_are_disputed", "danger_statement"),
    "child_words": ("dangers_are_told_children", "danger_statement"),
    "how_long": ("goals_last", "safety_goal"),
}
FROZEN = ("id", "case_id", "number", "higher", "role_at_time", "supersedes_id")
ADDED_ONLY = ("map_version", "map_line")


def upgrade() -> None:
    """Columns are added one by one: batch mode would make the table anew and drop its triggers."""
    for name, rule in AROUND.items():
        check = (
            f" CONSTRAINT ck_map_entry_{rule[0]} CHECK (category = '{rule[1]}' OR {name} = '')"
            if rule
            else ""
        )
        op.execute(f"ALTER TABLE map_entry ADD COLUMN {name} TEXT DEFAULT '' NOT NULL{check}")
    uuid = sa.Uuid().compile(dialect=op.get_bind().dialect)
    told = "CONSTRAINT fk_agreement_because_id REFERENCES contribution (id)"
    op.execute(f"ALTER TABLE agreement ADD COLUMN because_id {uuid} {told}")
    _scale()
    _versions()
    _labels()


def _scale() -> None:
    op.create_table(
        "safety_score",
        *_ids("id", "case_id"),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("higher", "role_at_time")),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number BETWEEN 0 AND 10", name=op.f("ck_safety_score_zero_to_ten")),
        sa.CheckConstraint("higher <> ''", name=op.f("ck_safety_score_ends_in_words")),
        _points("safety_score", "id", "contribution"),
        _points("safety_score", "supersedes_id", "contribution"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_score")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_safety_score_supersedes_id")),
    )
    op.create_index("ix_safety_score_case", "safety_score", ["case_id", "id"], unique=False)
    dialect = op.get_bind().dialect.name
    for ddl in (*frozen(dialect, "safety_score", FROZEN), frozen_words(dialect, "safety_score")):
        op.execute(ddl)


def _versions() -> None:
    op.create_table(
        "map_version",
        *_ids("id", "case_id", "kept_by_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_map_version_case_id")),
        sa.ForeignKeyConstraint(["kept_by_id"], ["person.id"], name=op.f("fk_map_version_kept_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_version")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_map_version_case_id_id")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_map_version_case_id_number")),
    )
    op.create_table(
        "map_line",
        *_ids("version_id"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("position", "revision")),
        *_ids("case_id", "contribution_id"),
        sa.Column("text", sa.Text(), nullable=False),
        _points("map_line", "version_id", "map_version"),
        _points("map_line", "contribution_id", "contribution"),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_map_line")),
        sa.UniqueConstraint(
            "version_id", "contribution_id", name=op.f("uq_map_line_version_id_contribution_id")
        ),
    )
    for table in ADDED_ONLY:
        for ddl in append_only(op.get_bind().dialect.name, table):
            op.execute(ddl)


def _labels() -> None:
    op.create_table(
        "label_word",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("language", "word", "question")),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_label_word_changed_by_id")),
        sa.PrimaryKeyConstraint("language", "word", name=op.f("pk_label_word")),
    )


def _ids(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _points(table: str, here: str, there: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_{here}")
    return sa.ForeignKeyConstraint(["case_id", here], [f"{there}.case_id", f"{there}.id"], name=name)


def downgrade() -> None:
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER safety_score_words_frozen{where}")
    for table in ("label_word", "map_line", "map_version", "safety_score"):
        op.drop_table(table)
    op.execute("ALTER TABLE agreement DROP COLUMN because_id")
    for name in reversed(AROUND):
        op.execute(f"ALTER TABLE map_entry DROP COLUMN {name}")
