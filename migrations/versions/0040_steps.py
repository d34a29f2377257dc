"""What leaders are asked about a plan, how long a provisional one lasts, and when a plan is followed up."""

import sqlalchemy as sa
from alembic import op

from portal.db.leader_triggers import held_no_more, held_to_the_leader
from portal.db.triggers import frozen, frozen_words

revision = "0040_steps"
down_revision = "0039_map"

MOMENT = sa.DateTime(timezone=True)
FROZEN = {
    "leader_question": (
        *("id", "case_id", "version_id", "asks", "asked_by_id", "kept_out_id", "law", "decided_by"),
    ),
    "outcome": ("id", "case_id", "question_id", "item_id", "met"),
    "provisional": ("id", "case_id", "version_id", "days", "sha256"),
    "follow_up": ("id", "case_id", "number", "set_on", "due_on", "why", "held_on"),
}
CHECKS = {
    "leader_question": {
        "known_question": "asks IN ('bottom_lines', 'kept_out', 'closing')",
        "somebody_is_kept_out": "(asks = 'kept_out') = (kept_out_id IS NOT NULL)",
        "kept_out_by_a_law": "(asks = 'kept_out') = (trim(law) <> '')",
        "somebody_decided": "(asks = 'kept_out') = (trim(decided_by) <> '')",
        "answered_by_somebody": "(answered_at IS NULL) = (answered_by_id IS NULL)",
        "answered_with_yes_or_no": "(answered_at IS NULL) = (says_yes IS NULL)",
        "two_people": "answered_by_id <> asked_by_id",
    },
    "outcome": {},
    "provisional": {"a_week_at_most": "days BETWEEN 1 AND 7"},
    "follow_up": {
        "counts_from_one": "number >= 1",
        "for_a_reason": "trim(why) <> ''",
        "to_come": "due_on > set_on",
        "held_before": "held_on IS NULL OR held_on <= set_on",
    },
}
FIRST = {
    "sqlite": "number > 1 OR julianday(due_on) - julianday(set_on) <= 92",
    "postgresql": "number > 1 OR due_on - set_on <= 92",
}


def upgrade() -> None:
    _questions()
    _contribution(
        "outcome",
        *_ids("question_id", "item_id"),
        sa.Column("met", sa.Boolean(), nullable=False),
        _points("outcome", "question_id", "leader_question"),
        _points("outcome", "item_id", "plan_item"),
        sa.UniqueConstraint("question_id", "item_id", name=op.f("uq_outcome_question_id_item_id")),
    )
    _contribution(
        "provisional",
        *_ids("version_id"),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        _points("provisional", "version_id", "plan_version"),
        sa.UniqueConstraint("version_id", name=op.f("uq_provisional_version_id")),
    )
    _follow_ups()
    dialect = op.get_bind().dialect.name
    for table, columns in FROZEN.items():
        for ddl in (*frozen(dialect, table, columns), frozen_words(dialect, table)):
            op.execute(ddl)
    for ddl in held_to_the_leader(dialect):
        op.execute(ddl)


def _questions() -> None:
    _contribution(
        "leader_question",
        *_ids("version_id"),
        sa.Column("asks", sa.Text(), nullable=False),
        *_ids("asked_by_id"),
        sa.Column("kept_out_id", sa.Uuid(), nullable=True),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("says_yes", sa.Boolean(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_leader_question_case_id_id")),
        _points("leader_question", "version_id", "plan_version"),
        _points("leader_question", "kept_out_id", "membership"),
        _person("leader_question", "asked_by_id"),
        _person("leader_question", "answered_by_id"),
    )
    op.create_index("ix_leader_question_version", "leader_question", ["version_id"], unique=False)
    op.create_index(
        "uq_leader_question_one_open",
        "leader_question",
        ["version_id", "asks"],
        unique=True,
        sqlite_where=sa.text("says_yes IS NULL"),
        postgresql_where=sa.text("says_yes IS NULL"),
    )


def _follow_ups() -> None:
    _contribution(
        "follow_up",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_follow_up_case_id_number")),
        sa.CheckConstraint(
            FIRST[op.get_bind().dialect.name], name=op.f("ck_follow_up_the_first_within_three_months")
        ),
    )


def _contribution(table: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        *_ids("id", "case_id"),
        *more,
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")) for name, rule in CHECKS[table].items()),
        _points(table, "id", "contribution"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _ids(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _points(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_{column}")
    return sa.ForeignKeyConstraint(["case_id", column], [f"{there}.case_id", f"{there}.id"], name=name)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for ddl in held_no_more(dialect):
        op.execute(ddl)
    for kind in FROZEN:
        op.execute(
            f"DROP TRIGGER {kind}_words_frozen" + (" ON contribution" if dialect == "postgresql" else "")
        )
    for table in ("follow_up", "provisional", "outcome", "leader_question"):
        op.drop_table(table)
