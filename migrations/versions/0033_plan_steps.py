"""What a version of the plan may become, each step it has taken; yeses said at meetings; what children say; pauses."""

from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.db.status_triggers import held_no_more, held_to_its_steps
from portal.db.triggers import append_only, frozen, frozen_words

revision = "0033_plan_steps"
down_revision = "0032_sections"

TO_OUT = ("draft", "out_for_approval")
PATHS = {
    "draft": (*TO_OUT, "draft"),
    "out_for_approval": TO_OUT,
    "approved": (*TO_OUT, "approved"),
    "in_force": (*TO_OUT, "approved", "in_force"),
    "replaced": (*TO_OUT, "replaced"),
    "closed": (*TO_OUT, "approved", "in_force", "closed"),
    "archived": (*TO_OUT, "approved", "in_force", "closed", "archived"),
}
"""How a version that is here already came to be what it is. Nobody wrote down who took the steps."""
APPLIED = (*TO_OUT, "approved", "in_force", "replaced")
STEPS = (
    ("draft", "out_for_approval"),
    ("out_for_approval", "approved"),
    ("approved", "out_for_approval"),
    ("out_for_approval", "draft"),
    ("approved", "draft"),
    ("draft", "replaced"),
    ("out_for_approval", "replaced"),
    ("approved", "replaced"),
    ("approved", "in_force"),
    ("in_force", "replaced"),
    ("in_force", "closed"),
    ("closed", "archived"),
)


OF_A_CHILD = ("id", "case_id", "own", "answer", "how", "ground", "heard_on")
CHILD_VIEW = {
    "known_answer": "answer IN ('agree', 'partly', 'disagree', 'will_not_say', 'not_heard')",
    "said_itself_or_told_how": "own OR trim(how) <> ''",
    "not_heard_for_a_reason": "(answer = 'not_heard') = (trim(ground) <> '')",
    "a_child_was_heard_by_itself": "NOT own OR answer <> 'not_heard'",
}


def _columns() -> list[tuple[str, str]]:
    """Batch mode would make the tables anew and drop their triggers."""
    dialect = op.get_bind().dialect
    id_, no = sa.Uuid().compile(dialect=dialect), "0" if dialect.name == "sqlite" else "false"

    def rule(name: str, says: str) -> str:
        return f" CONSTRAINT ck_approval_{name} CHECK ({says})"

    helped = rule("helped_by_another", "helper_id IS NULL OR helper_id <> person_id")
    on_a_day = rule("given_on_a_day", "(helper_id IS NULL) = (given_on IS NULL)")
    no_yes = rule("not_said_is_no_yes", "NOT not_said OR kind = 'taken_back'")
    helper = f"{id_} CONSTRAINT fk_approval_helper_id REFERENCES person (id)"
    return [
        ("plan_version", "waits_for TEXT DEFAULT '' NOT NULL"),
        ("approval", f"helper_id {helper}{helped}"),
        ("approval", f"given_on DATE{on_a_day}"),
        ("approval", f"not_said BOOLEAN DEFAULT {no} NOT NULL{no_yes}"),
    ]


def upgrade() -> None:
    for table, column in _columns():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    transition = op.create_table(
        "plan_transition",
        sa.Column("from_status", sa.Text(), nullable=False),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("from_status", "to_status", name=op.f("pk_plan_transition")),
    )
    op.bulk_insert(transition, [{"from_status": begins, "to_status": ends} for begins, ends in STEPS])
    changes = _changes()
    op.bulk_insert(changes, _taken_already())
    dialect = op.get_bind().dialect.name
    for table in ("plan_transition", "plan_status_change"):
        for ddl in append_only(dialect, table):
            op.execute(ddl)
    for ddl in held_to_its_steps(dialect):
        op.execute(ddl)
    _child_views()
    for ddl in frozen(dialect, "child_view", OF_A_CHILD):
        op.execute(ddl)
    op.execute(frozen_words(dialect, "child_view"))
    _suspensions()


def _suspensions() -> None:
    open_ = sa.text("ended_at IS NULL")
    op.create_table(
        "suspension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("trim(reason) <> ''", name=op.f("ck_suspension_for_a_reason")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_suspension_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_suspension_case_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "version_id"],
            ["plan_version.case_id", "plan_version.id"],
            name=op.f("fk_suspension_case_id_version_id"),
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_suspension_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    op.create_index(
        "uq_suspension_one_open",
        "suspension",
        ["version_id"],
        unique=True,
        sqlite_where=open_,
        postgresql_where=open_,
    )


def _child_views() -> None:
    op.create_table(
        "child_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_child_view_{name}")) for name, rule in CHILD_VIEW.items()),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_child_view_case_id_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_view")),
    )


def _changes() -> sa.Table:
    return op.create_table(
        "plan_status_change",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=False),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "version_id"],
            ["plan_version.case_id", "plan_version.id"],
            name=op.f("fk_plan_status_change_case_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["from_status", "to_status"],
            ["plan_transition.from_status", "plan_transition.to_status"],
            name=op.f("fk_plan_status_change_from_status_to_status"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_plan_status_change_by_id")),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_plan_status_change")),
    )


def _taken_already() -> list[dict[str, Any]]:
    version = sa.table(
        "plan_version",
        sa.column("id", sa.Uuid()),
        sa.column("case_id", sa.Uuid()),
        sa.column("status", sa.Text()),
        sa.column("created_at", sa.DateTime(timezone=True)),
        sa.column("in_force_at", sa.DateTime(timezone=True)),
    )
    taken = []
    for one in op.get_bind().execute(sa.select(version)):
        path = APPLIED if one.status == "replaced" and one.in_force_at else PATHS[one.status]
        for number, (begins, ends) in enumerate(pairwise(path), 1):
            taken.append(
                {
                    "version_id": one.id,
                    "number": number,
                    "case_id": one.case_id,
                    "from_status": begins,
                    "to_status": ends,
                    "created_at": one.in_force_at if ends == "in_force" else one.created_at,
                    "by_id": None,
                    "reason": "",
                }
            )
    return taken


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute(
        "DROP TRIGGER child_view_words_frozen" + (" ON contribution" if dialect == "postgresql" else "")
    )
    op.drop_table("child_view")
    op.drop_table("suspension")
    for ddl in held_no_more(dialect):
        op.execute(ddl)
    op.drop_table("plan_status_change")
    op.drop_table("plan_transition")
    for table, column in reversed(_columns()):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
