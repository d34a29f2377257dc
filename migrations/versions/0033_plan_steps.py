"""What a version of the plan may become, each step it has taken, and whose agreements wait for a yes."""

from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.db.status_triggers import held_no_more, held_to_its_steps
from portal.db.triggers import append_only

revision = "0033_plan_steps"
down_revision = "0028_referrals"

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


def upgrade() -> None:
    op.execute("ALTER TABLE plan_version ADD COLUMN waits_for TEXT DEFAULT '' NOT NULL")
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
    for ddl in held_no_more(op.get_bind().dialect.name):
        op.execute(ddl)
    op.drop_table("plan_status_change")
    op.drop_table("plan_transition")
    op.execute("ALTER TABLE plan_version DROP COLUMN waits_for")
